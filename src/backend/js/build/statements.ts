/** Statements of JavaScript, one line each to make. */
import type {
  BlockStatement,
  Declaration,
  ExportNamedDeclaration,
  Expression,
  FunctionDeclaration,
  ImportDeclaration,
  ImportSpecifier,
  ModuleDeclaration,
  Pattern,
  Statement,
  SwitchCase,
  VariableDeclaration,
} from 'estree';
import { call, id, string } from './expressions.ts';
import { isIdentifier } from './names.ts';

export type { BlockStatement, Expression, Pattern, Statement };

/** A statement or a declaration of a module. */
export type Item = Statement | ModuleDeclaration;

export const constant = (name: string | Pattern, value: Expression): VariableDeclaration =>
  declare('const', name, value);

export const variable = (name: string | Pattern, value?: Expression): VariableDeclaration =>
  declare('let', name, value);

const declare = (kind: 'const' | 'let', name: string | Pattern, value?: Expression): VariableDeclaration => ({
  type: 'VariableDeclaration',
  kind,
  declarations: [{ type: 'VariableDeclarator', id: typeof name === 'string' ? id(name) : name, init: value ?? null }],
});

/** `let a, b, c;` */
export const variables = (names: readonly string[]): VariableDeclaration => ({
  type: 'VariableDeclaration',
  kind: 'let',
  declarations: names.map((name) => ({ type: 'VariableDeclarator', id: id(name), init: null })),
});

export const statement = (expression: Expression): Statement => ({ type: 'ExpressionStatement', expression });

export const returned = (argument?: Expression): Statement => ({ type: 'ReturnStatement', argument: argument ?? null });

export const thrown = (argument: Expression): Statement => ({ type: 'ThrowStatement', argument });

export const block = (body: readonly Statement[]): BlockStatement => ({
  type: 'BlockStatement',
  body: [...withoutLastElse(withoutLastName(body))],
});

/** Without an `else` behind what leaves the block anyway. Names inside of it are no others' that can be seen there. */
function withoutLastElse(body: readonly Statement[]): readonly Statement[] {
  const last = body.at(-1);
  if (last?.type !== 'IfStatement' || !last.alternate || !ends([last.consequent])) return body;
  const rest = last.alternate.type === 'BlockStatement' ? last.alternate.body : [last.alternate];
  const consequent = last.consequent.type === 'BlockStatement' ? branch(last.consequent.body) : last.consequent;
  return [...body.slice(0, -1), { ...last, consequent, alternate: null }, ...withoutLastElse(rest)];
}

/** `return value();` instead of `const result = value(); return result;` */
function withoutLastName(body: readonly Statement[]): readonly Statement[] {
  const [bound, last] = body.slice(-2);
  if (bound?.type !== 'VariableDeclaration' || bound.kind !== 'const' || last?.type !== 'ReturnStatement') return body;
  const [{ id: name, init } = {}] = bound.declarations;
  const isThat =
    name?.type === 'Identifier' && last.argument?.type === 'Identifier' && last.argument.name === name.name;
  return isThat && init ? [...body.slice(0, -2), { ...last, argument: init }] : body;
}

/** With braces but around what is one short statement. */
const branch = (body: readonly Statement[]): Statement => {
  const [only] = body;
  const isShort = only && body.length === 1 && /^(Expression|Return|Throw|Break)/.test(only.type);
  return isShort ? only : block(body);
};

export const when = (
  test: Expression,
  consequent: readonly Statement[],
  alternate?: readonly Statement[],
): Statement => {
  const [inner] = consequent;
  // One condition inside of another one is both.
  if (!alternate?.length && inner?.type === 'IfStatement' && consequent.length === 1 && !inner.alternate)
    return { ...inner, test: { type: 'LogicalExpression', operator: '&&', left: test, right: inner.test } };
  const [only] = alternate ?? [];
  const isChain = only?.type === 'IfStatement' && alternate?.length === 1;
  const hasAlternate = alternate && alternate.length > 0;
  return {
    type: 'IfStatement',
    test,
    consequent: hasAlternate ? block(consequent) : branch(consequent),
    alternate: hasAlternate ? (isChain && only ? only : block(alternate)) : null,
  };
};

export const choice = (discriminant: Expression, cases: readonly SwitchCase[]): Statement => ({
  type: 'SwitchStatement',
  discriminant,
  cases: [...cases],
});

/** Without a test it is `default:`. */
export const switchCase = (test: Expression | undefined, consequent: readonly Statement[]): SwitchCase => ({
  type: 'SwitchCase',
  test: test ?? null,
  consequent: [...consequent],
});

export const leaveSwitch: Statement = { type: 'BreakStatement' };

/** `for (let init; test; update) body` */
export const loop = (
  init: VariableDeclaration,
  test: Expression,
  update: Expression,
  body: readonly Statement[],
): Statement => ({ type: 'ForStatement', init, test, update, body: branch(body) });

/** `while (test) body` */
export const repeat = (test: Expression, body: readonly Statement[]): Statement => ({
  type: 'WhileStatement',
  test,
  body: block(body),
});

/** Of a loop too. */
export const leaveLoop: Statement = { type: 'BreakStatement' };

/** @param error - the name for what is caught, if that matters */
export const attempt = (
  body: readonly Statement[],
  error: string | undefined,
  handler: readonly Statement[],
): Statement => ({
  type: 'TryStatement',
  block: block(body),
  handler: { type: 'CatchClause', param: error === undefined ? null : id(error), body: block(handler) },
  finalizer: null,
});

export const functionDeclaration = (
  name: string,
  params: readonly Pattern[],
  body: readonly Statement[],
  isAsync = false,
): FunctionDeclaration => ({
  type: 'FunctionDeclaration',
  id: id(name),
  params: [...params],
  body: block(body),
  async: isAsync,
});

export const exported = (declaration: Declaration): ExportNamedDeclaration => ({
  type: 'ExportNamedDeclaration',
  declaration,
  specifiers: [],
  attributes: [],
  source: null,
});

/** `export { local as name };` */
export const exportedAs = (names: readonly (readonly [name: string, local: string])[]): ExportNamedDeclaration => ({
  type: 'ExportNamedDeclaration',
  declaration: null,
  specifiers: names.map(([name, local]) => ({
    type: 'ExportSpecifier',
    local: id(local),
    exported: isIdentifier(name) ? id(name) : string(name),
  })),
  attributes: [],
  source: null,
});

/** The same of what another module exports. */
export const exportedFrom = (names: readonly string[], place: string): ExportNamedDeclaration => ({
  ...exportedAs(names.map((name) => [name, name])),
  source: string(place),
});

/** `import { name } from 'place';`, or `{ name as local }`. */
export const imported = (name: string, place: string, local = name): ModuleDeclaration =>
  importing([specifier(name, local)], place);

/** `import { one, another } from 'place';` */
export const importedNames = (names: readonly string[], place: string): ModuleDeclaration =>
  importing(
    names.map((name) => specifier(name, name)),
    place,
  );

const specifier = (name: string, local: string): ImportSpecifier => ({
  type: 'ImportSpecifier',
  imported: isIdentifier(name) ? id(name) : string(name),
  local: id(local),
});

/** `import * as local from 'place';` */
export const importedWhole = (place: string, local: string): ModuleDeclaration =>
  importing([{ type: 'ImportNamespaceSpecifier', local: id(local) }], place);

const importing = (specifiers: ImportDeclaration['specifiers'], place: string): ModuleDeclaration => ({
  type: 'ImportDeclaration',
  specifiers,
  source: string(place),
  attributes: [],
});

/** `const { name } = require('place');` */
export const required = (names: readonly string[], place: string): VariableDeclaration =>
  constant(
    {
      type: 'ObjectPattern',
      properties: names.map((name) => ({
        type: 'Property',
        kind: 'init',
        key: id(name),
        value: id(name),
        method: false,
        shorthand: true,
        computed: false,
      })),
    },
    requiredWhole(place),
  );

/** `require('place')` */
export const requiredWhole = (place: string): Expression => call('require', string(place));

/** Whether control never comes past these statements. */
export function ends(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (last === undefined) return false;
  if (last.type === 'ReturnStatement' || last.type === 'ThrowStatement') return true;
  if (last.type === 'BlockStatement') return ends(last.body);
  return last.type === 'IfStatement' && last.alternate ? ends([last.consequent]) && ends([last.alternate]) : false;
}
