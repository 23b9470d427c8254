import type { Component, Expression, MemoryPlace } from '../../ir/ir.ts';
import { walk } from '../../ir/visit.ts';

/** The first memory that a component writes strings to. */
export function measuringPlace({ functions }: Component): MemoryPlace | undefined {
  for (const { body } of functions) {
    const place = textTarget(body);
    if (place) return place;
  }
  return undefined;
}

/** The memory that code writes strings to. */
function textTarget(body: Expression): MemoryPlace | undefined {
  let found: MemoryPlace | undefined;
  walk(body, (inner) => {
    if (inner.kind !== 'operation') return;
    if (inner.operation === 'string-to-mem' || inner.operation === 'string-into-mem') found ??= inner.operands;
  });
  return found;
}
