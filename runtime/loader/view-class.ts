/** The kinds of typed array that stand for arrays of an IT type. */
import type { TypeJson } from '../abi.ts';
import { ruleOf } from '../type-rules.ts';
import type { TypedArrayConstructor } from '../values/typed-arrays.ts';

/** The typed array for elements of a type, where there is one. */
export function viewClass(type: TypeJson): TypedArrayConstructor | undefined {
  const view = ruleOf(type)?.view;
  return view && globalThis[view];
}
