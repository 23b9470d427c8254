/** Shared classes: what several hold, each of them disposes of. */
import type { FunctionNode } from '../../ast/nodes.ts';
import { classesOf } from '../lineage.ts';
import type { DslClass, DslModule } from '../model.ts';
import { func, local } from './nodes.ts';

const doc = 'Holds the object once more: gives the same instance, which is disposed of once for each that holds it.';

/** `[clone]R` for each shared class that has no member of that name itself. */
export function clones({ types }: DslModule): readonly FunctionNode[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const hasOwn = ({ name }: DslClass): boolean =>
    classesOf(name, byName).some(({ methods, properties }) =>
      [...methods, ...properties].some((member) => member.name === 'clone'),
    );
  const shared = types.filter((type) => type.kind === 'class').filter((type) => type.shared && !hasOwn(type));
  return shared.map(({ name }) =>
    func({
      name: `_it_${name}.clone`,
      field: `[clone]${name}`,
      params: [{ name: 'self', type: name }],
      result: name,
      body: [local('self')],
      doc,
    }),
  );
}
