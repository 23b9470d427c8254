/** Loops over arrays that do nothing but copy elements as they are: one bulk copy does the same. */
import { scalarSize } from '../../runtime/abi.ts';
import type { Body, Expression, OperationExpression } from './ir.ts';
import { typedArrayElementOf } from './numbers.ts';
import type { OperandsOf } from './ops.ts';
import type { Type } from './types.ts';

export type Store = Extract<OperationExpression, { operation: 'store' }>;

export const isAddress = (expression: Expression, body: Body): boolean =>
  expression.kind === 'local' && expression.local === body.locals[0];

export function onlyItem({ block }: Body): Expression | undefined {
  const [item, second] = block.items;
  return second ? undefined : item;
}

/** True where the elements lie in memory exactly as they do in a typed array. */
export function isPacked(type: Type, stride: number): boolean {
  const element = typedArrayElementOf(type);
  return element !== undefined && scalarSize[element] === stride;
}

/** The body's `store`, where it is nothing but the element to its address. */
export function bulkStore({ type, stride, body }: OperandsOf<'lower-array'>): Store | undefined {
  const item = onlyItem(body);
  if (item?.kind !== 'operation' || item.operation !== 'store' || !isPacked(type, stride)) return undefined;
  const { pointer, value } = item.operands;
  const isElement = value.kind === 'local' && value.local === body.locals[1];
  return isElement && isAddress(pointer, body) ? item : undefined;
}
