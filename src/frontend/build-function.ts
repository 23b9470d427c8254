/** `(func NAME ["field"] SIG BODY*)`, wherever it stands. */
import { type CstElement, type CstNode, type IToken, tokenMatcher } from 'chevrotain';
import { Name } from '../../grammar/itl-tokens.ts';
import type { Form, FunctionNode, FunctionSignature, NameAtom, Node, Param, StringAtom } from '../ast/nodes.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import {
  bodyNotAllowed,
  expected,
  misplacedClause,
  missingField,
  parameterWithoutType,
  unknownItem,
} from '../diagnostics/syntax.ts';
import { type BuildContext, buildName, buildNode, buildNodes, buildString } from './build-nodes.ts';
import { childrenOf, globalSpan, isMalformed, isToken, parenthesized, quoted, rulesOf, tokenOf } from './cst.ts';

/** What a function is to its component; undefined where a thing is not asked of it. */
export interface FunctionRole {
  readonly field: string | undefined;
  /** Who has no body, as the subject of a sentence. */
  readonly bodiless: string | undefined;
}

export const functionRoles = {
  helper: { field: undefined, bodiless: undefined },
  exported: { field: 'the name of the export', bodiless: undefined },
  imported: { field: 'the name of the import', bodiless: 'a function from outside' },
  core: { field: 'the name of the core export', bodiless: 'a core export' },
  adapted: { field: 'the name of the core import', bodiless: undefined },
} as const satisfies Readonly<Record<string, FunctionRole>>;

export function buildFunction(rule: CstNode, role: FunctionRole, context: BuildContext): FunctionNode {
  const span = parenthesized(rule, context.base);
  const doc = context.takeDoc(span.start - context.base);
  return {
    kind: 'func',
    name: buildFunctionName(rule, context),
    field: buildField(rule, role, context),
    async: buildAsync(rule, context),
    signature: buildSignature(rulesOf(rule, 'clause'), context),
    body: buildBody(rule, role, context),
    doc,
    span,
  };
}

/** A bare `_` is no name. */
function buildFunctionName(rule: CstNode, context: BuildContext): NameAtom | undefined {
  const token = tokenOf(rule, 'Name');
  return token === undefined || token.image === '_' ? undefined : buildName(token, context);
}

function buildField(rule: CstNode, role: FunctionRole, context: BuildContext): StringAtom | undefined {
  const token = tokenOf(rule, 'StringLiteral');
  if (token !== undefined) return buildString(token, context);
  const name = tokenOf(rule, 'Name');
  if (role.field !== undefined && name !== undefined) {
    context.report(missingField(role.field, globalSpan(name, context.base)));
  }
  return undefined;
}

function buildAsync(rule: CstNode, context: BuildContext): NameAtom | undefined {
  const token = tokenOf(rule, 'ASYNC');
  return token && buildName(token, context);
}

function buildSignature(clauses: readonly CstNode[], context: BuildContext): FunctionSignature {
  const isParam = (clause: CstNode): boolean => tokenOf(clause, 'PARAM') !== undefined;
  return {
    params: clauses.filter(isParam).flatMap((clause) => buildParams(childrenOf(clause, 'nodes'), context)),
    results: clauses
      .filter((clause) => !isParam(clause))
      .flatMap((clause) => childrenOf(clause, 'nodes').flatMap((element) => buildType(element, context) ?? [])),
  };
}

// params = {[$name] type}
function buildParams(elements: readonly CstElement[], context: BuildContext): Param[] {
  const params: Param[] = [];
  let name: NameAtom | undefined;
  for (const element of elements) {
    if (name === undefined && isToken(element) && isDollarName(element)) {
      name = buildName(element, context);
      continue;
    }
    const type = buildType(element, context);
    if (type !== undefined) params.push({ name, type });
    name = undefined;
  }
  if (name !== undefined) context.report(parameterWithoutType(name.text, name.span));
  return params;
}

const isDollarName = (token: IToken): boolean => tokenMatcher(token, Name) && token.image.startsWith('$');

function buildType(element: CstElement, context: BuildContext): Node | undefined {
  if (!isToken(element) || tokenMatcher(element, Name)) return buildNode(element, context);
  if (!isMalformed(element)) context.report(expected('a type', quoted(element), globalSpan(element, context.base)));
  return undefined;
}

function buildBody(rule: CstNode, role: FunctionRole, context: BuildContext): readonly Node[] {
  const nodes = buildNodes(rule, context);
  if (tokenOf(rule, 'Name') === undefined) return [];
  reportClauses(nodes, context);
  const body = nodes.filter((node) => !isClause(node) && !isMisspeltClause(node));
  const [first] = body;
  if (role.bodiless === undefined || first === undefined) return body;
  context.report(bodyNotAllowed(role.bodiless, first.span));
  return [];
}

/** One behind a misspelt clause is only taken for a part of the body because of that one. */
function reportClauses(nodes: readonly Node[], context: BuildContext): void {
  const misspelt = nodes.filter(isMisspeltClause);
  for (const { head } of misspelt) context.report(unknownItem(head.text, 'in a signature', clauseNames, head.span));
  const misplaced = nodes.find(isClause);
  if (misplaced === undefined || misspelt.length > 0) return;
  context.report(misplacedClause(misplaced.head.text, misplaced.head.span));
}

const clauseNames: readonly string[] = ['param', 'result'];

/** In a body these can only be a signature that came too late. */
const isClause = (node: Node): node is Form =>
  node.kind === 'form' && !node.head.dollar && clauseNames.includes(node.head.text);

/** No instruction has a name that is near to theirs. */
const isMisspeltClause = (node: Node): node is Form =>
  node.kind === 'form' &&
  !clauseNames.includes(node.head.text) &&
  didYouMean(node.head.text, clauseNames) !== undefined;
