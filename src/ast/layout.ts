/**
 * The layout of ITL. What fits on a line stands on one; otherwise the head and what belongs to it stand on the first
 * line, and each of the rest below, indented by two. What is laid out once stays the same.
 */
import { firstLineEnd } from './layout-rules.ts';
import { type MeasuredList, type MeasuredUnit, measureList } from './measure.ts';
import { type CommentPiece, endsLine, isLastOfLine, type Piece } from './pieces.ts';

const WIDTH = 100;
const INDENT = 2;
/** Of what continues a first line that is too long: further than what stands below it. */
const CONTINUATION = 4;

/** Lays out a file; the result ends with a line end unless it is empty. */
export function layOut(pieces: readonly Piece[]): string {
  const document = measureList({ kind: 'list', children: pieces, linesBefore: 0 }, undefined);
  const writer = new LayoutWriter();
  for (const [index, unit] of document.units.entries()) {
    if (index > 0) writer.newLine(0, unit.unit.linesBefore > 1);
    writer.unit(unit, 0, 0);
  }
  return writer.finish();
}

class LayoutWriter {
  readonly #parts: string[] = [];
  #column = 0;

  finish(): string {
    return this.#parts.length === 0 ? '' : `${this.#parts.join('')}\n`;
  }

  newLine(indent: number, blank = false): void {
    this.#parts.push(blank ? '\n\n' : '\n', ' '.repeat(indent));
    this.#column = indent;
  }

  /** @param closing how many parentheses follow directly. */
  unit({ unit, list }: MeasuredUnit, indent: number, closing: number): void {
    for (const comment of unit.before)
      this.#comment(comment, comment !== unit.before.at(-1) || unit.node !== undefined);
    if (unit.node?.kind === 'atom') this.#write(unit.node.text);
    if (list !== undefined) this.#list(list, indent, unit.after.length > 0 ? 0 : closing);
    for (const comment of unit.after) {
      this.#write(' ');
      this.#write(comment.text);
    }
  }

  #write(text: string): void {
    this.#parts.push(text);
    const lineEnd = text.lastIndexOf('\n');
    this.#column = lineEnd < 0 ? this.#column + text.length : text.length - lineEnd - 1;
  }

  #comment(comment: CommentPiece, spaced: boolean): void {
    this.#write(comment.text);
    if (spaced) this.#write(' ');
  }

  #list(list: MeasuredList, indent: number, closing: number): void {
    if (this.#fits(list.width + closing)) this.#flat(list);
    else this.#spread(list, indent, closing);
  }

  #fits(width: number): boolean {
    return this.#column + width <= WIDTH;
  }

  #flat(list: MeasuredList): void {
    this.#write('(');
    for (const [index, unit] of list.units.entries()) {
      if (index > 0) this.#write(' ');
      this.unit(unit, 0, 0);
    }
    this.#write(')');
  }

  #spread(list: MeasuredList, indent: number, closing: number): void {
    const { units } = list;
    this.#write('(');
    const below = this.#firstLine(list, indent, closing);
    for (let index = below; index < units.length; index += 1) {
      const [left, unit] = [index > below ? units[index - 1] : undefined, units[index]];
      if (unit === undefined) break;
      const inside = index === units.length - 1 ? closing + 1 : 0;
      if (left && areAtoms(left, unit) && this.#fits(1 + unit.ownWidth + inside)) this.#write(' ');
      else this.newLine(indent + INDENT, left !== undefined && unit.unit.linesBefore > 1);
      this.unit(unit, indent + INDENT, inside);
    }
    const last = units.at(-1);
    if (last && endsLine(last.unit)) this.newLine(indent);
    this.#write(')');
  }

  /** Writes what belongs on the first line, and gives the index of the unit after it. */
  #firstLine({ role, units }: MeasuredList, indent: number, closing: number): number {
    const end = firstLineEnd(
      role,
      units.map(({ unit }) => unit),
    );
    const margin = indent + (end < units.length ? CONTINUATION : INDENT);
    for (let index = 0; index < end; index += 1) {
      const [left, unit] = [units[index - 1], units[index]];
      const inside = index === units.length - 1 ? closing + 1 : 0;
      if (unit === undefined || (role !== 'func' && !this.#staysOnFirstLine(left, unit))) return index;
      this.#separate(left, unit, margin, inside);
      this.unit(unit, margin, inside);
    }
    return end;
  }

  /** Comments end a form's first line, a signature goes on below them. */
  #staysOnFirstLine(left: MeasuredUnit | undefined, { unit, width }: MeasuredUnit): boolean {
    if (unit.node === undefined || (left && isLastOfLine(left.unit))) return false;
    return unit.node.kind === 'atom' || this.#fits(1 + width);
  }

  /** A comment behind the parenthesis itself would make it a block comment's. */
  #separate(left: MeasuredUnit | undefined, unit: MeasuredUnit, margin: number, inside: number): void {
    const isAlone = unit.unit.node === undefined || (left !== undefined && isLastOfLine(left.unit));
    if (isAlone || (left && !this.#fits(1 + unit.ownWidth + inside))) this.newLine(margin);
    else if (left) this.#write(' ');
  }
}

const areAtoms = (left: MeasuredUnit, right: MeasuredUnit): boolean =>
  left.unit.node?.kind === 'atom' && right.unit.node?.kind === 'atom' && !isLastOfLine(left.unit);
