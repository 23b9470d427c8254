/** What reading an operand gives, and how it is refused. */
import type { Node } from '../ast/nodes.ts';
import { wrongOperand } from '../diagnostics/types.ts';
import type { Slot } from '../ir/slots.ts';
import { usageOf } from '../ir/usage.ts';
import type { Operands } from './operands.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

export type SlotOf<K extends Slot['kind']> = Extract<Slot, { kind: K }>;

export const bad = { ok: false } as const;
export const good = <T>(value: T): Read<T> => ({ ok: true, value });

export function refuse(operands: Operands, expected: string, node: Node = operands.form.head): typeof bad {
  operands.context.environment.sink.add(
    wrongOperand(operands.operation, expected, node.span, usageOf(operands.operation)),
  );
  return bad;
}
