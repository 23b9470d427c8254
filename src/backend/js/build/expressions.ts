/** Expressions of JavaScript, one line each to make. */
import type {
  ArrayExpression,
  ArrowFunctionExpression,
  AssignmentExpression,
  BinaryOperator,
  BlockStatement,
  CallExpression,
  Expression,
  Identifier,
  Literal,
  LogicalOperator,
  MemberExpression,
  ObjectExpression,
  Pattern,
  Property,
  SpreadElement,
  TemplateLiteral,
  UnaryOperator,
} from 'estree';
import { escaped, isIdentifier, quoted } from './names.ts';

export const id = (name: string): Identifier => ({ type: 'Identifier', name });

export const string = (value: string): Literal => ({ type: 'Literal', value, raw: quoted(value) });

export const boolean = (value: boolean): Literal => ({ type: 'Literal', value });

export const nothing: Literal = { type: 'Literal', value: null };
export const truth: Literal = { type: 'Literal', value: true };

/** Any number, NaN, infinities and negative zero included. */
export function number(value: number): Expression {
  if (Number.isNaN(value)) return id('NaN');
  if (value < 0 || Object.is(value, -0)) return unary('-', number(-value));
  return value === Number.POSITIVE_INFINITY ? id('Infinity') : { type: 'Literal', value, raw: String(value) };
}

export const bigint = (value: bigint): Expression =>
  value < 0n ? unary('-', bigint(-value)) : { type: 'Literal', value, bigint: String(value), raw: `${value}n` };

export const unary = (operator: UnaryOperator, argument: Expression): Expression => ({
  type: 'UnaryExpression',
  operator,
  prefix: true,
  argument,
});

export const not = (value: Expression): Expression => unary('!', value);

export const binary = (left: Expression, operator: BinaryOperator, right: Expression): Expression => ({
  type: 'BinaryExpression',
  operator,
  left,
  right,
});

export const logical = (left: Expression, operator: LogicalOperator, right: Expression): Expression => ({
  type: 'LogicalExpression',
  operator,
  left,
  right,
});

/** All of them, or none: `undefined` for no test at all. */
export const either = (tests: readonly Expression[]): Expression | undefined =>
  tests.length === 0 ? undefined : tests.reduce((left, right) => logical(left, '||', right));

export const conditional = (test: Expression, consequent: Expression, alternate: Expression): Expression => ({
  type: 'ConditionalExpression',
  test,
  consequent,
  alternate,
});

export const call = (
  callee: Expression | string,
  ...args: readonly (Expression | SpreadElement)[]
): CallExpression => ({
  type: 'CallExpression',
  callee: typeof callee === 'string' ? id(callee) : callee,
  arguments: [...args],
  optional: false,
});

export const create = (callee: Expression | string, ...args: readonly Expression[]): Expression => ({
  type: 'NewExpression',
  callee: typeof callee === 'string' ? id(callee) : callee,
  arguments: [...args],
});

/** `object.name`, or `object['name']` where the name is none. */
export const member = (object: Expression | string, name: string): MemberExpression => ({
  type: 'MemberExpression',
  object: typeof object === 'string' ? id(object) : object,
  property: isIdentifier(name) ? id(name) : string(name),
  computed: !isIdentifier(name),
  optional: false,
});

export const item = (object: Expression, index: Expression): MemberExpression => ({
  type: 'MemberExpression',
  object,
  property: index,
  computed: true,
  optional: false,
});

export const assign = (left: Pattern, right: Expression): AssignmentExpression => ({
  type: 'AssignmentExpression',
  operator: '=',
  left,
  right,
});

export const array = (items: readonly (Expression | SpreadElement)[]): ArrayExpression => ({
  type: 'ArrayExpression',
  elements: [...items],
});

export const spread = (argument: Expression): SpreadElement => ({ type: 'SpreadElement', argument });

export type Entry = readonly [name: string, value: Expression];

/** `{ a, 'b-c': 1 }`. A key `__proto__` is computed: it would set the prototype. */
export const object = (entries: readonly Entry[]): ObjectExpression => ({
  type: 'ObjectExpression',
  properties: entries.map(([name, value]) => property(name, value)),
});

export const property = (name: string, value: Expression): Property => ({
  type: 'Property',
  kind: 'init',
  key: isIdentifier(name) && name !== '__proto__' ? id(name) : string(name),
  value,
  computed: name === '__proto__',
  method: false,
  shorthand: value.type === 'Identifier' && value.name === name && name !== '__proto__',
});

/** `name(params) { … }` in an object. */
export const method = (name: string, params: readonly Pattern[], body: BlockStatement, isAsync = false): Property => ({
  type: 'Property',
  kind: 'init',
  key: isIdentifier(name) ? id(name) : string(name),
  value: { type: 'FunctionExpression', params: [...params], body, async: isAsync },
  computed: false,
  method: true,
  shorthand: false,
});

export const arrow = (
  params: readonly Pattern[],
  body: Expression | BlockStatement,
  isAsync = false,
): ArrowFunctionExpression => ({
  type: 'ArrowFunctionExpression',
  params: [...params],
  body,
  expression: body.type !== 'BlockStatement',
  async: isAsync,
});

export const awaited = (argument: Expression): Expression => ({ type: 'AwaitExpression', argument });

/** Text with values in it; a plain string where there are none. */
export function template(parts: readonly (string | Expression)[]): Expression {
  const quasis: string[] = [''];
  const expressions: Expression[] = [];
  for (const part of parts) {
    if (typeof part === 'string') quasis[quasis.length - 1] += part;
    else {
      expressions.push(part);
      quasis.push('');
    }
  }
  if (expressions.length === 0) return string(quasis[0] ?? '');
  const literal: TemplateLiteral = {
    type: 'TemplateLiteral',
    expressions,
    quasis: quasis.map((text, index) => ({
      type: 'TemplateElement',
      tail: index === quasis.length - 1,
      value: { raw: inTemplate(text), cooked: text },
    })),
  };
  return literal;
}

const inTemplate = (text: string): string =>
  escaped(text)
    .replaceAll('\\"', '"')
    .replace(/`|\$\{/g, '\\$&');
