/** What JavaScript calls: exports, members of classes, and functions that are handed out. */

import type { BlockStatement, Expression as Js } from 'estree';
import type { Callee, Expression, FunctionBody, Local, MatchExpression } from '../../ir/ir.ts';
import { numberTypeOf } from '../../ir/numbers.ts';
import { resultType, type Type } from '../../ir/types.ts';
import { contains, walk } from '../../ir/visit.ts';
import { arrow, boolean, call, id, member, not, string } from './build/expressions.ts';
import type { Names } from './build/names.ts';
import { block, returned, statement, when } from './build/statements.ts';
import { checkInMatch, checkMatched } from './check-matched.ts';
import { accept, checkFields, isCheckedQuietly, isSmallRecord } from './checks.ts';
import type { Bound, ModuleContext, Scope } from './context.ts';
import { effect, nothing, place, returnTo } from './destination.ts';
import { readsIn } from './emit-choice.ts';
import { openScope, parameterNames, putGuarded } from './emit-function.ts';
import { isLendable, isLowered, isLoweredOnce, lend } from './lent-arrays.ts';
import { isHandleParameter } from './lowered-instances.ts';
import { typedArrayOf } from './memory-access.ts';
import { isOnlyRead } from './only-read.ts';
import { namedPlace, type Place } from './places.ts';
import { codedOf, outside } from './values.ts';

/** A function around one of the component's. */
export interface Wrapper {
  readonly body: FunctionBody;
  /** The name that messages begin with. */
  readonly who: string;
  /** The number of the first parameter: 1, or 0 where that is a method's `this`. */
  readonly first: number;
  /** Values for the first parameters. */
  readonly captured?: readonly Js[];
  /** The names that can be seen where it stands. */
  readonly around?: Names;
}

export interface Wrapped {
  readonly params: readonly string[];
  readonly block: BlockStatement;
  readonly isAsync: boolean;
}

export function emitWrapper({ body, who, first, captured = [], around }: Wrapper, module: ModuleContext): Wrapped {
  const { function: callee } = body;
  const { isAsync } = callee;
  const scope = openScope(body, isAsync, module, around);
  const given = callee.params.slice(captured.length);
  captured.forEach((value, index) => {
    const param = callee.params[index];
    if (param) scope.bind(param, value);
  });
  const isMethod = first === 0;
  const params = parameterNames(isMethod ? given.slice(1) : given, scope);
  scope.push(when(not(member('state', 'isLive')), [statement(call(module.tooLate, string(who)))]));
  const isTracked = module.isTracked(body);
  const begun = scope.out.length;
  const apart = !isAsync && isBrief(isMethod ? given.slice(1) : given, callee) ? [] : undefined;
  given.forEach((param, index) => {
    const number = index + first;
    const value: Js =
      isMethod && index === 0 ? { type: 'ThisExpression' } : id(params[isMethod ? index - 1 : index] ?? '');
    const isLast = index === given.length - 1;
    const isMatchedFirst = isLast && beginsWithMatch(param, body.body) && !module.guardOf(guardedCallee(body), isAsync);
    const next = given.slice(index + 1);
    acceptParameter(
      param,
      value,
      { ...placeOf(param, number, who), apart },
      { body, next, isMatchedFirst, isTracked },
      scope,
    );
  });
  if (isTracked) scope.push(statement(call(module.helper('allGiven'), module.uses)));
  putWhole(body, who, scope);
  if (isTracked) putUse(begun, isAsync, scope);
  const code = block(scope.out);
  return { params, block: isAsync ? inTurn(code, who, module) : code, isAsync };
}

/** An async export waits for its turn, and says which one it was that trapped. */
const inTurn = (code: BlockStatement, who: string, module: ModuleContext): BlockStatement =>
  block([returned(call(module.helper('takeTurn'), module.turns, string(who), arrow([], code, true)))]);

/** Around what stands there from a place on: whoever has an instance is known from the first check until the call is over. */
function putUse(begun: number, isAsync: boolean, scope: Scope): void {
  const { module } = scope;
  const inside = scope.out.splice(begun);
  const use = scope.constant('use', call(module.helper('beginUse'), module.uses, boolean(isAsync)));
  const ended = statement(call(module.helper('endUse'), module.uses, use));
  scope.push({ type: 'TryStatement', block: block(inside), handler: null, finalizer: block([ended]) });
}

function placeOf({ name }: Local, number: number, who: string): Place {
  if (number === 0) return namedPlace(`${who}: this`);
  return name === undefined ? namedPlace(`${who}: parameter ${number}`) : namedPlace(`${who}: parameter '${name}`, "'");
}

/** Whether engines may put a call's whole function in its place. @param given - the parameters that are checked */
function isBrief(given: readonly Local[], { results }: Callee): boolean {
  const result = resultType(results);
  const isRecord = result.kind === 'named' && result.definition.kind === 'record';
  return given.every(({ type }) => isNumber(type)) && (result.kind === 'none' || isRecord || isNumber(result));
}

const isNumber = (type: Type): boolean => numberTypeOf(type) !== undefined || codedOf(type)?.kind === 'enum';

/** What decides how an argument is checked. */
interface Given {
  readonly body: FunctionBody;
  /** The parameters that are checked after it. */
  readonly next: readonly Local[];
  readonly isMatchedFirst: boolean;
  /** Whether it is known what instances the call has. */
  readonly isTracked: boolean;
}

/** Checks an argument. A record that is only taken apart is not copied. */
function acceptParameter(
  param: Local,
  value: Js,
  at: Place,
  { body: whole, next, isMatchedFirst, isTracked }: Given,
  scope: Scope,
): void {
  const { type } = param;
  const { function: callee, body } = whole;
  if (type.kind === 'named' && type.definition.kind === 'record' && isSmallRecord(type.definition)) {
    if (isOnlyRead(param, body)) {
      const { fields } = type.definition;
      const held = checkFields(type.definition, value, at, scope);
      const bounds = fields.map(({ name }, index): [string, Bound] => [
        name,
        { kind: 'value', value: held[index] ?? id('undefined'), isLoose: true },
      ]);
      scope.function.locals.set(param, { kind: 'fields', fields: new Map(bounds) });
      return;
    }
  }
  const match = onlyMatch(param, body);
  if (match) {
    const bound = isMatchedFirst
      ? checkInMatch(type, value, at)
      : checkMatched(type, value, at, readsIn(match.arms), scope);
    scope.function.locals.set(param, bound);
    return;
  }
  if (type.kind === 'named' && !isTracked && isHandleParameter(param, whole, scope.module.quiet)) {
    const found = call(scope.module.helper('handleOf'), scope.module.resource(type.name), value, at.text());
    const handle = scope.constant(param.name ?? 'handle', found, `${param.name ?? 'given'}-handle`);
    scope.function.locals.set(param, { kind: 'value', value, isLoose: false, handle });
    return;
  }
  if (type.kind === 'array' && isLendable(type.element) && isLoweredOnce(param, body)) {
    const isLoweredNext = scope.module.quiet.isUntil((inner) => isLowered(inner, param), body);
    if (isLoweredNext || !callee.isAsync) {
      const isQuiet = !callee.isAsync && next.every((other) => isCheckedQuietly(other.type)) && isLoweredNext;
      scope.function.locals.set(param, lend(param, type.element, value, at, isQuiet, scope));
      return;
    }
  }
  const given = accept(type, value, at, scope);
  const accepted = callee.isAsync && isView(type) ? call(member(given as never, 'slice')) : given;
  if (!contains(body, (inner) => inner.kind === 'local' && inner.local === param)) {
    place(accepted, effect, scope);
    return scope.bind(param, nothing);
  }
  const isUsed = accepted.type !== 'Identifier' && accepted.type !== 'LogicalExpression';
  const { name = 'value' } = param;
  const bound = isUsed ? scope.constant(name, accepted, `checked-${name}`) : accepted;
  scope.bind(param, bound, codedOf(type) === undefined);
}

/** What is taken as it is, and JavaScript may write to, or make longer, while an async call waits: that gets a copy. */
const isView = (type: Type): boolean =>
  (type.kind === 'simple' && type.name === 'buffer') ||
  (type.kind === 'array' && typedArrayOf(type.element) !== undefined);

/** Whether code does nothing before it matches a local. */
function beginsWithMatch(local: Local, expression: Expression): boolean {
  switch (expression.kind) {
    case 'block': {
      const [first] = expression.items;
      return first !== undefined && beginsWithMatch(local, first);
    }
    case 'let':
    case 'convert':
      return beginsWithMatch(local, expression.value);
    case 'match':
      return expression.subject.kind === 'local' && expression.subject.local === local;
    default:
      return false;
  }
}

/** All that code does with a variant, where that is to match it once. */
function onlyMatch(local: Local, body: Expression): MatchExpression | undefined {
  const { type } = local;
  if (type.kind !== 'named' || type.definition.kind !== 'variant') return undefined;
  let uses = 0;
  const matches: MatchExpression[] = [];
  walk(body, (inner) => {
    if (inner.kind === 'local' && inner.local === local) uses++;
    if (inner.kind === 'match' && inner.subject.kind === 'local' && inner.subject.local === local) matches.push(inner);
  });
  return uses === 1 ? matches[0] : undefined;
}

/** The code, with the result as JavaScript has it. */
function putWhole(body: FunctionBody, who: string, scope: Scope): void {
  const { module } = scope;
  const { isAsync } = scope.function;
  const result = resultType(body.function.results);
  const finish = (value: Js): Js => finished(result, value, module);
  const destination = returnTo(result, finish, 'exact', result.kind === 'result');
  putGuarded(body, module.guardOf(guardedCallee(body), isAsync), who, destination, scope);
}

/** What is called: a function that was made to call it is none of the component's. */
function guardedCallee({ function: callee, body }: FunctionBody): Callee {
  const [only] = body.items;
  return only?.kind === 'call' && body.items.length === 1 && callee.role.kind === 'helper' ? only.callee : callee;
}

export function finished(result: Type, value: Js, module: ModuleContext): Js {
  return result.kind === 'result' ? call(module.helper('unwrap'), value) : outside(result, value, module);
}
