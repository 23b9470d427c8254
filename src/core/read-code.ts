/** What functions do that others need to know: which globals they set, whom they call, and what a trap in them leaves behind. */
import { atEnd, type Cursor, cursorOver, readByte, readU32, skip } from './bytes.ts';
import {
  CALL,
  callsWhoever,
  effectOf,
  GLOBAL_SET,
  LOOP,
  RETURN_CALL,
  skipLocals,
  skipOperands,
} from './instructions.ts';

/** Of one function's code. */
export interface CodeFacts {
  readonly sets: ReadonlySet<number>;
  /** Indices of functions, imported ones included. */
  readonly calls: ReadonlySet<number>;
  /** Whether it calls what is only known at run time, or has an instruction beyond this reader: it may do anything. */
  readonly isOpen: boolean;
  readonly traps: Trapping;
}

/** What traps of code leave behind, callees left out. */
export interface Trapping {
  /** Whether it has instructions that trap. */
  readonly mayTrap: boolean;
  /** Whether it changes a memory, a global or a table. */
  readonly writes: boolean;
  /**
   * Whether it may trap once it has written. Without loops, what lies outside of the memory is not counted: that is a pointer that was
   * wrong when the function was called.
   */
  readonly isHalfway: boolean;
}

const noTraps: Trapping = { mayTrap: false, writes: false, isHalfway: false };
const unknownTraps: Trapping = { mayTrap: true, writes: true, isHalfway: true };

/** One function after another, as the code section has them. */
export function* readCode(section: Cursor): Generator<CodeFacts> {
  for (const body of functionBodies(section)) yield readBody(body);
}

/** Each with its locals first. */
export function* functionBodies(section: Cursor): Generator<Cursor> {
  const cursor = cursorOver(section.bytes, section.offset, section.end);
  const count = readU32(cursor);
  for (let index = 0; index < count; index++) {
    const size = readU32(cursor);
    yield cursorOver(cursor.bytes, cursor.offset, cursor.offset + size);
    skip(cursor, size);
  }
}

function readBody(cursor: Cursor): CodeFacts {
  const sets = new Set<number>();
  const calls = new Set<number>();
  const open = { sets, calls, isOpen: true, traps: unknownTraps };
  if (!skipLocals(cursor)) return open;
  let traps = noTraps;
  let repeats = false;
  while (!atEnd(cursor)) {
    const opcode = readByte(cursor);
    traps = behind(traps, opcode, cursor);
    repeats ||= opcode === LOOP;
    if (opcode === GLOBAL_SET) sets.add(readU32(cursor));
    else if (opcode === CALL || opcode === RETURN_CALL) calls.add(readU32(cursor));
    else if (callsWhoever(opcode) || !skipOperands(opcode, cursor)) return open;
  }
  // Without loops, code runs in the order in which it stands.
  return {
    sets,
    calls,
    isOpen: false,
    traps: repeats ? { ...traps, isHalfway: traps.mayTrap && traps.writes } : traps,
  };
}

function behind(before: Trapping, opcode: number, { bytes, offset }: Cursor): Trapping {
  const effect = effectOf(opcode, bytes[offset] ?? 0);
  if (effect === 'none') return before;
  return {
    mayTrap: before.mayTrap || effect !== 'sets',
    writes: before.writes || (effect !== 'loads' && effect !== 'traps'),
    isHalfway: before.isHalfway || (before.writes && (effect === 'bulk' || effect === 'traps')),
  };
}
