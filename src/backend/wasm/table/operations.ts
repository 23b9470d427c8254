/** The operations of the table variant: host functions, and function pointers called by way of `_it_table`. */
import type { OperandsOf } from '../../../ir/ops.ts';
import { hold, operand } from '../shared/emit-expression.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { hostOperations, pointerClauses } from '../shared/host-operations.ts';
import { i32 } from '../shared/instructions.ts';
import { place } from '../shared/places.ts';
import type { OperationEmitters } from '../shared/variant.ts';
import type { Wat } from '../shared/wat.ts';

/** @param pointerSlot - a slot of `_it_table` that nothing else uses */
export const tableOperations = (pointerSlot: number): OperationEmitters => ({
  ...hostOperations,
  'call-funcptr': (operands, context) => emitCallPointer(operands, i32(pointerSlot), context),
});

/** The core function is put into that slot: the engine compares the signatures. */
function emitCallPointer(
  { module, table, signature, pointer, arguments: args }: OperandsOf<'call-funcptr'>,
  slot: Wat,
  context: FunctionContext,
): readonly Wat[] {
  const held = hold(pointer, 'pointer', context);
  const where = place(module, table, context);
  const fetch: Wat = ['call', context.module.hosts.use('funcptr_get'), slot, ...where, held.value];
  const given = args.map((argument) => operand(argument, context));
  // Behind the arguments, whose code may call other pointers.
  const callee: Wat = ['block', ['result', 'i32'], fetch, slot];
  return [...held.before, ['call_indirect', ...pointerClauses(signature), ...given, callee]];
}
