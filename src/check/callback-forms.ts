/** `lift-func lower-func lower-funcptr`: functions that are handed on, their first arguments bound. */
import type { Form, NameAtom, Node } from '../ast/nodes.ts';
import { signatureText } from '../core/module-interface.ts';
import { unknownRelay } from '../diagnostics/names.ts';
import { severalCallbackResults, tooManyCaptured, wrongCallback, wrongOperand } from '../diagnostics/types.ts';
import { fits } from '../ir/fits.ts';
import type { BindTarget, Callee, Expression } from '../ir/ir.ts';
import { relaySignature } from '../ir/signature-letters.ts';
import { functionSignature, never, shownType, simple, type Type, typeText } from '../ir/types.ts';
import { type ControlName, controlForms } from '../ir/usage.ts';
import { lookUpFunction, withoutCallee } from './basic-forms.ts';
import { check } from './check-node.ts';
import { type Context, failed, fit } from './context.ts';
import { findModule, noteTable } from './read-core-operand.ts';
import { allowedOn, isCoreType } from './signature.ts';

/** `(lower-func SIGNATURE F E*)`. */
export function checkLowerFunction(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [relay, ...rest] = form.args;
  const { relays, sink } = context.environment;
  const signature = relay?.kind === 'name' ? relaySignature(relay.text) : undefined;
  if (relay?.kind !== 'name') refuse('lower-func', "a relay's signature", relay ?? form, context);
  else if (!relays.has(relay.text)) sink.add(unknownRelay(relay.text, relay.span, relays));
  if (relay?.kind !== 'name' || !relays.has(relay.text) || !signature) return withoutCallee(form, rest, [], context);
  const bound = checkBound('lower-func', form, rest, true, context);
  if (!bound) return failed(form.span);
  const shown = `the relay '${signature.text}'`;
  const sound = servesCore(bound, signature, shown, context);
  return sound ? bind({ kind: 'relay', signature }, bound, simple('i32'), form) : failed(form.span);
}

/** `(lower-funcptr M "table" F E*)`. */
export function checkLowerPointer(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [moduleNode, tableNode, ...rest] = form.args;
  if (moduleNode?.kind !== 'name') refuse('lower-funcptr', "a module's name", moduleNode ?? form, context);
  const module = moduleNode?.kind === 'name' ? findModule(moduleNode, context.environment) : undefined;
  if (module === undefined) return withoutCallee(form, rest, [], context);
  if (tableNode?.kind !== 'string') {
    refuse('lower-funcptr', "a table's name in quotes", tableNode ?? form, context);
    return withoutCallee(form, rest, [], context);
  }
  noteTable(module, tableNode, { holds: 'funcref', grows: true }, context.environment);
  const bound = checkBound('lower-funcptr', form, rest, true, context);
  if (!bound) return failed(form.span);
  const target = { kind: 'pointer', module, table: tableNode.value } as const;
  return isCoreFunction(bound, context) ? bind(target, bound, simple('i32'), form) : failed(form.span);
}

/** `(lift-func F E*)`. */
export function checkLiftFunction(form: Form, _expected: Type | undefined, context: Context): Expression {
  const bound = checkBound('lift-func', form, form.args, false, context);
  if (!bound) return failed(form.span);
  const { environment } = context;
  const { name, params, results } = bound;
  const sound = [...params, ...results].map((type) => allowedOn('boundary', type, name.span, environment));
  if (sound.includes(false)) return failed(form.span);
  return bind({ kind: 'function' }, bound, { kind: 'func', params, results }, form);
}

/** A function with values for its first parameters. */
interface Bound {
  readonly name: NameAtom;
  readonly callee: Callee;
  readonly captured: readonly Expression[];
  /** Of the parameters that are left. */
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/** @param nullable whether an option may stand for a captured function */
function checkBound(
  head: ControlName,
  form: Form,
  [target, ...nodes]: readonly Node[],
  nullable: boolean,
  context: Context,
): Bound | undefined {
  if (target?.kind !== 'name') {
    refuse(head, "a function's name", target ?? form, context);
    return undefined;
  }
  const { environment } = context;
  const callee = lookUpFunction(target, environment);
  if (!callee || nodes.length > callee.params.length) {
    if (callee) {
      const { name, params, span } = callee;
      environment.sink.add(tooManyCaptured(name, params.length, nodes.length, target.span, span));
    }
    withoutCallee(form, nodes, callee?.params ?? [], context);
    return undefined;
  }
  const types = callee.params.map((param) => param.type);
  const captured = nodes.map((node, index) => checkCaptured(node, types[index] ?? never, nullable, context));
  if (callee.kind === 'core' && callee.results.length > 1) {
    environment.sink.add(severalCallbackResults(callee.name, target.span, callee.span));
    return undefined;
  }
  return { name: target, callee, captured, params: types.slice(nodes.length), results: callee.results };
}

function checkCaptured(node: Node, type: Type, nullable: boolean, context: Context): Expression {
  const expression = check(node, type, context);
  const { type: given } = expression;
  const isAbsent = nullable && given.kind === 'option' && functionSignature(type) !== undefined;
  return isAbsent && fits(given.payload, type) ? expression : fit(expression, type, context);
}

interface CoreSides {
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

const clauses = ({ params, results }: CoreSides): string =>
  signatureText({ params: params.map(shownType), results: results.map(shownType) });

function servesCore(bound: Bound, wanted: CoreSides, shown: string, { environment }: Context): boolean {
  const got = clauses(bound);
  if (got === clauses(wanted)) return true;
  reportMisfit(bound, shown, clauses(wanted), environment);
  return false;
}

/** C's functions have numbers for parameters, and one result at most. */
function isCoreFunction(bound: Bound, { environment }: Context): boolean {
  const isNumber = (type: Type): boolean => isCoreType(type) && typeText(type) !== 'externref';
  if (bound.results.length < 2 && [...bound.params, ...bound.results].every(isNumber)) return true;
  reportMisfit(bound, 'a function pointer', '(param …) (result …) of i32 i64 f32 f64, one result at most', environment);
  return false;
}

function reportMisfit(bound: Bound, shown: string, wanted: string, { sink }: Context['environment']): void {
  const { name, callee, captured } = bound;
  sink.add(wrongCallback(name.text, shown, wanted, clauses(bound), captured.length, name.span, callee.span));
}

/** What never gives a value is all that happens, up to and with it. */
function bind(target: BindTarget, { callee, captured }: Bound, type: Type, { span }: Form): Expression {
  const end = captured.findIndex((value) => value.type.kind === 'never');
  if (end >= 0) return { kind: 'block', items: captured.slice(0, end + 1), type: never, span };
  return { kind: 'bind', target, callee, captured, type, span };
}

function refuse(head: ControlName, expected: string, node: Node, { environment }: Context): void {
  environment.sink.add(wrongOperand(head, expected, node.span, controlForms[head].usage));
}
