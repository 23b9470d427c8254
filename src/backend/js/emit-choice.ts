/** `switch` and `match`. */

import type { Expression as Js } from 'estree';
import { isTaggedOption } from '../../ir/cases.ts';
import type { Expression, Local, MatchArm, MatchExpression, SwitchExpression } from '../../ir/ir.ts';
import { contains } from '../../ir/visit.ts';
import { binary, id, member, nothing as none, object, string } from './build/expressions.ts';
import { choice, type Statement, when } from './build/statements.ts';
import type { Bound, Destination, MatchedArms, Scope } from './context.ts';
import { put, value } from './emit.ts';
import { integerLiteral } from './numbers.ts';
import { isOnlyRead } from './only-read.ts';
import { caseOf } from './switch-case.ts';
import { inside } from './values.ts';

export function emitSwitch(
  { subject, arms, otherwise }: SwitchExpression,
  destination: Destination,
  scope: Scope,
): void {
  const held = value(subject, scope);
  const cases = arms.map((arm) =>
    caseOf(integerLiteral(subject.type, arm.value), branchOf(arm.block, destination, scope)),
  );
  const rest = otherwise ? [caseOf(undefined, branchOf(otherwise, destination, scope))] : [];
  scope.push(choice(held, [...cases, ...rest]));
}

function branchOf(expression: Expression, destination: Destination, scope: Scope): readonly Statement[] {
  const inner = scope.inner();
  put(expression, destination, inner);
  return inner.out;
}

export function emitMatch(expression: MatchExpression, destination: Destination, scope: Scope): void {
  const { subject, arms } = expression;
  const bound = subject.kind === 'local' ? scope.bound(subject.local) : undefined;
  if (bound?.kind === 'cases') return matchChecked(bound, arms, destination, scope);
  if (bound?.kind === 'given') return bound.check(armsOf(arms, destination), scope, readsIn(arms));
  const held = scope.stable(value(subject, scope, 'wrapped'), 'subject');
  const isPlain = subject.type.kind === 'option' && !isTaggedOption(subject.type);
  const body = (arm: MatchArm): readonly Statement[] =>
    armOf(arm, isPlain ? held : member(held as never, 'val'), destination, scope);
  const [first, second] = arms;
  if (isPlain || (arms.length === 2 && first && second)) {
    const test = isPlain ? binary(held, first?.case.name === 'some' ? '!=' : '==', none) : isCase(held, first);
    const [then, otherwise] = [first, second].map((arm) => (arm ? body(arm) : []));
    scope.push(when(test, then ?? [], otherwise));
    return;
  }
  const cases = arms.map((arm, index) =>
    caseOf(index === arms.length - 1 ? undefined : string(arm.case.name), body(arm)),
  );
  scope.push(choice(member(held as never, 'tag'), cases));
}

/** A variant that was checked and taken apart. */
function matchChecked(
  { tag, payloads }: Extract<Bound, { kind: 'cases' }>,
  arms: readonly MatchArm[],
  destination: Destination,
  scope: Scope,
): void {
  const cases = arms.map((arm, index) => {
    const inner = scope.inner();
    const payload = payloads.get(arm.case.name);
    if (arm.binding && payload) bindPayload(arm.binding, payload, arm.block, inner);
    put(arm.block, destination, inner);
    return caseOf(index === arms.length - 1 ? undefined : string(arm.case.name), inner.out);
  });
  scope.push(choice(tag, cases));
}

/** The code of each case, wherever it is made. */
const armsOf =
  (arms: readonly MatchArm[], destination: Destination): MatchedArms =>
  (name, payload, inner) => {
    const arm = arms.find((each) => each.case.name === name);
    if (!arm) return;
    if (arm.binding && payload) bindPayload(arm.binding, payload, arm.block, inner);
    put(arm.block, destination, inner);
  };

/** Whether the payload of a case is read. */
export const readsIn =
  (arms: readonly MatchArm[]) =>
  (name: string): boolean => {
    const arm = arms.find((each) => each.case.name === name);
    return arm?.binding !== undefined && isRead(arm.binding, arm.block);
  };

/** A record of which more is wanted than its fields is put together again. */
function bindPayload(binding: Local, payload: Bound, body: Expression, scope: Scope): void {
  if (payload.kind === 'value') {
    scope.bind(binding, payload.value, isFromOutside(binding));
    return;
  }
  if (payload.kind === 'fields' && !isOnlyRead(binding, body)) {
    const whole = object(
      [...payload.fields].map(([name, part]) => [name, part.kind === 'value' ? part.value : id('undefined')]),
    );
    scope.bind(binding, scope.constant(binding.name ?? 'record', whole));
    return;
  }
  scope.function.locals.set(binding, payload);
}

const isCase = (held: Js, arm: MatchArm | undefined): Js =>
  binary(member(held as never, 'tag'), '===', string(arm?.case.name ?? ''));

function armOf(
  { binding, block: body }: MatchArm,
  payload: Js,
  destination: Destination,
  scope: Scope,
): readonly Statement[] {
  const inner = scope.inner();
  if (binding && isRead(binding, body)) {
    const given = inside(binding.type, payload, scope.module);
    inner.bind(binding, inner.stable(given, binding.name ?? 'payload'), isFromOutside(binding));
  }
  put(body, destination, inner);
  return inner.out;
}

/** A payload is as JavaScript gave it: nothing of it went through a register. */
const isFromOutside = ({ type }: Local): boolean => type.kind === 'simple';

export const isRead = (local: Local, body: Expression): boolean =>
  contains(body, (inner) => inner.kind === 'local' && inner.local === local);
