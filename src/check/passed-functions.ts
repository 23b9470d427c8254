/** Functions that a core module imports and the component leaves to the user, as the module's binary has them. */
import { firstBy } from '../core/first-by.ts';
import type { ModuleInterface } from '../core/module-interface.ts';
import type { PassedFunction, PassedImports } from '../ir/core-parts.ts';
import type { CoreModule } from '../ir/ir.ts';
import { type SimpleName, simple, type Type } from '../ir/types.ts';

export function passedFunctions(
  { from }: PassedImports,
  { imports, relays }: CoreModule,
  actual: ModuleInterface,
): readonly PassedFunction[] {
  const served = new Set<string>([
    ...imports.flatMap(({ role }) => (role.kind === 'adapted-import' && role.from === from ? [role.field] : [])),
    ...relays.flatMap((relay) => (relay.from === from ? [relay.signature.text] : [])),
  ]);
  const passed = actual.imports.flatMap(({ module, field, entity }): PassedFunction[] => {
    if (module !== from || entity.kind !== 'func' || served.has(field)) return [];
    const { params = [], results = [] } = entity.signature ?? {};
    return [{ field, params: params.map(typeOf), results: results.map(typeOf) }];
  });
  return firstBy(passed, ({ field }) => field);
}

const numbers: readonly string[] = ['i32', 'i64', 'f32', 'f64'];

const typeOf = (name: string): Type => simple(numbers.includes(name) ? (name as SimpleName) : 'any');
