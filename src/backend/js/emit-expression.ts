/** Expressions of the component → JavaScript: a total map, one entry a node. */

import type { Expression as Js } from 'estree';
import { isTaggedOption } from '../../ir/cases.ts';
import type { Expression, LocalExpression } from '../../ir/ir.ts';
import { numberTypeOf } from '../../ir/numbers.ts';
import { walk } from '../../ir/visit.ts';
import { call, conditional, id, logical, not, string } from './build/expressions.ts';
import { constant, statement, variable, when } from './build/statements.ts';
import { coveringChecked } from './checked-ranges.ts';
import type { Destination, Emitters, Scope, Wanted } from './context.ts';
import { assignTo, effect, nothing, place, wantedBy } from './destination.ts';
import { put, value } from './emit.ts';
import { emitBind } from './emit-bind.ts';
import { emitCall } from './emit-call.ts';
import { emitMatch, emitSwitch } from './emit-choice.ts';
import { emitDefer } from './emit-defer.ts';
import { emitLiftWhile, emitWhile } from './emit-loops.ts';
import { emitCopy, emitMeasure, emitWindow } from './emit-moves.ts';
import { emitOperation, returnVariant } from './emit-operation.ts';
import { emitTry } from './emit-try.ts';
import { convert, floatLiteral, integerLiteral, normalised } from './numbers.ts';
import { codedOf, outside } from './values.ts';

/** What a node becomes. */
interface Node<E> {
  /** An expression; what has to happen before goes into the scope. */
  readonly value: (expression: E, scope: Scope, wanted: Wanted) => Js;
  /** Statements that bring the value to where it is to go; absent where that is one that has it as its expression. */
  readonly put?: (expression: E, destination: Destination, scope: Scope) => void;
}

type Nodes = { readonly [K in Expression['kind']]: Node<Extract<Expression, { kind: K }>> };

/** A node that is made of statements: as an expression it is a variable that they assign to. */
const control = <E extends Expression>(put: NonNullable<Node<E>['put']>): Node<E> => ({
  put,
  value: (expression, scope, wanted) => {
    if (expression.type.kind === 'none' || expression.type.kind === 'never') {
      put(expression, effect, scope);
      return nothing;
    }
    const name = scope.names.free('value');
    scope.push(variable(name));
    put(expression, assignTo(id(name), wanted), scope);
    return id(name);
  },
});

const nodes: Nodes = {
  integer: { value: ({ type, value }) => integerLiteral(type, value) },
  float: { value: ({ type, value }) => floatLiteral(type, value) },
  text: { value: ({ value }) => string(value) },
  local: { value: emitLocal },
  let: {
    value(expression, scope) {
      put(expression, effect, scope);
      return nothing;
    },
    put: ({ locals, value }, _, scope) => bindLocals(locals, value, scope),
  },
  var: {
    value(expression, scope) {
      put(expression, effect, scope);
      return nothing;
    },
    put({ variable: declared, value: first }, _, scope) {
      const held = value(first, scope);
      const name = scope.declare(declared);
      if (first.type.kind !== 'never') scope.push(variable(name, held));
    },
  },
  call: { value: emitCall },
  if: {
    ...control(putIf),
    value: (expression, scope, wanted) =>
      asConditional(expression, scope, wanted) ?? control(putIf).value(expression, scope, wanted),
  },
  block: {
    value({ items, type }, scope, wanted) {
      let made: Js = nothing;
      coveringChecked(items, scope, (each, index) => {
        if (index === items.length - 1 && type.kind !== 'none') made = value(each, scope, wanted);
        else put(each, effect, scope);
      });
      return made;
    },
    put({ items, type }, destination, scope) {
      coveringChecked(items, scope, (each, index) => {
        const isLast = index === items.length - 1 && type.kind !== 'none';
        put(each, isLast ? destination : effect, scope);
      });
    },
  },
  switch: control(emitSwitch),
  match: control(emitMatch),
  while: control(emitWhile),
  'lift-while': { value: emitLiftWhile },
  try: control(emitTry),
  defer: {
    value(expression, scope) {
      put(expression, effect, scope);
      return nothing;
    },
    put: emitDefer,
  },
  convert: {
    value({ value: inner, type }, scope, wanted) {
      const from = numberTypeOf(inner.type);
      const to = numberTypeOf(type);
      // What is no number is the same value of another type, but for what is something else inside.
      if (!from || !to) {
        const made = value(inner, scope, wanted);
        return codedOf(type) ? made : outside(inner.type, made, scope.module);
      }
      const isFree = from.name === to.name || (from.bits === 32 && to.bits === 32 && !from.float && !to.float);
      return convert(from, to, value(inner, scope, isFree ? wanted : 'exact'), wanted, scope.module);
    },
  },
  bind: { value: emitBind },
  unreachable: control((_, __, scope) => scope.push(statement(call(scope.module.helper('trap'))))),
  error: {
    value() {
      throw new Error('what is in error is not compiled');
    },
  },
  measure: { value: emitMeasure },
  window: { value: emitWindow },
  copy: control(emitCopy),
  operation: { value: emitOperation, put: putOperation },
};

const nodeOf = <E extends Expression>(expression: E): Node<E> => nodes[expression.kind] as unknown as Node<E>;

export const emitters: Emitters = {
  value: (expression, scope, wanted) => nodeOf(expression).value(expression, scope, wanted),
  put(expression, destination, scope) {
    const node = nodeOf(expression);
    if (node.put) return node.put(expression, destination, scope);
    const made = node.value(expression, scope, wantedBy(destination));
    const { kind } = expression.type;
    // What never comes back is not returned.
    place(made, kind === 'never' || kind === 'none' ? effect : destination, scope);
  },
};

function emitLocal({ local, type }: LocalExpression, scope: Scope, wanted: Wanted): Js {
  const bound = scope.bound(local);
  if (bound.kind !== 'value') throw new Error(`'${local.name ?? '_'}' was taken apart, and is wanted whole`);
  return bound.isLoose && wanted === 'exact' ? loosened(type, bound.value) : bound.value;
}

/** What JavaScript gave, as it would have come through a register. */
const loosened = (type: Expression['type'], given: Js): Js =>
  type.kind === 'option' && !isTaggedOption(type)
    ? isWithoutNull(given)
      ? given
      : { type: 'LogicalExpression', operator: '??', left: given, right: nothing }
    : normalised(type, given);

const isWithoutNull = (given: Js): boolean =>
  given.type === 'LogicalExpression' && given.operator === '??' && given.right === nothing;

function bindLocals(locals: Extract<Expression, { kind: 'let' }>['locals'], bound: Expression, scope: Scope): void {
  const [local, second] = locals;
  if (bound.type.kind === 'never') {
    put(bound, effect, scope);
    for (const each of locals) scope.bind(each, nothing);
    return;
  }
  if (local && !second && scope.module.isUnread(local)) {
    put(bound, effect, scope);
    scope.bind(local, nothing);
    return;
  }
  if (local && !second && (bound.kind === 'switch' || bound.kind === 'match' || bound.kind === 'if')) {
    const simple = bound.kind === 'if' ? asConditional(bound, scope, 'exact') : undefined;
    const name = scope.names.free(local.name ?? 'value');
    scope.push(simple ? constant(name, simple) : variable(name));
    if (!simple) put(bound, assignTo(id(name)), scope);
    scope.bind(local, id(name));
    return;
  }
  const js = value(bound, scope);
  if (local && scope.function.aliases.has(local)) scope.bind(local, js);
  else if (local && !second && js.type === 'Identifier') scope.bind(local, scope.stable(js, local.name ?? 'value'));
  else if (local && !second) scope.bind(local, scope.constant(local.name ?? 'value', js));
  else {
    const names = locals.map((each) => scope.names.free(each.name ?? 'value'));
    scope.push(constant({ type: 'ArrayPattern', elements: names.map(id) }, js));
    for (const [index, each] of locals.entries()) scope.bind(each, id(names[index] ?? ''));
  }
}

/** Nodes up to which both branches are tried as expressions. */
const mostNodes = 12;

/** `test ? a : b`, where both branches are expressions. */
function asConditional(
  { condition, consequent, alternate, type }: Extract<Expression, { kind: 'if' }>,
  scope: Scope,
  wanted: Wanted,
): Js | undefined {
  const branches = alternate ? [consequent, alternate] : [];
  if (!alternate || type.kind === 'none' || !branches.every(isSmall)) return undefined;
  const tried = branches.map((branch) => {
    const inner = scope.inner();
    return { out: inner.out, js: value(branch, inner, wanted) };
  });
  const [left, right] = tried;
  if (!left || !right || tried.some(({ out }) => out.length > 0)) return undefined;
  return choose(value(condition, scope), isTruth(condition), left.js, right.js);
}

const isTruth = ({ type }: Expression): boolean => type.kind === 'simple' && type.name === 'bool';

/** `a && b` and `a || b`, where that is what is meant. @param isBoolean - whether the test is a boolean */
function choose(test: Js, isBoolean: boolean, consequent: Js, alternate: Js): Js {
  if (isBoolean && isLiteral(alternate, false)) return logical(test, '&&', consequent);
  if (isBoolean && isLiteral(consequent, true)) return logical(test, '||', alternate);
  return conditional(test, consequent, alternate);
}

const isLiteral = (value: Js, wanted: boolean): boolean => value.type === 'Literal' && value.value === wanted;

function isSmall(expression: Expression): boolean {
  let count = 0;
  walk(expression, ({ type }) => {
    count += type.kind === 'never' ? mostNodes : 1;
  });
  return count <= mostNodes;
}

/** Where branches are statements: their values go nowhere, or are results, of which each part goes its own way. */
const isTakenApart = (destination: Destination): boolean =>
  destination.kind === 'effect' ||
  (destination.kind === 'return' && destination.isUnwrapped && destination.result.kind === 'result');

function putIf(expression: Extract<Expression, { kind: 'if' }>, destination: Destination, scope: Scope): void {
  const { condition, consequent, alternate } = expression;
  const short = isTakenApart(destination) ? undefined : asConditional(expression, scope, wantedBy(destination));
  if (short) return place(short, destination, scope);
  const test = value(condition, scope);
  const then = scope.inner();
  put(consequent, destination, then);
  const otherwise = scope.inner();
  if (alternate) put(alternate, destination, otherwise);
  if (then.out.length > 0 || otherwise.out.length === 0) scope.push(when(test, then.out, otherwise.out));
  else scope.push(when(not(test), otherwise.out));
}

function putOperation(
  operation: Extract<Expression, { kind: 'operation' }>,
  destination: Destination,
  scope: Scope,
): void {
  if (returnVariant(operation, destination, scope)) return;
  const made = emitOperation(operation, scope, wantedBy(destination));
  const { kind } = operation.type;
  // What never comes back is not returned.
  place(made, kind === 'never' || kind === 'none' ? effect : destination, scope);
}
