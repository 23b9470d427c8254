/** Whether all that is done with a value can as well be done with what it consists of. */
import type { Changes } from '../forward-copies/memory-changes.ts';
import { DEEPEST, type UseRules, UseSearch } from '../forward-copies/use-search.ts';
import type { Callee, Expression, Local } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { contains } from '../visit.ts';
import { isLiftedInParts, keyOf, liftsIn, mapParts, modulesRead, type Parts, type Plan } from './parts.ts';
import { readIn, shapeOf } from './plan-of.ts';

export interface TakingFacts {
  readonly changes: Changes;
  readonly bodyOf: BodyOf;
  /** What was found out about parameters, by what they are handed. */
  readonly takes: Map<Local, Map<string, boolean>>;
}

/**
 * @param code - what runs once the local is bound, to the last that may use it
 * @param depth - functions that the value is handed through on its way there
 */
export function canTakeApart(
  local: Local,
  plan: Plan,
  code: readonly Expression[],
  facts: TakingFacts,
  depth = 0,
): boolean {
  const plans = new Map<Local, Plan>([[local, plan]]);
  const modules = [...new Set(liftsIn(plan).flatMap((lift) => modulesRead(lift, facts.bodyOf)))];
  const rules: UseRules = {
    local,
    takenBy: (expression) => takenBy(expression, plans),
    takenByCallee: (callee, index, argument) => {
      const handed = shapeOf(argument, plans);
      return handed !== undefined && takesParameter(callee, index, handed, facts, depth + 1);
    },
    changes: (expression) => modules.some((module) => facts.changes(expression, module)),
  };
  const search = new UseSearch(rules, true);
  for (const each of code) search.follow(each);
  return search.isSpared && search.uses > 0;
}

/** The part of an expression that it takes apart; notes what gets another name there. */
function takenBy(expression: Expression, plans: Map<Local, Plan>): Expression | undefined {
  const taken = takenPart(expression);
  const plan = taken && shapeOf(taken, plans);
  if (!taken || !plan || !suits(expression, plan)) return undefined;
  if (expression.kind === 'let') for (const local of expression.locals) plans.set(local, plan);
  if (expression.kind === 'match' && plan.kind === 'sum')
    for (const {
      binding,
      case: { name },
    } of expression.arms) {
      const payload = plan.items.get(name);
      if (binding && payload && isAlias(payload)) plans.set(binding, payload);
    }
  return taken;
}

export function takenPart(expression: Expression): Expression | undefined {
  if (expression.kind === 'let') return expression.value;
  if (expression.kind === 'match') return expression.subject;
  if (expression.kind !== 'operation') return undefined;
  switch (expression.operation) {
    case 'read-field':
    case 'read-tuple':
      return readIn(expression)?.from;
    case 'array-len':
    case 'lower-array':
      return expression.operands.array;
    case 'lower-enum':
      return expression.operands.case;
    case 'lower-flags':
      return expression.operands.flags;
    default:
      return undefined;
  }
}

/** Whether an expression takes apart what consists of that. */
export function suits<S>(expression: Expression, parts: Parts<S>): boolean {
  if (expression.kind === 'let') return isAlias(parts);
  if (expression.kind === 'match') return parts.kind === 'sum';
  if (expression.kind !== 'operation') return false;
  switch (expression.operation) {
    case 'read-field':
    case 'read-tuple':
      return parts.kind === 'product' && parts.items.has(readIn(expression)?.name ?? '');
    case 'array-len':
    case 'lower-array':
      return parts.kind === 'lifted' && isLiftedInParts(parts.lift);
    case 'lower-enum':
    case 'lower-flags':
      return parts.kind === 'numbered';
    default:
      return false;
  }
}

/** Whether another name for it stands for the same parts: what is copied as a whole is bound to that name. */
export const isAlias = <S>(parts: Parts<S>): boolean =>
  parts.kind === 'lifted' ? isLiftedInParts(parts.lift) : parts.kind !== 'value';

/** Whether a function of the component can be handed what an argument consists of. */
export function takesParameter<S>(
  callee: Callee,
  index: number,
  parts: Parts<S>,
  facts: TakingFacts,
  depth = 1,
): boolean {
  const body = facts.bodyOf(callee);
  const param = callee.params[index];
  if (!body || !param || !isAlias(parts) || depth > DEEPEST) return false;
  const known = facts.takes.get(param) ?? new Map<string, boolean>();
  facts.takes.set(param, known);
  const key = keyOf(parts);
  const found = known.get(key);
  if (found !== undefined) return found;
  // Where it calls itself with it.
  known.set(key, false);
  const isBound = contains(body.body, ({ kind }) => kind === 'bind');
  const plan = mapParts(parts, () => param.type);
  const takes = !isBound && canTakeApart(param, plan, body.body.items, facts, depth);
  known.set(key, takes);
  return takes;
}
