/** What a component expects of its core modules, in the terms of the module checker. */
import type { DeclaredFunction, DeclaredImport, DeclaredModule, DeclaredName } from '../core/check-module.ts';
import type { Callee, CoreModule } from '../ir/ir.ts';
import { typeText } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';

/** What a source says of core modules. */
export interface CoreUses {
  readonly modules: readonly CoreModule[];
  /** By module: each memory name, where it is first used. */
  readonly memories: ReadonlyMap<string, ReadonlyMap<string, Span>>;
}

export const declaredModules = ({ modules, memories }: CoreUses): readonly DeclaredModule[] =>
  modules.map((module) => declaredModule(module, namesIn(memories.get(module.name) ?? new Map())));

const namesIn = (uses: ReadonlyMap<string, Span>): readonly DeclaredName[] =>
  [...uses].map(([field, span]) => ({ field, span }));

function declaredModule(module: CoreModule, memories: readonly DeclaredName[]): DeclaredModule {
  const { path, span, functions, imports } = module;
  return {
    path,
    span,
    functions: functions.map((callee) => declaredFunction(callee, callee.field)),
    imports: imports.flatMap((callee): DeclaredImport[] => {
      const { role } = callee;
      return role.kind === 'adapted-import' ? [{ ...declaredFunction(callee, role.field), module: role.from }] : [];
    }),
    memories,
  };
}

function declaredFunction({ params, results, span }: Callee, field: string): DeclaredFunction {
  const signature = { params: params.map((local) => typeText(local.type)), results: results.map(typeText) };
  return { field, span, signature };
}
