/** ITL text: from source to syntax tree. */
import type { CstNode, IRecognitionException, IToken } from 'chevrotain';
import { ItlParser, TooManyInsertions } from '../../grammar/itl-grammar.ts';
import { DocComment, LeftParen, RightParen } from '../../grammar/itl-tokens.ts';
import type { Document, Item } from '../ast/nodes.ts';
import type { Diagnostic, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { expected, missingParens, surplusParens, tooDeep } from '../diagnostics/syntax.ts';
import type { SourceFile } from '../source/source-map.ts';
import { balance, type ParenError } from './balance.ts';
import { buildItems } from './build-item.ts';
import type { BuildContext } from './build-nodes.ts';
import { consequencesOf } from './consequence.ts';
import { globalSpan, quoted } from './cst.ts';
import { DEPTH_LIMIT, withoutTooDeep } from './depth.ts';
import { docsOf } from './docs.ts';
import { ERROR_LIMIT, ErrorList, reportInOrder } from './error-list.ts';
import { type LexedText, lexItl } from './lex-itl.ts';

/**
 * Reads a file of ITL. Never throws on its text: what is wrong goes to the sink, in the order of the text, and the
 * result is whatever could be made of the rest.
 */
export function parseItl(file: SourceFile, sink: DiagnosticSink): Document {
  const lexical = new ErrorList();
  const structural = new ErrorList();
  const syntactic = new ErrorList();
  const lexed = lexItl(file, lexical);
  const tokens = balanced(file, lexed, structural);
  const items = parseItems(file, lexed, tokens, syntactic);
  reportInOrder([lexical, structural, syntactic], sink);
  return { items, span: { start: file.base, end: file.base + file.text.length } };
}

/** The tokens with every parenthesis closed once, and none too deep. */
function balanced(file: SourceFile, lexed: LexedText, errors: ErrorList): readonly IToken[] {
  const shallow = withoutTooDeep(lexed.tokens, (paren) => {
    errors.add(tooDeep(DEPTH_LIMIT, globalSpan(paren, file.base)));
  });
  const result = balance(file.text, shallow, lexed.swallowers);
  for (const error of result.errors) errors.add(parenDiagnostic(error, file.base));
  return result.tokens;
}

function parenDiagnostic(error: ParenError, base: number): Diagnostic {
  if (error.kind === 'missing') {
    const at = base + error.at;
    return missingParens(error.count, { start: at, end: at }, globalSpan(error.open, base));
  }
  const start = base + error.start;
  const span = { start, end: start + error.count };
  return surplusParens(error.count, span, error.orphan && globalSpan(error.orphan, base));
}

let parser: ItlParser | undefined;

/** Making one costs more than most files. */
function parserFor(): ItlParser {
  parser ??= new ItlParser(ERROR_LIMIT);
  parser.restart();
  return parser;
}

function parseItems(file: SourceFile, lexed: LexedText, tokens: readonly IToken[], errors: ErrorList): Item[] {
  const isConsequence = consequencesOf(file, lexed.swallowers);
  const context: BuildContext = {
    base: file.base,
    takeDoc: docsOf(
      file.text,
      lexed.comments.filter((comment) => comment.tokenType === DocComment),
    ),
    report: (error) => {
      if (!isConsequence(error)) errors.add(error);
    },
  };
  return buildItems(itemTrees(tokens, context, errors), context);
}

/** One tree at a time: those of a large file would not fit into memory together. */
function* itemTrees(tokens: readonly IToken[], context: BuildContext, errors: ErrorList): Generator<CstNode> {
  const parser = parserFor();
  for (const group of topLevelGroups(tokens)) {
    const tree = errors.isFull ? undefined : parseItem(parser, group, context);
    if (tree === undefined) return;
    yield tree;
  }
}

/** Undefined where too much is wrong to go on. */
function parseItem(parser: ItlParser, tokens: IToken[], context: BuildContext): CstNode | undefined {
  parser.input = tokens;
  try {
    return parser.item();
  } catch (error) {
    if (error instanceof TooManyInsertions) return undefined;
    throw error;
  } finally {
    for (const error of parser.errors) reportMissing(error, context);
  }
}

/** The tokens of each item, and of what stands between two items the first: it is an error already. */
function* topLevelGroups(tokens: readonly IToken[]): Generator<IToken[]> {
  let start = 0;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.tokenType === LeftParen) {
      if (depth === 0) start = index;
      depth += 1;
    } else if (token.tokenType === RightParen) {
      depth -= 1;
      if (depth === 0) yield tokens.slice(start, index + 1);
    } else if (depth === 0 && !isAtomAt(tokens, index - 1)) {
      yield [token];
    }
  }
}

function isAtomAt(tokens: readonly IToken[], index: number): boolean {
  const type = tokens[index]?.tokenType;
  return type !== undefined && type !== LeftParen && type !== RightParen;
}

/** What recovery had to insert. In front of a `)` that was itself missing, that is no news. */
function reportMissing(error: IRecognitionException, context: BuildContext): void {
  const found = error.token;
  if (found.image === '') return;
  context.report(expected(error.message, quoted(found), globalSpan(found, context.base)));
}
