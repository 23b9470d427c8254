/** Forms of the operation table: operands by the row's slots, the result by its rule. */
import type { Form } from '../ast/nodes.ts';
import { tooFewOperands, tooManyOperands } from '../diagnostics/types.ts';
import type { Expression, OperationExpression } from '../ir/ir.ts';
import { type OperationName, operations, type Row } from '../ir/ops.ts';
import type { Operand } from '../ir/slots.ts';
import { typeByRule } from '../ir/type-rules.ts';
import { never, type Type } from '../ir/types.ts';
import { usageOf } from '../ir/usage.ts';
import { childrenOf } from '../ir/visit.ts';
import { isWide } from './address-types.ts';
import { type Context, failed } from './context.ts';
import { Operands } from './operands.ts';
import { noteGlobalUse } from './read-core-operand.ts';
import { readOperand } from './read-operand.ts';
import { throughWindow } from './wide-addresses.ts';

export function checkOperation(
  name: OperationName,
  form: Form,
  expected: Type | undefined,
  context: Context,
): Expression {
  const row: Row = operations[name];
  const operands = new Operands(name, form, expected, context);
  if (!readAll(row, operands, context)) return failed(form.span);
  const endless = endlessOperands(operationExpression(name, operands.read, never, form));
  if (endless) return { kind: 'block', items: endless, type: never, span: form.span };
  const type = typeByRule(row.result, operands.read);
  if (!type) return failed(form.span);
  const made = operationExpression(name, operands.read, type, form);
  return isWide(row, operands) ? throughWindow(made) : made;
}

/**
 * The operands up to the first that never gives a value, if there is one: that is all that happens. An operand in error
 * is such a one too, so that one mistake is reported once. A body decides for itself: it may never run.
 */
function endlessOperands(expression: OperationExpression): readonly Expression[] | undefined {
  const body = 'body' in expression.operands ? expression.operands.body.block : undefined;
  const children = childrenOf(expression).filter((child) => child !== body);
  const end = children.findIndex((child) => child.type.kind === 'never');
  return end < 0 ? undefined : children.slice(0, end + 1);
}

/** False after a reported error. Operands behind an erroneous one are still read where they do not depend on it. */
function readAll(row: Row, operands: Operands, context: Context): boolean {
  let sound = true;
  for (const [name, slot] of Object.entries(row.slots)) {
    if (operands.atEnd && slot.kind !== 'payload' && !isRest(slot.kind)) return reportMissing(name, operands, context);
    const operand = readOperand(slot, operands);
    if (operand.ok) operands.keep(name, operand.value);
    else sound = false;
  }
  if (sound) noteGlobalUse(row, operands);
  if (operands.atEnd || !sound) return sound;
  context.environment.sink.add(tooManyOperands(operands.operation, usageOf(operands.operation), operands.span));
  return false;
}

const isRest = (kind: string): boolean =>
  kind === 'values' || kind === 'elements' || kind === 'arguments' || kind === 'fields';

function reportMissing(slot: string, { operation, form }: Operands, { environment }: Context): false {
  environment.sink.add(tooFewOperands(operation, slot, usageOf(operation), form.head.span));
  return false;
}

/** The one place where the table's dynamic reading meets its static types: the row decided what was read. */
function operationExpression(
  operation: OperationName,
  operands: Readonly<Record<string, Operand>>,
  type: Type,
  form: Form,
): OperationExpression {
  return { kind: 'operation', operation, operands, type, span: form.span } as unknown as OperationExpression;
}
