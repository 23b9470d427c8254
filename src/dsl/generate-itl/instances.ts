/** Instances for pointers. */
import type { Node } from '../../ast/nodes.ts';
import { classOfName } from '../core-names.ts';
import type { TypeTable } from '../type-table.ts';
import { call, form, number } from './nodes.ts';

/**
 * Of the class that the object is of, where that extends the declared one.
 *
 * @param owner - whom the object is lent with; undefined: JavaScript is to own it
 */
export function instanceFor(of: string, pointer: Node, owner: Node | undefined, types: TypeTable): Node {
  const instance = (name: string): Node =>
    owner ? form('lend-resource', name, pointer, owner) : form('lift-resource', name, pointer);
  const heirs = types.heirsOf(of).map(({ name }) => name);
  if (heirs.length === 0) return instance(of);
  const root = types.handleOf(of);
  const cases = types
    .heirsOf(root)
    .flatMap(({ name }, index) => (heirs.includes(name) ? [form('case', number(index + 1), instance(name))] : []));
  return form('switch', call(classOfName(root), pointer), ...cases, form('else', instance(of)));
}
