/** WIT text: from source to syntax tree. */
import type { CstNode, ILexingResult, IToken } from 'chevrotain';
import { WitParser } from '../../grammar/wit-grammar.ts';
import {
  LeftBrace,
  RightBrace,
  Semicolon,
  UnclosedWitComment,
  UnclosedWitString,
  WIT_JUNK,
  witKeywords,
  witLexer,
} from '../../grammar/wit-tokens.ts';
import { WitTooDeep } from '../../grammar/wit-type-grammar.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import {
  expectedWit,
  forbiddenCharacter,
  nestedTooDeep,
  unclosedComment,
  unclosedString,
  unexpectedCharacters,
} from '../diagnostics/wit-syntax.ts';
import { globalSpan } from '../frontend/cst.ts';
import type { SourceFile, Span } from '../source/source-map.ts';
import { buildHeader, buildItem } from './build-items.ts';
import type { BuildContext } from './build-names.ts';
import { docsBefore } from './docs.ts';
import type { FileItem, WitDocument } from './syntax.ts';

let parser: WitParser | undefined;

/** Making one costs more than most files. */
const parserFor = (): WitParser => {
  parser ??= new WitParser();
  return parser;
};

/**
 * Reads a file of WIT. Never throws on its text: what is wrong goes to the sink, the first mistake of each item, and the result
 * is what could be made of the others.
 */
export function parseWit(file: SourceFile, sink: DiagnosticSink): WitDocument {
  const lexed = witLexer.tokenize(file.text);
  if (complains(file, lexed, sink)) return { header: undefined, items: [] };
  const context: BuildContext = { base: file.base, docs: docsBefore(file.text, lexed), sink };
  const items: FileItem[] = [];
  let header: WitDocument['header'];
  for (const [index, group] of itemGroups(lexed.tokens).entries()) {
    const isHeader = index === 0 && group[0]?.tokenType === witKeywords.package && !group.some(isBrace);
    const tree = parseGroup(group, isHeader, file, sink);
    if (!tree) continue;
    if (isHeader) header = buildHeader(tree, context);
    else items.push(buildItem(tree, context));
  }
  return { header, items };
}

const isBrace = ({ tokenType }: IToken): boolean => tokenType === LeftBrace;

/** Of each item the tokens: up to a semicolon, or to the brace that closes the first. */
function itemGroups(tokens: readonly IToken[]): readonly IToken[][] {
  const groups: IToken[][] = [];
  let group: IToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    group.push(token);
    if (token.tokenType === LeftBrace) depth += 1;
    if (token.tokenType === RightBrace) depth -= 1;
    const isEnd = token.tokenType === Semicolon || token.tokenType === RightBrace;
    if (depth > 0 || !isEnd) continue;
    groups.push(group);
    [group, depth] = [[], 0];
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function parseGroup(tokens: IToken[], isHeader: boolean, file: SourceFile, sink: DiagnosticSink): CstNode | undefined {
  const parser = parserFor();
  parser.input = tokens;
  parser.restart();
  try {
    const tree = isHeader ? parser.header() : parser.item();
    const [error] = parser.errors;
    if (!error) return tree;
    report(error.message, error.token, tokens, file, sink);
  } catch (error) {
    if (!(error instanceof WitTooDeep)) throw error;
    const start = file.base + error.offset;
    sink.add(nestedTooDeep(error.what, { start, end: start + 1 }));
  }
  return undefined;
}

/** Behind the last token of a file nothing is found but its end. */
function report(
  expected: string,
  found: IToken,
  tokens: readonly IToken[],
  file: SourceFile,
  sink: DiagnosticSink,
): void {
  const isEnd = Number.isNaN(found.startOffset) || found.image === '';
  const last = tokens.at(-1);
  const end = file.base + (last ? last.startOffset + last.image.length : file.text.length);
  const span: Span = isEnd ? { start: end, end } : globalSpan(found, file.base);
  const isForName = isKeyword(found) && (expected === "'}'" || expected === 'a name');
  const wanted = isForName && expected !== 'a name' ? `a name or ${expected}` : expected;
  sink.add(expectedWit(wanted, isEnd ? undefined : found.image, span, isForName));
}

const keywords: ReadonlySet<unknown> = new Set(Object.values(witKeywords));

const isKeyword = ({ tokenType }: IToken): boolean => keywords.has(tokenType);

/** Direction marks turn text around for whoever reads it; the others Unicode itself advises against. */
const forbidden =
  /[\u202a-\u202e\u2066-\u2069]|[\u0149\u0673\u0f77\u0f79\u17a3\u17a4\u17b4\u17b5]|(?![\n\r\t])\p{Cc}/gu;

/** Whether something in it is no token, or no character that WIT allows. */
function complains(file: SourceFile, { groups, errors }: ILexingResult, sink: DiagnosticSink): boolean {
  const at = (start: number, length: number): Span => ({ start: file.base + start, end: file.base + start + length });
  const [character] = file.text.matchAll(forbidden);
  if (character) sink.add(forbiddenCharacter(character[0], at(character.index, character[0].length)));
  const junk = groups[WIT_JUNK] ?? [];
  for (const token of junk.slice(0, 20)) {
    const span = globalSpan(token, file.base);
    if (token.tokenType === UnclosedWitComment) sink.add(unclosedComment(at(token.startOffset, 2)));
    else if (token.tokenType === UnclosedWitString) sink.add(unclosedString(span));
    else sink.add(unexpectedCharacters(token.image, span));
  }
  const [error] = errors;
  if (error)
    sink.add(unexpectedCharacters(file.text.slice(error.offset, error.offset + 1), at(error.offset, error.length)));
  return character !== undefined || junk.length > 0 || errors.length > 0;
}
