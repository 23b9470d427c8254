import type { Expression, Local } from '../../ir/ir.ts';
import { walk } from '../../ir/visit.ts';

/** Whether all that code does with a record is to read its fields. */
export function isOnlyRead(local: Local, body: Expression): boolean {
  let uses = 0;
  let reads = 0;
  walk(body, (inner) => {
    if (inner.kind === 'local' && inner.local === local) uses++;
    if (inner.kind !== 'operation' || inner.operation !== 'read-field') return;
    const { record } = inner.operands;
    if (record.kind === 'local' && record.local === local) reads++;
  });
  return uses === reads;
}
