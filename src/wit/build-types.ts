/** Syntax trees of types and functions from Chevrotain's. */
import type { CstNode } from 'chevrotain';
import { wrongArguments } from '../diagnostics/wit-syntax.ts';
import { ruleOf, rulesOf, tokenOf } from '../frontend/cst.ts';
import type { Span } from '../source/source-map.ts';
import { type BuildContext, id, idOf, part, spanOfTree, token } from './build-names.ts';
import type { CaseSyntax, Field, FunctionSyntax, PrimitiveWord, TypeSyntax } from './syntax.ts';

export function typeOf(tree: CstNode, context: BuildContext): TypeSyntax {
  const span = spanOfTree(tree, context.base);
  const primitive = ruleOf(tree, 'primitive');
  if (primitive) return { kind: 'primitive', name: token(primitive, 'keyword').image as PrimitiveWord, span };
  const name = tokenOf(tree, 'name');
  if (name) return { kind: 'name', id: idOf(name, context), span };
  return genericOf(part(tree, 'generic'), span, context);
}

/** Between `<` and `>`: a type, `_`, or a number. */
type Argument = TypeSyntax | '_' | number;

function argumentOf(tree: CstNode, context: BuildContext): Argument {
  if (tokenOf(tree, '_')) return '_';
  const number = tokenOf(tree, 'Integer');
  return number ? Number(number.image) : typeOf(part(tree, 'type'), context);
}

const isType = (argument: Argument | undefined): argument is TypeSyntax => typeof argument === 'object';

const LONGEST_LIST = 2 ** 32 - 1;

type Make = (args: readonly Argument[], span: Span) => TypeSyntax | undefined;

/** Undefined where the arguments are not what the type takes. */
const generics: Readonly<Record<string, { readonly usage: string; readonly make: Make }>> = {
  list: {
    usage: 'list<TYPE>, or list<TYPE, LENGTH>',
    make: ([element, length], span) => {
      if (!isType(element) || length === '_' || isType(length)) return undefined;
      return length === 0 || (length ?? 0) > LONGEST_LIST ? undefined : { kind: 'list', element, length, span };
    },
  },
  map: {
    usage: 'map<KEY, VALUE>',
    make: ([key, value], span) => (isType(key) && isType(value) ? { kind: 'map', key, value, span } : undefined),
  },
  option: {
    usage: 'option<TYPE>',
    make: ([payload], span) => (isType(payload) ? { kind: 'option', payload, span } : undefined),
  },
  result: {
    usage: 'result, result<TYPE>, result<_, ERROR> or result<TYPE, ERROR>',
    make: ([ok, error], span) => {
      if (typeof ok === 'number' || typeof error === 'number' || error === '_') return undefined;
      if (ok === '_' && error === undefined) return undefined;
      return { kind: 'result', ok: ok === '_' ? undefined : ok, error, span };
    },
  },
  tuple: {
    usage: 'tuple<TYPE, TYPE>',
    make: (items, span) => (items.every(isType) ? { kind: 'tuple', items: items.filter(isType), span } : undefined),
  },
  own: handle('own'),
  borrow: handle('borrow'),
  future: maybeOf('future'),
  stream: maybeOf('stream'),
};

function handle(kind: 'own' | 'borrow'): { readonly usage: string; readonly make: Make } {
  return {
    usage: `${kind}<RESOURCE>`,
    make: ([type], span) => (isType(type) && type.kind === 'name' ? { kind, resource: type.id, span } : undefined),
  };
}

function maybeOf(kind: 'future' | 'stream'): { readonly usage: string; readonly make: Make } {
  return {
    usage: `${kind} or ${kind}<TYPE>`,
    make: ([payload], span) => (payload === undefined || isType(payload) ? { kind, payload, span } : undefined),
  };
}

/** How many arguments there may be, and whether `<>` can be left out. */
const counts: Readonly<Record<string, readonly [least: number, most: number, isBare: boolean]>> = {
  list: [1, 2, false],
  map: [2, 2, false],
  option: [1, 1, false],
  result: [1, 2, true],
  tuple: [0, Number.POSITIVE_INFINITY, false],
  own: [1, 1, false],
  borrow: [1, 1, false],
  future: [1, 1, true],
  stream: [1, 1, true],
};

function genericOf(tree: CstNode, span: Span, context: BuildContext): TypeSyntax {
  const keyword = token(tree, 'keyword').image;
  const args = rulesOf(tree, 'argument').map((one) => argumentOf(one, context));
  const isBare = tokenOf(tree, 'Less') === undefined;
  const { usage, make } = generics[keyword] ?? { usage: keyword, make: () => undefined };
  const [least, most, mayBeBare] = counts[keyword] ?? [0, 0, false];
  const isCounted = isBare ? mayBeBare : args.length >= least && args.length <= most;
  const made = isCounted ? make(args, span) : undefined;
  if (made) return made;
  context.sink.add(wrongArguments(keyword, usage, span));
  return { kind: 'primitive', name: 'u32', span };
}

export const fieldsOf = (tree: CstNode, context: BuildContext): readonly Field[] =>
  rulesOf(tree, 'field').map((one) => ({
    id: id(one, context),
    docs: context.docs(token(one, 'name').startOffset),
    type: typeOf(part(one, 'type'), context),
  }));

export const casesOf = (tree: CstNode, context: BuildContext): readonly CaseSyntax[] =>
  rulesOf(tree, 'case').map((one) => {
    const type = ruleOf(one, 'type');
    return {
      id: id(one, context),
      docs: context.docs(token(one, 'name').startOffset),
      type: type && typeOf(type, context),
    };
  });

export const labelsOf = (tree: CstNode, context: BuildContext): readonly Omit<CaseSyntax, 'type'>[] =>
  rulesOf(tree, 'label').map((one) => ({
    id: id(one, context),
    docs: context.docs(token(one, 'name').startOffset),
  }));

/** Of the rules `function` and `construct`. */
export function functionOf(tree: CstNode, context: BuildContext): FunctionSyntax {
  const result = ruleOf(tree, 'result');
  return {
    isAsync: tokenOf(tree, 'ASYNC') !== undefined,
    params: fieldsOf(part(tree, 'params'), context),
    result: result && typeOf(result, context),
  };
}
