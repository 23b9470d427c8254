import type { Expression, Local } from '../../ir/ir.ts';
import { partsOf } from '../../ir/visit.ts';
import type { ModuleContext } from './context.ts';

/**
 * Whether code lowers an instance once, before any JavaScript runs that could dispose of it: then it is looked up once, when it
 * is checked. Where instances are given away it matters which call lowers them.
 */
export const isLoweredAtOnce = (local: Local, body: Expression, { quiet, givesAway }: ModuleContext): boolean =>
  !givesAway && countLowered(local, body, false) === 1 && quiet.isUntil((inner) => isLowered(inner, local), body);

const isLowered = (expression: Expression, local: Local): boolean =>
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
