/**
 * A function that ends in a choice between a call of a function, and one of another that does something and then calls that same
 * function: what the two have in common is written once, behind the choice of what it is called with.
 *
 *     (if C (call kept X) (call load Y)), where kept is (defer D) (call load Z)
 *     (defer (if C D)) (let A (if C Z Y)) (call load A)
 */

import { effectsOf } from '../effects.ts';
import { blockOf, letOf, localOf } from '../expressions.ts';
import type { BlockExpression, CallExpression, DeferExpression, Expression, IfExpression, Local } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { none } from '../types.ts';
import { contains, walk } from '../visit.ts';

/**
 * The same body where it does not end so.
 * @param write - the body of a function for a call of it
 */
export function mergeTails(
  body: BlockExpression,
  bodyOf: BodyOf,
  write: (call: CallExpression, body: BlockExpression) => BlockExpression,
): BlockExpression {
  const choice = body.items.at(-1);
  if (choice?.kind !== 'if') return body;
  const [longer, shorter] = [onlyCall(choice.consequent), onlyCall(choice.alternate)];
  const inner = longer && bodyOf(longer.callee);
  const tail = inner?.body.items.at(-1);
  if (!inner || inner.function.isAsync || tail?.kind !== 'call' || tail.callee !== shorter?.callee) return body;
  const [argument, second] = tail.arguments;
  const [other] = shorter.arguments;
  if (!argument || !other || second) return body;
  const given = write(longer, blockOf([...inner.body.items.slice(0, -1), argument]));
  const { before, behind } = apart(given, choice.condition);
  const local: Local = { ...(tail.callee.params[0] as Local) };
  const chosen: IfExpression = { ...choice, consequent: blockOf(behind), alternate: other, type: argument.type };
  const items = [...before, letOf(local, chosen), { ...tail, arguments: [localOf(local, argument)] }];
  return { ...body, items: [...body.items.slice(0, -1), ...items] };
}

function onlyCall(code: Expression | undefined): CallExpression | undefined {
  if (code?.kind !== 'block') return code?.kind === 'call' ? code : undefined;
  return code.items.length === 1 ? onlyCall(code.items[0]) : undefined;
}

/** What one branch defers first can be deferred before the choice, where the choice is the same when that runs. */
function apart({ items }: BlockExpression, condition: Expression) {
  const isSame = !contains(condition, (inner) => inner.kind === 'let' || effectsOf(inner).length > 0);
  const count = isSame ? items.findIndex((item) => item.kind !== 'defer' || item.after !== undefined) : 0;
  const deferred = items.slice(0, count) as readonly DeferExpression[];
  return { before: deferred.map((each) => deferredIf(condition, each)), behind: items.slice(count) };
}

function deferredIf(condition: Expression, { action, ...rest }: DeferExpression): DeferExpression {
  const consequent: BlockExpression = { kind: 'block', items: [action], type: none, span: action.span };
  const choice: IfExpression = {
    kind: 'if',
    condition,
    consequent,
    alternate: undefined,
    type: none,
    span: action.span,
  };
  return { ...rest, action: choice, captures: [...new Set([...localsIn(condition), ...rest.captures])] };
}

function localsIn(code: Expression): readonly Local[] {
  const locals: Local[] = [];
  walk(code, (inner) => {
    if (inner.kind === 'local') locals.push(inner.local);
  });
  return locals;
}
