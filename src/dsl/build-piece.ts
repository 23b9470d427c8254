/** What every declaration is built with. */
import { tokenMatcher } from 'chevrotain';
import { DslName, dslKeywords } from '../../grammar/dsl-tokens.ts';
import { uselessDoc } from '../diagnostics/dsl.ts';
import { globalSpan } from '../frontend/cst.ts';
import { buildName } from './build-type.ts';
import type { Piece } from './cut-block.ts';
import type { BlockContext } from './parse-piece.ts';
import type { TypeDeclaration } from './syntax.ts';

/** To be asked for each declaration, in the order of the text. */
export const takeDoc = (piece: Piece, { takeDoc: take }: BlockContext): string =>
  take(piece.tokens[0]?.startOffset ?? 0);

/** For what has no place in the `.d.ts`. */
export function refuseDoc(piece: Piece, context: BlockContext): void {
  const [first] = piece.tokens;
  if (first && takeDoc(piece, context) !== '') context.report(uselessDoc(first.image, globalSpan(first, context.base)));
}

/** At least the name, where the piece has one: who uses the type is not to blame. */
export function broken(piece: Piece, context: BlockContext): readonly TypeDeclaration[] {
  const name = piece.tokens[piece.tokens[0]?.tokenType === dslKeywords.shared ? 2 : 1];
  if (name === undefined || !tokenMatcher(name, DslName)) return [];
  return [{ kind: 'broken', name: buildName(name, context), doc: '' }];
}
