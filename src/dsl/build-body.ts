/** Structs, enums, flags and variants: from a piece with a body to a declaration. */
import { caseOfNoEnum } from '../diagnostics/dsl.ts';
import { ruleOf, tokenOf } from '../frontend/cst.ts';
import { broken, takeDoc } from './build-piece.ts';
import { nameIn, targetIn, typeIn } from './build-type.ts';
import type { Piece } from './cut-block.ts';
import { type BlockContext, parsePiece } from './parse-piece.ts';
import type { CaseNode, FieldNode, TypeDeclaration } from './syntax.ts';

/** Members that are wrong are left out; then that was reported. */
export function buildBody(piece: Piece, doc: string, context: BlockContext): readonly TypeDeclaration[] {
  const head = parsePiece('typeHead', piece, context);
  if (head === undefined) return broken(piece, context);
  const name = nameIn(head, context);
  const cpp = targetIn(head, context);
  const members = piece.body ?? [];
  if (tokenOf(head, 'STRUCT')) {
    const fields = members.flatMap((member) => buildField(member, context));
    return isLost(members, fields) ? broken(piece, context) : [{ kind: 'struct', name, doc, cpp, fields }];
  }
  const kind = tokenOf(head, 'VARIANT') ? 'variant' : tokenOf(head, 'ENUM') ? 'enum' : 'flags';
  const build = kind === 'variant' ? buildVariantCase : buildPlainCase;
  const cases = members.flatMap((member) => build(member, context));
  for (const item of cases) {
    if (item.cpp !== undefined && cpp === undefined)
      context.report(caseOfNoEnum(item.name.text, item.cpp, item.name.span));
  }
  return isLost(members, cases) ? broken(piece, context) : [{ kind, name, doc, cpp, cases }];
}

/** Whether it is empty only because all of it was wrong. */
const isLost = (pieces: readonly unknown[], built: readonly unknown[]): boolean =>
  pieces.length > 0 && built.length === 0;

function buildField(piece: Piece, context: BlockContext): readonly FieldNode[] {
  const doc = takeDoc(piece, context);
  const rule = parsePiece('field', piece, context);
  return rule ? [{ name: nameIn(rule, context), type: typeIn(rule, context), doc }] : [];
}

function buildVariantCase(piece: Piece, context: BlockContext): readonly CaseNode[] {
  const doc = takeDoc(piece, context);
  const rule = parsePiece('variantCase', piece, context);
  if (rule === undefined) return [];
  return [{ name: nameIn(rule, context), type: ruleOf(rule, 'type') && typeIn(rule, context), doc }];
}

function buildPlainCase(piece: Piece, context: BlockContext): readonly CaseNode[] {
  const doc = takeDoc(piece, context);
  const rule = parsePiece('plainCase', piece, context);
  return rule ? [{ name: nameIn(rule, context), type: undefined, cpp: targetIn(rule, context), doc }] : [];
}
