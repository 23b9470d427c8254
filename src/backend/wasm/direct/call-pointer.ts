/** Function pointers, called in the core module's own table. What is no function there is for the loader to say. */
import type { OperandsOf } from '../../../ir/ops.ts';
import { hold, operand } from '../shared/emit-expression.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { pointerClauses } from '../shared/host-operations.ts';
import { call } from '../shared/instructions.ts';
import { place } from '../shared/places.ts';
import { printInline, type Wat } from '../shared/wat.ts';
import type { Support } from './support.ts';

/** `call-funcptr`. The pointer is looked at behind the arguments, whose code may change the table. */
export function emitCallPointer(
  { module, table, signature, pointer, arguments: args }: OperandsOf<'call-funcptr'>,
  support: Support,
  context: FunctionContext,
): readonly Wat[] {
  const held = hold(pointer, 'pointer', context);
  const id = support.table(module, table);
  const host = place(module, table, context).map(printInline).join(' ');
  const checked = call(checker(id, host, support, context), held.value);
  const given = args.map((argument) => operand(argument, context));
  return [...held.before, ['call_indirect', id, ...pointerClauses(signature), ...given, checked]];
}

/** `(param i32) (result i32)`: the pointer, if there is a function at it. */
const checker = (table: string, host: string, support: Support, { module: { hosts } }: FunctionContext): string =>
  support.helper(
    `pointer${table.slice('$_it_functions'.length)}`,
    () => `(param $pointer i32) (result i32)
      (block $nothing
        (br_if $nothing (i32.ge_u (local.get $pointer) (table.size ${table})))
        (br_if $nothing (ref.is_null (table.get ${table} (local.get $pointer))))
        (return (local.get $pointer)))
      (call ${hosts.use('funcptr_get')} (i32.const 0) ${host} (local.get $pointer))
      (unreachable)`,
  );
