/** Classes: from a piece with a body to a declaration. */
import { dslKeywords, Equals, LeftBrace, LeftParen, Less } from '../../grammar/dsl-tokens.ts';
import { misplacedStatement, unknownStatement } from '../diagnostics/dsl.ts';
import { unknownContainer } from '../diagnostics/dsl-types.ts';
import { globalSpan, rulesOf, tokenOf } from '../frontend/cst.ts';
import { broken, takeDoc } from './build-piece.ts';
import { buildFunction, buildName, nameIn, pathText, targetIn, typeIn } from './build-type.ts';
import type { Piece } from './cut-block.ts';
import { remedyForStranger } from './explain.ts';
import { isComplainedOf } from './lex-block.ts';
import { type BlockContext, parsePiece, quotedToken } from './parse-piece.ts';
import type { FunctionNode, PropertyNode, TypeDeclaration } from './syntax.ts';

interface Members {
  readonly constructors: FunctionNode[];
  readonly methods: FunctionNode[];
  readonly statics: FunctionNode[];
  readonly properties: PropertyNode[];
}

const noMembers = (): Members => ({ constructors: [], methods: [], statics: [], properties: [] });

/** Members that are wrong are left out; then that was reported. */
export function buildClass(piece: Piece, doc: string, context: BlockContext): readonly TypeDeclaration[] {
  if (!piece.tokens.some((token) => token.tokenType === LeftBrace) && hasAngle(piece))
    return buildContainer(piece, doc, context);
  const head = parsePiece('classHead', piece, context);
  const members = noMembers();
  for (const member of piece.body ?? []) buildMember(member, members, context);
  if (head === undefined) return broken(piece, context);
  const shared = tokenOf(head, 'SHARED') !== undefined;
  const base = tokenOf(head, 'base');
  const own = { name: nameIn(head, context), doc, shared, cpp: targetIn(head, context) };
  return [{ kind: 'class', ...own, base: base && buildName(base, context), ...members }];
}

const hasAngle = ({ tokens }: Piece): boolean =>
  tokens[2]?.tokenType === Equals && tokens.some(({ tokenType }) => tokenType === Less);

/** Containers whose members are known, and how many arguments their types take. */
const containers: ReadonlyMap<string, number> = new Map([
  ['std::vector', 1],
  ['std::map', 2],
  ['std::unordered_map', 2],
]);

/** `class Samples = std::vector<f64>;` */
function buildContainer(piece: Piece, doc: string, context: BlockContext): readonly TypeDeclaration[] {
  const rule = parsePiece('container', piece, context);
  if (rule === undefined) return broken(piece, context);
  const container = typeIn(rule, context);
  if (container.args.length === 0 || containers.get(container.name) !== container.args.length) {
    context.report(unknownContainer(container.span));
    return broken(piece, context);
  }
  const own = { name: nameIn(rule, context), doc, shared: false, cpp: container.name };
  return [{ kind: 'class', ...own, base: undefined, container, ...noMembers() }];
}

const allowed: readonly string[] = [
  'func',
  'static func',
  'virtual func',
  'prop',
  'readonly prop',
  'const',
  'a constructor',
];
const misplaced: ReadonlySet<string> = new Set(['type', 'class', 'callback', 'import', 'export', 'include']);

function buildMember(piece: Piece, into: Members, context: BlockContext): void {
  const doc = takeDoc(piece, context);
  const first = piece.tokens[0];
  if (first === undefined) return;
  const second = piece.tokens[1]?.tokenType;
  const { func, static: fixed, async: waiting, virtual, prop, readonly } = dslKeywords;
  if (first.tokenType === dslKeywords.const) return addConstant(piece, doc, into, context);
  if (first.tokenType === fixed && (second === prop || second === readonly))
    return addProperty(piece, doc, into, context);
  if ([func, fixed, waiting, virtual].includes(first.tokenType)) {
    return addFunction(piece, doc, into, context);
  }
  if (piece.tokens[1]?.tokenType === LeftParen) return addConstructor(piece, doc, into, context);
  if (first.tokenType === prop || first.tokenType === readonly) {
    return addProperty(piece, doc, into, context);
  }
  if (isComplainedOf(first)) return;
  const span = globalSpan(first, context.base);
  if (misplaced.has(first.image)) context.report(misplacedStatement(first.image, 'in a class', allowed, span));
  else
    context.report(unknownStatement(quotedToken(first), 'in a class', allowed, span, remedyForStranger(piece.tokens)));
}

function addFunction(piece: Piece, doc: string, into: Members, context: BlockContext): void {
  const rule = parsePiece('func', piece, context);
  if (rule === undefined) return;
  (tokenOf(rule, 'STATIC') ? into.statics : into.methods).push(buildFunction(rule, doc, context, true));
}

function addConstructor(piece: Piece, doc: string, into: Members, context: BlockContext): void {
  const rule = parsePiece('construct', piece, context);
  if (rule !== undefined) into.constructors.push(buildFunction(rule, doc, context, true));
}

function addProperty(piece: Piece, doc: string, into: Members, context: BlockContext): void {
  const rule = parsePiece('property', piece, context);
  if (rule === undefined) return;
  const readonly = tokenOf(rule, 'READONLY') !== undefined;
  const accessors = rulesOf(rule, 'accessors').map((path) => pathText(path, context));
  const isStatic = tokenOf(rule, 'STATIC') !== undefined;
  into.properties.push({
    name: nameIn(rule, context),
    type: typeIn(rule, context),
    readonly,
    accessors,
    isStatic,
    doc,
  });
}

function addConstant(piece: Piece, doc: string, into: Members, context: BlockContext): void {
  const constant = buildConstant(piece, doc, context);
  if (constant) into.properties.push(constant);
}

/** `const SIZE: s32 = lib::SIZE;` */
export function buildConstant(piece: Piece, doc: string, context: BlockContext): PropertyNode | undefined {
  const rule = parsePiece('constant', piece, context);
  if (rule === undefined) return undefined;
  const target = targetIn(rule, context);
  const accessors = target === undefined ? [] : [target];
  return { name: nameIn(rule, context), type: typeIn(rule, context), readonly: true, accessors, isStatic: true, doc };
}
