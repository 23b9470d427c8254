/** Statements of a block: from pieces to declarations. */
import type { TokenType } from 'chevrotain';
import { dslKeywords, LeftBrace } from '../../grammar/dsl-tokens.ts';
import { memberOutsideClass, misplacedStatement, unknownStatement } from '../diagnostics/dsl.ts';
import { globalSpan, tokenOf } from '../frontend/cst.ts';
import { buildBody } from './build-body.ts';
import { buildClass, buildConstant } from './build-class.ts';
import { buildImportedClass } from './build-imported-class.ts';
import { broken, refuseDoc, takeDoc } from './build-piece.ts';
import { buildFunction, nameIn, paramsIn, resultIn, textIn, typeIn } from './build-type.ts';
import type { Piece } from './cut-block.ts';
import { remedyForStranger } from './explain.ts';
import { isComplainedOf } from './lex-block.ts';
import { type BlockContext, parsePiece, quotedToken } from './parse-piece.ts';
import type { Declarations, FunctionNode, NameNode, TypeDeclaration } from './syntax.ts';

/** What a list of statements is part of. */
interface Place {
  /** As messages say it. */
  readonly where: string;
  readonly allowed: readonly string[];
  readonly addFunction: (node: FunctionNode) => void;
  /** Where what it declares is from. */
  readonly module?: NameNode | undefined;
}

/** Adds what the pieces declare. What could not be understood was reported. */
export function buildBlock(pieces: readonly Piece[], into: Declarations, context: BlockContext): void {
  const place: Place = { where: 'at top level', allowed: topLevel, addFunction: () => {} };
  buildStatements(pieces, place, into, context);
}

const topLevel: readonly string[] = ['import', 'export', 'type', 'class', 'callback', 'include'];
const inFunctions: readonly string[] = ['func', 'const', 'type', 'class', 'callback'];
const inImport: readonly string[] = ['func', 'type', 'class', 'callback'];

function buildStatements(pieces: readonly Piece[], place: Place, into: Declarations, context: BlockContext): void {
  let isAfterStray = false;
  for (const piece of pieces) {
    const word = keywordOf(piece);
    const isStray = word === undefined || !place.allowed.includes(word);
    // One that strayed tells of its neighbours too.
    const isNews = !(isStray && isAfterStray && word === 'func');
    if (isStray && isNews && !isAsyncType(piece)) reportStray(piece, word, place, context);
    if (word === 'include' && isStray) continue;
    if (word !== undefined)
      builders[word](piece, { ...place, addFunction: isStray ? ignore : place.addFunction }, into, context);
    isAfterStray = isStray && word === 'func';
  }
}

const ignore = (): void => {};

type Keyword = 'import' | 'export' | 'type' | 'class' | 'callback' | 'include' | 'func' | 'const';

const keywordTypes: ReadonlyMap<TokenType, Keyword> = new Map([
  [dslKeywords.import, 'import'],
  [dslKeywords.export, 'export'],
  [dslKeywords.type, 'type'],
  [dslKeywords.class, 'class'],
  [dslKeywords.shared, 'class'],
  [dslKeywords.callback, 'callback'],
  [dslKeywords.include, 'include'],
  [dslKeywords.func, 'func'],
  [dslKeywords.static, 'func'],
  [dslKeywords.async, 'func'],
  [dslKeywords.virtual, 'func'],
  [dslKeywords.const, 'const'],
] as const);

const keywordOf = (piece: Piece): Keyword | undefined => {
  const first = piece.tokens[0];
  return first && keywordTypes.get(first.tokenType);
};

/** `async callback Log();`: the error is that it cannot be async, and its name is known. */
function isAsyncType({ tokens }: Piece): boolean {
  const [first, second] = tokens.map(({ tokenType }) => tokenType);
  const isType = second === dslKeywords.callback || second === dslKeywords.type || second === dslKeywords.class;
  return first === dslKeywords.async && isType;
}

function reportStray(piece: Piece, word: Keyword | undefined, place: Place, context: BlockContext): void {
  const first = piece.tokens[0];
  if (first === undefined || isComplainedOf(first)) return;
  const span = globalSpan(first, context.base);
  if (word !== undefined) context.report(misplacedStatement(word, place.where, place.allowed, span));
  else
    context.report(
      unknownStatement(quotedToken(first), place.where, place.allowed, span, remedyForStranger(piece.tokens)),
    );
}

type Builder = (piece: Piece, place: Place, into: Declarations, context: BlockContext) => void;

const builders: Readonly<Record<Keyword, Builder>> = {
  import: buildImport,
  export: buildExport,
  include: buildInclude,
  func: (piece, place, into, context) => {
    const doc = takeDoc(piece, context);
    const rule = parsePiece('func', piece, context);
    if (rule === undefined) {
      if (isAsyncType(piece)) into.types.push(...broken({ ...piece, tokens: piece.tokens.slice(1) }, context));
      return;
    }
    const misplaced = tokenOf(rule, 'STATIC') ?? tokenOf(rule, 'VIRTUAL');
    if (misplaced) context.report(memberOutsideClass(misplaced.image, globalSpan(misplaced, context.base)));
    place.addFunction(buildFunction(rule, doc, context));
  },
  type: (piece, _, into, context) => {
    const hasBody = piece.tokens.some((token) => token.tokenType === LeftBrace);
    into.types.push(...(hasBody ? buildBody : buildAlias)(piece, takeDoc(piece, context), context));
  },
  class: (piece, { module }, into, context) => {
    const build = module === undefined ? buildClass : buildImportedClass(module);
    into.types.push(...build(piece, takeDoc(piece, context), context));
  },
  callback: buildCallback,
  const: (piece, place, into, context) => {
    const constant = buildConstant(piece, takeDoc(piece, context), context);
    if (constant && place.allowed.includes('const')) into.constants.push(constant);
  },
};

function buildImport(piece: Piece, place: Place, into: Declarations, context: BlockContext): void {
  refuseDoc(piece, context);
  const head = place.allowed.includes('import') ? parsePiece('importHead', piece, context) : undefined;
  const module = head && textIn(head, context);
  const addFunction = (node: FunctionNode): void => {
    if (module !== undefined) into.imports.push({ module, function: node });
  };
  buildStatements(piece.body ?? [], { where: 'in an import', allowed: inImport, addFunction, module }, into, context);
}

function buildExport(piece: Piece, place: Place, into: Declarations, context: BlockContext): void {
  refuseDoc(piece, context);
  if (place.allowed.includes('export')) parsePiece('exportHead', piece, context);
  const addFunction = (node: FunctionNode): void => {
    into.exports.push(node);
  };
  buildStatements(piece.body ?? [], { where: 'in an export', allowed: inFunctions, addFunction }, into, context);
}

function buildInclude(piece: Piece, _: Place, into: Declarations, context: BlockContext): void {
  refuseDoc(piece, context);
  const rule = parsePiece('include', piece, context);
  if (rule !== undefined) into.includes.push(textIn(rule, context));
}

function buildAlias(piece: Piece, doc: string, context: BlockContext): readonly TypeDeclaration[] {
  const rule = parsePiece('alias', piece, context);
  if (rule === undefined) return broken(piece, context);
  return [{ kind: 'alias', name: nameIn(rule, context), type: typeIn(rule, context), doc }];
}

function buildCallback(piece: Piece, _: Place, into: Declarations, context: BlockContext): void {
  const doc = takeDoc(piece, context);
  const rule = parsePiece('callback', piece, context);
  if (rule === undefined) into.types.push(...broken(piece, context));
  else
    into.types.push({
      kind: 'callback',
      name: nameIn(rule, context),
      params: paramsIn(rule, context),
      result: resultIn(rule, context),
      doc,
    });
}
