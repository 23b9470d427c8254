/** Leaves out what is deferred in vain: there is something to put back only after a call, and nobody makes that. */
import { calledBy, callersWithin, nodeOf } from './core-calls.ts';
import { type Effect, hasEffect } from './effects.ts';
import type { Component, CoreFunction, DeferExpression, Expression, FunctionBody, Local } from './ir.ts';
import { type Caller, withCallers } from './unwinds.ts';
import { contains } from './visit.ts';

type Conditional = DeferExpression & { readonly after: CoreFunction };

const isConditional = (expression: Expression): expression is Conditional =>
  expression.kind === 'defer' && expression.after !== undefined;

/** As far as the code of core modules is known. */
export function withoutIdleDefers(component: Component): Component {
  if (!component.functions.some(({ body }) => contains(body, isConditional))) return component;
  const callers = callersWithin(component);
  const known = new Map<CoreFunction, ReadonlySet<Caller>>();
  const calling = (after: CoreFunction): ReadonlySet<Caller> => {
    const found = known.get(after) ?? withCallers([nodeOf(after)], callers);
    known.set(after, found);
    return found;
  };
  return { ...component, functions: component.functions.map((body) => withoutIdle(body, calling)) };
}

function withoutIdle(whole: FunctionBody, calling: (after: CoreFunction) => ReadonlySet<Caller>): FunctionBody {
  const { items } = whole.body;
  const isIdle = (item: Expression): boolean =>
    isConditional(item) && !items.some((other) => !isConditional(other) && mayCall(other, calling(item.after)));
  const idle = items.filter(isIdle);
  if (idle.length === 0) return whole;
  const marks = new Set(idle.flatMap((item) => (item.kind === 'defer' ? item.captures : [])));
  const kept = items.filter((item) => !idle.includes(item));
  const used = kept.filter((item) => !isUnread(item, marks, kept));
  return { ...whole, body: { ...whole.body, items: used } };
}

const mayCall = (code: Expression, calling: ReadonlySet<Caller>): boolean =>
  contains(code, (inner) => calledBy(inner, (callee) => callee).some((called) => calling.has(called)));

/** Whether it is there for what was left out alone. */
function isUnread(item: Expression, marks: ReadonlySet<Local>, items: readonly Expression[]): boolean {
  if (item.kind !== 'let' || !item.locals.every((local) => marks.has(local))) return false;
  const isRead = (code: Expression): boolean =>
    contains(code, (inner) => inner.kind === 'local' && item.locals.includes(inner.local));
  return !items.some(isRead) && !contains(item.value, hasConsequences);
}

/** Beside the value, whose reading fails for nobody who does not read it. */
const consequences: readonly Effect[] = ['writes memory', 'writes state', 'calls core', 'calls JavaScript'];

const hasConsequences = (code: Expression): boolean =>
  code.kind === 'call' || consequences.some((effect) => hasEffect(code, effect));
