import type { Expression, FunctionBody, Local } from '../../ir/ir.ts';
import { partsOf } from '../../ir/visit.ts';
import { isCheckedQuietly } from './checks.ts';
import type { QuietCode } from './quiet.ts';

/**
 * Whether a parameter is an instance that is lowered once, before any JavaScript runs that could dispose of it: then it is looked
 * up once, when it is checked.
 */
export function isHandleParameter(param: Local, { function: callee, body }: FunctionBody, quiet: QuietCode): boolean {
  const { type } = param;
  if (type.kind !== 'named' || type.definition.kind !== 'resource' || callee.isAsync) return false;
  const next = callee.params.slice(callee.params.indexOf(param) + 1);
  return next.every((other) => isCheckedQuietly(other.type)) && isLoweredAtOnce(param, body, quiet);
}

const isLoweredAtOnce = (local: Local, body: Expression, quiet: QuietCode): boolean =>
  countLowered(local, body, false) === 1 && quiet.isUntil((inner) => isLowered(inner, local), body);

export const isLowered = (expression: Expression, local: Local): boolean =>
  expression.kind === 'operation' &&
  expression.operation === 'lower-resource' &&
  expression.operands.instance.kind === 'local' &&
  expression.operands.instance.local === local;

/** What may run more often, or later, counts as more than once. */
function countLowered(local: Local, expression: Expression, isRepeated: boolean): number {
  let count = isLowered(expression, local) ? 1 + Number(isRepeated) : 0;
  for (const { code, runs } of partsOf(expression))
    count += countLowered(local, code, isRepeated || runs === 'repeated' || runs === 'deferred');
  return count;
}
