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

type GenericWord = Exclude<TypeSyntax['kind'], 'primitive' | 'name'>;

interface Generic {
  readonly usage: string;
  /** How many arguments there may be. */
  readonly counts: readonly [least: number, most: number];
  /** Whether `<>` can be left out. */
  readonly isBare?: boolean;
  /** Undefined where the arguments are not what the type takes. */
  readonly make: Make;
}

const generics: Readonly<Record<GenericWord, Generic>> = {
  list: {
    usage: 'list<TYPE>, or list<TYPE, LENGTH>',
    counts: [1, 2],
    make: ([element, length], span) => {
      if (!isType(element) || length === '_' || isType(length)) return undefined;
      return length === 0 || (length ?? 0) > LONGEST_LIST ? undefined : { kind: 'list', element, length, span };
    },
  },
  map: {
    usage: 'map<KEY, VALUE>',
    counts: [2, 2],
    make: ([key, value], span) => (isType(key) && isType(value) ? { kind: 'map', key, value, span } : undefined),
  },
  option: {
    usage: 'option<TYPE>',
    counts: [1, 1],
    make: ([payload], span) => (isType(payload) ? { kind: 'option', payload, span } : undefined),
  },
  result: {
    usage: 'result, result<TYPE>, result<_, ERROR> or result<TYPE, ERROR>',
    counts: [1, 2],
    isBare: true,
    make: ([ok, error], span) => {
      if (typeof ok === 'number' || typeof error === 'number' || error === '_') return undefined;
      if (ok === '_' && error === undefined) return undefined;
      return { kind: 'result', ok: ok === '_' ? undefined : ok, error, span };
    },
  },
  tuple: {
    usage: 'tuple<TYPE, TYPE>',
    counts: [0, Number.POSITIVE_INFINITY],
    make: (items, span) => (items.every(isType) ? { kind: 'tuple', items: items.filter(isType), span } : undefined),
  },
  own: handle('own'),
  borrow: handle('borrow'),
  future: maybeOf('future'),
  stream: maybeOf('stream'),
};

function handle(kind: 'own' | 'borrow'): Generic {
  return {
    usage: `${kind}<RESOURCE>`,
    counts: [1, 1],
    make: ([type], span) => (isType(type) && type.kind === 'name' ? { kind, resource: type.id, span } : undefined),
  };
}

function maybeOf(kind: 'future' | 'stream'): Generic {
  return {
    usage: `${kind} or ${kind}<TYPE>`,
    counts: [1, 1],
    isBare: true,
    make: ([payload], span) => (payload === undefined || isType(payload) ? { kind, payload, span } : undefined),
  };
}

function genericOf(tree: CstNode, span: Span, context: BuildContext): TypeSyntax {
  const keyword = token(tree, 'keyword').image as GenericWord;
  const { usage, counts, isBare = false, make } = generics[keyword];
  const args = rulesOf(tree, 'argument').map((one) => argumentOf(one, context));
  const [least, most] = counts;
  const isCounted = tokenOf(tree, 'Less') ? args.length >= least && args.length <= most : isBare;
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
