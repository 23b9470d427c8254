/** The `name` section: what a compiler called functions and their parameters. */
import { atEnd, type Cursor, Malformed, readByte, readName, readU32, readVector, sliceCursor } from './bytes.ts';

export interface DebugNames {
  readonly functions: ReadonlyMap<number, string>;
  /** By function, then by local; parameters come first. */
  readonly locals: ReadonlyMap<number, ReadonlyMap<number, string>>;
}

export const noNames: DebugNames = { functions: new Map(), locals: new Map() };

const FUNCTION_NAMES = 1;
const LOCAL_NAMES = 2;

/** A broken custom section does not break a module: what can be read up to there counts. */
export function readDebugNames(cursor: Cursor): DebugNames {
  let names = noNames;
  try {
    while (!atEnd(cursor)) names = readSubsection(cursor, names);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return names;
}

function readSubsection(cursor: Cursor, names: DebugNames): DebugNames {
  const id = readByte(cursor);
  const content = sliceCursor(cursor, readU32(cursor));
  if (id === FUNCTION_NAMES) return { ...names, functions: readNameMap(content) };
  if (id === LOCAL_NAMES) return { ...names, locals: new Map(readVector(content, readLocalNames)) };
  return names;
}

const readLocalNames = (cursor: Cursor): [number, Map<number, string>] => [readU32(cursor), readNameMap(cursor)];

const readNameMap = (cursor: Cursor): Map<number, string> =>
  new Map(readVector(cursor, () => [readU32(cursor), readName(cursor)] as const));
