/** What functions do that others need to know: which globals they set, and whom they call. */
import { atEnd, type Cursor, cursorOver, readByte, readU32, skip } from './bytes.ts';
import { CALL, callsWhoever, GLOBAL_SET, RETURN_CALL, skipLocals, skipOperands } from './instructions.ts';

/** Of one function's code. */
export interface CodeFacts {
  readonly sets: ReadonlySet<number>;
  /** Indices of functions, imported ones included. */
  readonly calls: ReadonlySet<number>;
  /** Whether it calls what is only known at run time, or has an instruction beyond this reader: it may do anything. */
  readonly isOpen: boolean;
}

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
  const open = { sets, calls, isOpen: true };
  if (!skipLocals(cursor)) return open;
  while (!atEnd(cursor)) {
    const opcode = readByte(cursor);
    if (opcode === GLOBAL_SET) sets.add(readU32(cursor));
    else if (opcode === CALL || opcode === RETURN_CALL) calls.add(readU32(cursor));
    else if (callsWhoever(opcode) || !skipOperands(opcode, cursor)) return open;
  }
  return { sets, calls, isOpen: false };
}
