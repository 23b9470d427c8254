/** Names, literals and forms: from the concrete tree to the abstract one. */
import { type CstElement, type CstNode, type IToken, tokenMatcher } from 'chevrotain';
import { MalformedName, NumberLiteral, StringLiteral } from '../../grammar/itl-tokens.ts';
import type { Atom, Form, NameAtom, Node, StringAtom } from '../ast/nodes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { childrenOf, globalSpan, isToken, parenthesized, tokenOf } from './cst.ts';
import type { TakeDoc } from './docs.ts';
import { withoutAliens } from './lex-itl.ts';
import { readString } from './string-literal.ts';

export interface BuildContext {
  /** The file's first global offset. */
  readonly base: number;
  readonly takeDoc: TakeDoc;
  readonly report: (error: Diagnostic) => void;
}

/** What stands under the label `nodes`; what has no head, and was reported for it, is left out. */
export const buildNodes = (rule: CstNode, context: BuildContext): readonly Node[] =>
  childrenOf(rule, 'nodes').flatMap((element) => buildNode(element, context) ?? []);

export const buildNode = (element: CstElement, context: BuildContext): Node | undefined =>
  isToken(element) ? buildAtom(element, context) : buildForm(element, context);

export function buildForm(rule: CstNode, context: BuildContext): Form | undefined {
  const head = tokenOf(rule, 'Name');
  if (head === undefined) return undefined;
  return {
    kind: 'form',
    head: buildName(head, context),
    args: buildNodes(rule, context),
    span: parenthesized(rule, context.base),
  };
}

export function buildAtom(token: IToken, context: BuildContext): Atom {
  if (tokenMatcher(token, StringLiteral)) return buildString(token, context);
  if (!tokenMatcher(token, NumberLiteral)) return buildName(token, context);
  return { kind: 'number', text: token.image, span: globalSpan(token, context.base) };
}

export function buildName(token: IToken, context: BuildContext): NameAtom {
  const word = token.tokenType === MalformedName ? withoutAliens(token.image) : token.image;
  const dollar = word.startsWith('$');
  return { kind: 'name', text: dollar ? word.slice(1) : word, dollar, span: globalSpan(token, context.base) };
}

export function buildString(token: IToken, context: BuildContext): StringAtom {
  const value = readString(token.image, 0, () => {});
  return { kind: 'string', value, span: globalSpan(token, context.base) };
}
