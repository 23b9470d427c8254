/** How wide things are, found once for all: whether a list fits on a line is asked at every level above it. */
import { isAlwaysSpread, type Role, roleWithin } from './layout-rules.ts';
import { type CommentPiece, endsLine, type ListPiece, type Unit, unitsOf } from './pieces.ts';

/** A unit with what its list, if it is one, holds. */
export interface MeasuredUnit {
  readonly unit: Unit;
  readonly list: MeasuredList | undefined;
  /** On a line that goes on behind it; infinite where it cannot. */
  readonly width: number;
  /** Without the line comment behind it. */
  readonly ownWidth: number;
}

export interface MeasuredList {
  readonly role: Role;
  readonly units: readonly MeasuredUnit[];
  /** On one line, parentheses included; infinite where it has to be spread. */
  readonly width: number;
}

export function measureList(list: ListPiece, outer: Role | undefined): MeasuredList {
  const units = unitsOf(list.children);
  const role = outer === undefined ? 'document' : roleWithin(outer, units);
  const measured = units.map((unit) => measureUnit(unit, role));
  const inside = joinedWidth(measured.map((unit) => unit.width));
  return { role, units: measured, width: isAlwaysSpread(role, units) ? Number.POSITIVE_INFINITY : inside + 2 };
}

function measureUnit(unit: Unit, role: Role): MeasuredUnit {
  const list = unit.node?.kind === 'list' ? measureList(unit.node, role) : undefined;
  const nodeWidth = unit.node?.kind === 'atom' ? [unit.node.text.length] : list === undefined ? [] : [list.width];
  const comments = [...unit.before, ...unit.after.filter((comment) => !comment.text.startsWith(';;'))];
  const ownWidth = joinedWidth([...nodeWidth, ...comments.map(commentWidth)]);
  return { unit, list, ownWidth, width: endsLine(unit) ? Number.POSITIVE_INFINITY : ownWidth };
}

const commentWidth = ({ text }: CommentPiece): number => (text.includes('\n') ? Number.POSITIVE_INFINITY : text.length);

const joinedWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, Math.max(0, widths.length - 1));
