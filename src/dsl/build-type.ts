/** Names, types, parameters: from the concrete tree to nodes. */
import type { CstNode, IToken } from 'chevrotain';
import { impureNumber } from '../diagnostics/dsl-members.ts';
import { childrenOf, globalSpan, isToken, ruleOf, rulesOf, tokenOf } from '../frontend/cst.ts';
import { readString } from '../frontend/string-literal.ts';
import type { Span } from '../source/source-map.ts';
import type { BlockContext } from './parse-piece.ts';
import type { FunctionNode, NameNode, ParamNode, TypeNode } from './syntax.ts';
import { cppScalars } from './type-names.ts';

export const buildName = (token: IToken, { base }: BlockContext): NameNode => ({
  text: token.image,
  span: globalSpan(token, base),
});

/** The rule's own name; the grammar sees to it that there is one. */
export function nameIn(rule: CstNode, context: BlockContext): NameNode {
  const token = tokenOf(rule, 'Name');
  if (token === undefined) throw new Error(`rule '${rule.name}' has no name`);
  return buildName(token, context);
}

/** The rule's text in quotes, without them. */
export function textIn(rule: CstNode, context: BlockContext): NameNode {
  const token = tokenOf(rule, 'String');
  if (token === undefined) throw new Error(`rule '${rule.name}' has no text`);
  const span = globalSpan(token, context.base);
  return { text: readString(token.image, span.start, context.report), span };
}

export function typeIn(rule: CstNode, context: BlockContext): TypeNode {
  const type = ruleOf(rule, 'type');
  if (type === undefined) throw new Error(`rule '${rule.name}' has no type`);
  return buildType(type, context);
}

function buildType(rule: CstNode, context: BlockContext): TypeNode {
  const parts = childrenOf(rule, 'path').filter(isToken);
  const round = ruleOf(rule, 'round');
  const args = round ?? ruleOf(rule, 'angled');
  const own = tokenOf(rule, 'OWN');
  const retain = tokenOf(rule, 'RETAIN');
  const lent = tokenOf(rule, 'LENT');
  const called = childrenOf(rule, 'called').find((each) => !isToken(each));
  return {
    name: parts.map((part) => part.image).join('::'),
    own: own !== undefined,
    retain: retain !== undefined,
    lent: lent !== undefined,
    reference: tokenOf(rule, 'Ampersand') && (tokenOf(rule, 'CONST') ? 'const' : 'mutable'),
    called: called && typesIn(called as CstNode, context),
    bracket: args && (round ? '(' : '<'),
    args: args === undefined ? [] : typesIn(args, context),
    span: spanning(own ?? retain ?? lent ?? parts[0], parts.at(-1), context),
  };
}

/** What stands in the brackets: of angled ones the arguments, numbers among them. */
function typesIn(brackets: CstNode, context: BlockContext): readonly TypeNode[] {
  if (brackets.name === 'round') return rulesOf(brackets, 'type').map((each) => buildType(each, context));
  return rulesOf(brackets, 'argument').map((argument) => {
    const type = ruleOf(argument, 'type');
    return type ? buildType(type, context) : numberIn(argument, context);
  });
}

function numberIn(argument: CstNode, context: BlockContext): TypeNode {
  const token = tokenOf(argument, 'Number');
  return {
    name: token?.image ?? '',
    own: false,
    retain: false,
    lent: false,
    reference: undefined,
    called: undefined,
    bracket: undefined,
    args: [],
    span: spanning(token, token, context),
  };
}

/** What stands behind a `=`: a name of C++. */
export function targetIn(rule: CstNode, context: BlockContext): string | undefined {
  const path = ruleOf(ruleOf(rule, 'target') ?? rule, 'path');
  return path && pathText(path, context);
}

export function pathText(rule: CstNode, context: BlockContext): string {
  const operator = tokenOf(rule, 'operator');
  if (operator) return operator.image.replace(/[ \t]/g, '');
  const parts = childrenOf(rule, 'parts').filter(isToken);
  const angled = ruleOf(rule, 'angled');
  const args = angled === undefined ? [] : typesIn(angled, context).map(typeText);
  const root = tokenOf(rule, 'global') ? '::' : '';
  return `${root}${parts.map((part) => part.image).join('::')}${args.length > 0 ? `<${args.join(', ')}>` : ''}`;
}

/** Numbers may have their names in blocks. */
const typeText = ({ name, args }: TypeNode): string =>
  args.length === 0 ? (numbersInCpp.get(name) ?? name) : `${name}<${args.map(typeText).join(', ')}>`;

const numbersInCpp: ReadonlyMap<string, string> = new Map(Object.entries(cppScalars));

/** Without arguments: messages are about what stands in front of them. */
function spanning(first: IToken | undefined, last: IToken | undefined, { base }: BlockContext): Span {
  if (first === undefined || last === undefined) throw new Error('a type has no name');
  return { start: base + first.startOffset, end: base + last.startOffset + last.image.length };
}

export const paramsIn = (rule: CstNode, context: BlockContext): readonly ParamNode[] =>
  rulesOf(ruleOf(rule, 'params') ?? rule, 'param').map((param) => {
    const name = tokenOf(param, 'Name');
    const value = tokenOf(param, 'value');
    return {
      name: name && buildName(name, context),
      type: typeIn(param, context),
      value: value && buildName(value, context),
    };
  });

export function resultIn(rule: CstNode, context: BlockContext): TypeNode | undefined {
  const type = ruleOf(ruleOf(rule, 'result') ?? rule, 'type');
  return type && buildType(type, context);
}

export const buildFunction = (rule: CstNode, doc: string, context: BlockContext, isMember = false): FunctionNode => ({
  name: checkedName(rule, context),
  params: paramsIn(rule, context),
  result: resultIn(rule, context),
  isAsync: tokenOf(rule, 'ASYNC') !== undefined,
  isMember,
  isConst: tokenOf(rule, 'CONST') !== undefined,
  isNoexcept: tokenOf(rule, 'NOEXCEPT') !== undefined,
  virtual: tokenOf(rule, 'VIRTUAL') && (tokenOf(rule, 'pure') ? 'pure' : 'virtual'),
  cpp: targetIn(rule, context),
  doc,
});

/** `= 0` is the only number that says something, and of virtual functions only. */
function checkedName(rule: CstNode, context: BlockContext): NameNode {
  const pure = tokenOf(rule, 'pure');
  const isVirtual = tokenOf(rule, 'VIRTUAL') !== undefined;
  if (pure && (pure.image !== '0' || !isVirtual))
    context.report(impureNumber(pure.image, globalSpan(pure, context.base)));
  return nameIn(rule, context);
}
