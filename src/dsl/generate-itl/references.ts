/** What C++'s `it::ref` and its error handling import: operations on JavaScript values by handle. */
import type { FunctionNode, Node } from '../../ast/nodes.ts';
import type { HelperPool } from './helper-pool.ts';
import { bind, form, func, local } from './nodes.ts';
import { liftBytes } from './strings.ts';

/** The value of a handle that C++ gives up. */
export function takeRef(pool: HelperPool, handle: Node): Node {
  return pool.callHelper('_it_takeRef', '', [handle], () => ({
    params: [{ type: 'i32' }],
    result: 'any',
    body: [bind('value', form('lift-ref', local(0))), form('drop-ref', local(0)), local('value')],
  }));
}

/** `_it.throw`, which every C++ module with our headers may call. */
export const throwFunction = (): FunctionNode =>
  func({
    name: '_it_core_throw',
    field: 'throw',
    params: [{ type: 'i32' }, { type: 'i32' }],
    body: [form('throw', liftBytes('string', local(0), local(1)))],
  });
