/** `local`, `call` and `as`. */
import type { Form, NameAtom, Node } from '../ast/nodes.ts';
import { unknownFunction, unknownLocal, unknownPosition } from '../diagnostics/names.ts';
import { noConversion, wrongArgumentCount, wrongOperand } from '../diagnostics/types.ts';
import { isConvertible } from '../ir/fits.ts';
import type { Callee, Expression, Local } from '../ir/ir.ts';
import { arithmeticTypeOf } from '../ir/numbers.ts';
import { callType, simple, type Type } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import { checkExpected, checkValue } from './check-node.ts';
import { type Context, failed } from './context.ts';
import { literalRange } from './literals.ts';
import { noteUse } from './notes.ts';
import { readNumeral } from './numerals.ts';
import { resolveType } from './resolve-type.ts';

/** `(local N)`, `(local $name)`. */
export function checkLocal(form: Form, _expected: Type | undefined, context: Context): Expression {
  const local = findLocal(form, context);
  if (!local) return failed(form.span);
  context.usedLocals.add(local);
  // Bound to what never gives a value: there is none to read, and no type to read it as.
  if (local.type.kind === 'never') return { kind: 'unreachable', type: local.type, span: form.span };
  return { kind: 'local', local, type: local.type, span: form.span };
}

function findLocal(form: Form, { environment, scope }: Context): Local | undefined {
  const [node, extra] = form.args;
  if (extra || !node || node.kind === 'string' || node.kind === 'form') {
    const span = (extra ?? node ?? form).span;
    environment.sink.add(wrongOperand('local', 'one position or name', span, controlForms.local.usage));
    return undefined;
  }
  if (node.kind === 'name') {
    const local = scope.find(node.text);
    const isVariable = scope.variable(node.text) !== undefined || environment.variables.has(node.text);
    if (local) noteUse(environment, node, { kind: 'local', local });
    else environment.sink.add(unknownLocal(node.text, node.span, scope.names, isVariable));
    return local;
  }
  const numeral = readNumeral(node.text);
  const position = numeral.kind === 'integer' ? numeral.value : -1n;
  const local = position >= 0n ? scope.at(Number(position)) : undefined;
  if (!local) environment.sink.add(unknownPosition(position, scope.size, node.span));
  return local;
}

/** `(call F E*)`. */
export function checkCall(form: Form, _expected: Type | undefined, context: Context): Expression {
  const callee = findCallee(form, context);
  const nodes = form.args.slice(1);
  if (!callee) return withoutCallee(form, nodes, [], context);
  if (nodes.length !== callee.params.length) {
    const { name, params, span } = callee;
    context.environment.sink.add(
      wrongArgumentCount(name, params.length, nodes.length, form.args[0]?.span ?? form.span, span),
    );
    return withoutCallee(form, nodes, callee.params, context);
  }
  const checked = callee.params.map((param, index) => checkExpected(nodes[index] ?? form, param.type, context));
  return { kind: 'call', callee, arguments: checked, type: callType(callee), span: form.span };
}

/** What is wrong inside of the arguments is reported whatever they are for; literals are taken for the widest type. */
export function withoutCallee(
  form: Form,
  nodes: readonly Node[],
  params: Callee['params'],
  context: Context,
): Expression {
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'form') checkValue(node, 'an argument', context, params[index]?.type ?? simple('i64'));
  }
  return failed(form.span);
}

function findCallee(form: Form, { environment }: Context): Callee | undefined {
  const [target] = form.args;
  if (target?.kind !== 'name') {
    environment.sink.add(wrongOperand('call', "a function's name", (target ?? form).span, controlForms.call.usage));
    return undefined;
  }
  return lookUpFunction(target, environment);
}

export function lookUpFunction(target: NameAtom, environment: Context['environment']): Callee | undefined {
  const callee = environment.functions.get(target.text);
  if (callee) {
    markUsed(callee, environment);
    noteUse(environment, target, { kind: 'function', callee });
  } else environment.sink.add(unknownFunction(target.text, target.span, environment.functions.keys()));
  return callee;
}

/** A core function's use is a use of its module too. */
export function markUsed(callee: Callee, { used }: Context['environment']): void {
  used.functions.add(callee.name);
  if (callee.kind === 'core') used.modules.add(callee.module);
}

/** `(as TYPE E)`. */
export function checkConversion(form: Form, _expected: Type | undefined, context: Context): Expression {
  const { sink } = context.environment;
  const [typeNode, valueNode, extra] = form.args;
  if (!typeNode || !valueNode || extra) {
    sink.add(wrongOperand('as', 'a type and a value', (extra ?? form).span, controlForms.as.usage));
    return failed(form.span);
  }
  const type = resolveType(typeNode, context.environment);
  const value = checkValue(valueNode, 'a number', context, literalHint(valueNode, type));
  if (!type) return failed(form.span);
  if (value.type.kind === 'never') return value;
  if (isConvertible(value.type, type)) return { kind: 'convert', value, type, span: form.span };
  sink.add(noConversion(value.type, type, form.span, conversionHint(value.type)));
  return failed(form.span);
}

/**
 * A literal is of the type it is converted to where it fits it, so that `(as u64 0xffffffffffffffff)` needs no detour,
 * else an integer that is then wrapped: `(as u8 -1)` is 255. A form has a type of its own.
 */
function literalHint(node: Node, type: Type | undefined): Type | undefined {
  if (node.kind === 'form') return undefined;
  const numeral = node.kind === 'number' ? readNumeral(node.text) : undefined;
  if (numeral?.kind !== 'integer') return type;
  const candidates = [...(type && arithmeticTypeOf(type) ? [type] : []), simple('i32'), simple('i64')];
  return candidates.find((candidate) => holds(candidate, numeral.value)) ?? simple('i64');
}

function holds(type: Type, value: bigint): boolean {
  if (arithmeticTypeOf(type)?.float) return true;
  const [low, high] = literalRange(type);
  return value >= low && value <= high;
}

function conversionHint(from: Type): string {
  if (from.kind === 'simple' && from.name === 'string') return 'lower it into memory with string-to-mem';
  return "'as' converts between numeric types";
}
