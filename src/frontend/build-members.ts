/** What holds members builds them with the builders of its place, and reports what cannot stand there. */
import { type CstNode, type IToken, tokenMatcher } from 'chevrotain';
import { keywords, Name } from '../../grammar/itl-tokens.ts';
import { misplacedItem, unexpected, unknownItem } from '../diagnostics/syntax.ts';
import type { BuildContext } from './build-nodes.ts';
import {
  childrenOf,
  globalSpan,
  isMalformed,
  isToken,
  parenthesized,
  quoted,
  ruleOf,
  rulesOf,
  tokenOf,
} from './cst.ts';

/** Undefined where something is missing that the member cannot be without; then that was reported. */
type Builder<T> = (rule: CstNode, context: BuildContext) => T | undefined;

export interface Place<T> {
  /** How messages name it. */
  readonly where: string;
  /** By the names of the rules; where what they take begins with a keyword, that is its name. */
  readonly builders: Readonly<Record<string, Builder<T>>>;
  /** What to write instead of something that is no member at all. */
  readonly hint: string;
}

/**
 * What strays behind a stray atom is not reported: it belongs to whatever lost its parenthesis.
 *
 * @param rules one rule for each member, with a single child: what it is.
 */
export function buildMembers<T>(rules: Iterable<CstNode>, place: Place<T>, context: BuildContext): T[] {
  const built: T[] = [];
  let afterAtom = false;
  for (const rule of rules) {
    const stray = ruleOf(rule, 'stray');
    // A name behind a stray atom is none that was meant for this place.
    if (afterAtom && ruleOf(rule, 'part')) continue;
    if (stray === undefined) built.push(...buildMember(rule, place, context));
    else if (!afterAtom) reportStray(stray, place, context);
    afterAtom = stray !== undefined && (afterAtom || tokenOf(stray, 'Atom') !== undefined);
  }
  return built;
}

function buildMember<T>(rule: CstNode, place: Place<T>, context: BuildContext): readonly T[] {
  for (const label of Object.keys(rule.children)) {
    const child = ruleOf(rule, label);
    const builder = place.builders[label];
    const member = child && builder?.(child, context);
    if (member !== undefined) return [member];
    if (child !== undefined && builder === undefined) reportMisplaced(label, child, place, context);
  }
  return [];
}

function reportMisplaced<T>(keyword: string, rule: CstNode, place: Place<T>, context: BuildContext): void {
  const { start } = parenthesized(rule, context.base);
  const allowed = Object.keys(place.builders).filter((label) => label !== 'rest' && label !== 'part');
  context.report(misplacedItem(keyword, place.where, allowed, { start, end: start + 1 }));
}

/** Reports what follows the last part of something that has a fixed number of them. */
export function reportSurplus(rule: CstNode, hint: string, context: BuildContext): void {
  const [first] = rulesOf(rule, 'stray');
  if (first !== undefined) reportStray(first, { where: '', builders: {}, hint }, context);
}

function reportStray<T>(stray: CstNode, place: Place<T>, context: BuildContext): void {
  const atom = tokenOf(stray, 'Atom');
  const group = ruleOf(stray, 'group');
  if (atom !== undefined) reportAtom(atom, place.hint, context);
  if (group !== undefined) reportGroup(group, place, context);
}

/** Reports an atom where none can be. */
export function reportAtom(atom: IToken, hint: string, context: BuildContext): void {
  if (isMalformed(atom)) return;
  const isForeignComment = atom.image.startsWith('//') || atom.image.startsWith('/*');
  const remedy = isForeignComment ? "a comment begins with ';;'" : hint;
  context.report(unexpected(quoted(atom), remedy, globalSpan(atom, context.base)));
}

const keywordTexts: ReadonlySet<string> = new Set(Object.keys(keywords));

function reportGroup<T>(group: CstNode, place: Place<T>, context: BuildContext): void {
  const [head] = childrenOf(group, 'nodes');
  const allowed = Object.keys(place.builders).filter((label) => keywordTexts.has(label));
  const whole = parenthesized(group, context.base);
  if (allowed.length === 0 || head === undefined || !isToken(head) || !tokenMatcher(head, Name)) {
    context.report(unexpected("'('", place.hint, { start: whole.start, end: whole.start + 1 }));
  } else if (!isMalformed(head)) {
    const report = keywordTexts.has(head.image) ? misplacedItem : unknownItem;
    context.report(report(head.image, place.where, allowed, globalSpan(head, context.base)));
  }
}
