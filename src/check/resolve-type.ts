/** Type nodes → types. */
import type { Form, NameAtom, Node } from '../ast/nodes.ts';
import { unknownType } from '../diagnostics/names.ts';
import { badTypeDefinition, wrongOperand } from '../diagnostics/types.ts';
import { typedArrayElementOf } from '../ir/numbers.ts';
import { type FunctionType, type SimpleName, simple, type Type } from '../ir/types.ts';
import { type Clauses, refuseClause } from './clauses.ts';
import type { Environment } from './environment.ts';
import { noteUse } from './notes.ts';

const simpleNames: Readonly<Record<SimpleName, SimpleName>> = {
  u1: 'u1',
  bool: 'bool',
  s8: 's8',
  u8: 'u8',
  s16: 's16',
  u16: 'u16',
  s32: 's32',
  u32: 'u32',
  s64: 's64',
  u64: 'u64',
  f32: 'f32',
  f64: 'f64',
  char: 'char',
  string: 'string',
  buffer: 'buffer',
  any: 'any',
  date: 'date',
  i32: 'i32',
  i64: 'i64',
  externref: 'externref',
};

const aliases: Readonly<Record<string, SimpleName>> = { bytes: 'buffer', ...simpleNames };

export const isBuiltInType = (name: string): boolean => Object.hasOwn(aliases, name);

type Constructor = (form: Form, environment: Environment) => Type | undefined;

const constructors: Readonly<Record<string, Constructor>> = {
  array: arrayType,
  list: arrayType,
  option: (form, environment) => unary(form, environment, (payload) => ({ kind: 'option', payload })),
  target: targetType,
  tuple: tupleType,
  map: mapType,
  set: (form, environment) => unary(form, environment, (item) => ({ kind: 'set', item })),
  result: resultType,
  func: functionType,
};

/** Types that are a word, and those that are a form, as they are written. */
export const typeWords: readonly string[] = Object.keys(aliases);
export const typeForms: readonly string[] = Object.keys(constructors);

const defining = new Set(['record', 'enum', 'flags', 'variant', 'resource']);

/** Undefined after a reported error. */
export function resolveType(node: Node, environment: Environment): Type | undefined {
  if (node.kind === 'name') return resolveName(node, environment);
  if (node.kind === 'form') return resolveForm(node, environment);
  environment.sink.add(badTypeDefinition('a type', node.span));
  return undefined;
}

function resolveName(node: NameAtom, environment: Environment): Type | undefined {
  const built = node.dollar ? undefined : builtIn(node.text);
  if (built) return simple(built);
  const declared = environment.types.get(node.text);
  if (declared) {
    environment.used.types.add(node.text);
    noteUse(environment, node, { kind: 'type', name: node.text });
    return declared.type;
  }
  environment.sink.add(unknownType(node.text, node.span, [...Object.keys(aliases), ...environment.types.keys()]));
  return undefined;
}

const builtIn = (name: string): SimpleName | undefined => (Object.hasOwn(aliases, name) ? aliases[name] : undefined);

function resolveForm(form: Form, environment: Environment): Type | undefined {
  const head = form.head.text;
  const construct = Object.hasOwn(constructors, head) ? constructors[head] : undefined;
  if (construct) return construct(form, environment);
  if (defining.has(head)) {
    environment.sink.add(
      badTypeDefinition('the name of a type', form.span, `define it: (types (${head} Name …)), and write Name here`),
    );
  } else {
    environment.sink.add(
      unknownType(head, form.head.span, [...Object.keys(constructors), ...environment.types.keys()]),
    );
  }
  return undefined;
}

function arrayType(form: Form, environment: Environment): Type | undefined {
  return unary(form, environment, (element) => ({ kind: 'array', element }));
}

/** `(target T)`: T has typed arrays, or is a buffer. */
function targetType(form: Form, environment: Environment): Type | undefined {
  const type = unary(form, environment, (element) => ({ kind: 'target', element }));
  if (type?.kind !== 'target' || isFillable(type.element)) return type;
  const what = 'a type that has typed arrays, such as u8, s32 or f64, or buffer';
  environment.sink.add(wrongOperand('target', what, (form.args[0] ?? form).span));
  return undefined;
}

const isFillable = (element: Type): boolean =>
  typedArrayElementOf(element) !== undefined || (element.kind === 'simple' && element.name === 'buffer');

function unary(form: Form, environment: Environment, make: (type: Type) => Type): Type | undefined {
  const [argument, extra] = form.args;
  if (argument === undefined || extra !== undefined) {
    environment.sink.add(wrongOperand(form.head.text, 'exactly one type', extra?.span ?? form.span));
    return undefined;
  }
  const type = resolveType(argument, environment);
  return type && make(type);
}

/** All of them, or undefined when one is in error; each error is reported. */
export function resolveTypes(nodes: readonly Node[], environment: Environment): readonly Type[] | undefined {
  const types = nodes.map((node) => resolveType(node, environment));
  return types.every((type) => type !== undefined) ? types : undefined;
}

function tupleType(form: Form, environment: Environment): Type | undefined {
  const items = resolveTypes(form.args, environment);
  return items && { kind: 'tuple', items };
}

function mapType(form: Form, environment: Environment): Type | undefined {
  const [key, value, extra] = form.args;
  if (key === undefined || value === undefined || extra !== undefined) {
    environment.sink.add(wrongOperand('map', 'two types: of the keys and of the values', extra?.span ?? form.span));
    return undefined;
  }
  const types = resolveTypes([key, value], environment);
  const [keys, values] = types ?? [];
  return keys && values && { kind: 'map', key: keys, value: values };
}

/** `(result T? E?)`; `_` stands for no value. */
function resultType(form: Form, environment: Environment): Type | undefined {
  const [ok, err, extra] = form.args;
  if (extra) {
    environment.sink.add(wrongOperand('result', 'at most two types', extra.span));
    return undefined;
  }
  const okType = ok && !isBlank(ok) ? resolveType(ok, environment) : null;
  const errType = err && !isBlank(err) ? resolveType(err, environment) : null;
  if (okType === undefined || errType === undefined) return undefined;
  return { kind: 'result', ok: okType ?? undefined, err: errType ?? undefined };
}

const isBlank = (node: Node): boolean => node.kind === 'name' && node.text === '_';

/** `(func (param T*) (result T*))`; names of parameters are allowed, and no part of the type. */
function functionType(form: Form, environment: Environment): Type | undefined {
  return readFunctionType(form.args, environment)?.type;
}

const functionClauses: Clauses = {
  form: 'func',
  expected: '(param …) or (result …)',
  heads: ['param', 'result'],
  usage: '(func (param TYPE*) (result TYPE*))',
};

/** A function type, and the names that its parameters are given for whoever reads it. */
export interface FunctionTypeReading {
  readonly type: FunctionType;
  readonly paramNames: readonly (string | undefined)[];
}

/** `(param $name? T …)* (result T …)*`: of a type, of its definition, and of what a function pointer is called as. */
export function readFunctionType(clauses: readonly Node[], environment: Environment): FunctionTypeReading | undefined {
  const params: Type[] = [];
  const results: Type[] = [];
  const paramNames: (string | undefined)[] = [];
  for (const clause of clauses) {
    const head = clause.kind === 'form' ? clause.head.text : undefined;
    if (clause.kind !== 'form' || (head !== 'param' && head !== 'result')) {
      refuseClause(functionClauses, clause, environment.sink);
      return undefined;
    }
    const types = resolveTypes(clause.args.filter(isNoName), environment);
    if (!types) return undefined;
    (head === 'param' ? params : results).push(...types);
    if (head === 'param') paramNames.push(...namesBefore(clause.args));
  }
  return { type: { kind: 'func', params, results }, paramNames };
}

/** `$a T U $b V` → a, undefined, b: of each type, the name that stands in front of it. */
const namesBefore = (nodes: readonly Node[]): readonly (string | undefined)[] =>
  nodes.flatMap((node, index) => {
    const before = nodes[index - 1];
    return isNoName(node) ? [before?.kind === 'name' && before.dollar ? before.text : undefined] : [];
  });

const isNoName = (node: Node): boolean => !(node.kind === 'name' && node.dollar);
