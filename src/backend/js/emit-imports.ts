/** Functions that the component imports: the user's, with what they are given and what they give in order. */

import type { CallExpression, Expression as Js } from 'estree';
import type { ImportedFunction } from '../../ir/ir.ts';
import { resultType, type Type, typeText } from '../../ir/types.ts';
import { array, arrow, assign, awaited, boolean, call, id, object, string } from './build/expressions.ts';
import { attempt, functionDeclaration, returned, type Statement, statement, variable } from './build/statements.ts';
import { nameOf } from './check-functions.ts';
import { accept, checked } from './checks.ts';
import type { ModuleContext, Scope } from './context.ts';
import { normalised } from './numbers.ts';
import { handedPlace, namedPlace } from './places.ts';
import { codedOf, outside } from './values.ts';

/** Whether the user's function can be called as it is: nothing has to be converted or checked. */
export function isDirect({ params, results, isAsync }: ImportedFunction): boolean {
  const result = resultType(results);
  const isFree = result.kind === 'none' || (result.kind === 'simple' && result.name === 'any');
  return !isAsync && isFree && !params.some(({ type }) => codedOf(type));
}

/** How ITL writes its type, for messages. */
function functionText({ params, results, isAsync }: ImportedFunction): string {
  const result = resultType(results);
  const shown = result.kind === 'none' ? [] : [typeText(result)];
  const given = isAsync ? [`(async ${shown[0] ?? '_'})`] : shown;
  return `(${['param', ...params.map(({ type }) => typeText(type))].join(' ')}) (${['result', ...given].join(' ')})`;
}

/** Whether it may be a class's, or named without its version, or a function by itself. */
const hasComponentShape = ({ module, field }: ImportedFunction): boolean =>
  field.startsWith('[') || field === 'default' || module.includes('@');

/** `const [cb, log] = findImports(imports, […]);` */
export function findImports(module: ModuleContext): readonly Statement[] {
  const { imports } = module.component;
  if (imports.length === 0) return [];
  const wanted = imports.map((callee) =>
    array([string(callee.module), string(callee.field), string(functionText(callee))]),
  );
  const names = imports.map((callee) => id(module.functions.importName(callee)));
  const find = imports.some(hasComponentShape) ? 'findComponentImports' : 'findImports';
  const found = call(module.helper(find), id('imports'), array(wanted));
  return [
    {
      type: 'VariableDeclaration',
      kind: 'const',
      declarations: [{ type: 'VariableDeclarator', id: { type: 'ArrayPattern', elements: names }, init: found }],
    },
  ];
}

/** A function around the user's. */
export function emitImport(
  callee: ImportedFunction,
  name: string,
  raw: string,
  waits: boolean,
  module: ModuleContext,
): Statement {
  const scope = module.newScope();
  const params = callee.params.map((param, index) => scope.names.free(param.name ?? `arg${index}`));
  if (callee.isAsync && !waits) {
    return functionDeclaration(name, params.map(id), [statement(call(module.helper('notAsync')))]);
  }
  const args = callee.params.map(({ type }, index) => outside(type, id(params[index] ?? ''), module));
  const called = call(raw, ...args);
  const turns = waits ? awaited(call(module.helper('waitFor'), module.turns, arrow([], called))) : called;
  putOutcome(turns, resultType(callee.results), `${callee.module}.${callee.field}`, scope);
  return functionDeclaration(name, params.map(id), scope.out, waits);
}

/** Returns what a function of the user's gives, checked. */
export function putOutcome(called: Js, result: Type, who: string, scope: Scope): void {
  if (result.kind === 'none') scope.push(statement(called));
  else if (result.kind === 'result') putResult(called, result, who, scope);
  else {
    const held = scope.constant('result', called);
    const accepted = accept(result, held, namedPlace(`${who}: result`), scope);
    scope.push(returned(codedOf(result) ? accepted : normalised(result, accepted)));
  }
}

/** Of a function whose ITL type is a result: what it throws may be its outcome. */
function putResult(called: Js, { ok, err }: Extract<Type, { kind: 'result' }>, who: string, scope: Scope): void {
  const result = scope.names.free('result');
  const run = ok ? assign(id(result), called) : called;
  if (ok) scope.push(variable(result));
  scope.push(attempt([statement(run)], 'error', [returned(failed(err, who, scope))]));
  const val = ok && checked(ok, id(result), namedPlace(`${who}: result`), scope);
  scope.push(returned(object([['tag', string('ok')], ...(val ? [['val', val] as const] : [])])));
}

/** The outcome that was thrown. */
function failed(err: Type | undefined, who: string, { module }: Scope): Js {
  const error = id('error');
  const outcome = (val: Js): Js =>
    object([
      ['tag', string('err')],
      ['val', val],
    ]);
  if (!err) return call(module.helper('noErrorValue'), error);
  if (err.kind === 'simple' && err.name === 'any') return outcome(error);
  const isText = err.kind === 'simple' && err.name === 'string';
  const check = id(errorCheck(err, module));
  return call(module.helper('failure'), error, check, string(`${who}: error`), ...(isText ? [boolean(true)] : []));
}

/** The name of a function that checks what was thrown, one for all that throw the type. */
function errorCheck(err: Type, module: ModuleContext): string {
  const scope = module.newScope(['value', 'at', 'isField']);
  const made = checked(err, id('value'), handedPlace, scope);
  const checks = scope.out.length === 0 && made.type === 'CallExpression' ? made : undefined;
  // What has a function for it already is checked by that.
  if (checks?.callee.type === 'Identifier' && isNamed(checks.arguments[1], 'at')) return checks.callee.name;
  return module.declareFor(err, `error ${typeText(err)}`, `to-${nameOf(err)}-error`, (name) =>
    functionDeclaration(name, [id('value'), id('at'), id('isField')], [...scope.out, returned(made)]),
  );
}

const isNamed = (node: CallExpression['arguments'][number] | undefined, name: string): boolean =>
  node?.type === 'Identifier' && node.name === name;
