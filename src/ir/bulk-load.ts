import { isAddress, isPacked, onlyItem } from './bulk-store.ts';
import type { OperationExpression } from './ir.ts';
import type { OperandsOf } from './ops.ts';

export type Load = Extract<OperationExpression, { operation: 'load' }>;

/** The body's `load`, where it is nothing but the element at its address. */
export function bulkLoad({ type, stride, body }: OperandsOf<'lift-array'>): Load | undefined {
  const item = onlyItem(body);
  const isLoad = item?.kind === 'operation' && item.operation === 'load';
  return isLoad && isPacked(type, stride) && isAddress(item.operands.pointer, body) ? item : undefined;
}
