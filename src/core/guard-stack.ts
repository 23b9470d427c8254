/**
 * Has a core module made of C++ check its stack before it uses it: what sets the stack pointer calls a function of async.h
 * instead, which refuses a place outside of the stack. So a stack that is full is found before anything else is overwritten,
 * in the compiled parts of libraries too.
 */
import {
  atEnd,
  type Cursor,
  cursorOver,
  joinBytes,
  readByte,
  readInteger,
  readU32,
  unsignedLeb,
  withSize,
} from './bytes.ts';
import { CALL, GLOBAL_SET, skipLocals, skipOperands } from './instructions.ts';
import type { ModuleInterface } from './module-interface.ts';
import { functionBodies } from './read-code.ts';
import { readModule } from './read-module.ts';
import { CODE, codeSection, problemAsValue, readSections } from './sections.ts';

/** @returns the same bytes where the module has no such function, or code that is beyond this reader */
export function guardStack(bytes: Uint8Array): Uint8Array {
  const module = readModule(bytes);
  if (module.kind === 'problem') return bytes;
  const places = placesIn(module);
  if (!places) return bytes;
  const guarded = problemAsValue(() => rewritten(bytes, places));
  return 'kind' in guarded ? bytes : guarded;
}

/** Indices. */
interface Places {
  readonly pointer: number;
  /** What sets it after a check. */
  readonly setter: number;
  /** Functions that go from one stack to another. */
  readonly exempt: ReadonlySet<number>;
  readonly importedFunctions: number;
}

function placesIn({ imports, exports }: ModuleInterface): Places | undefined {
  const indexOf = (field: string, kind: 'func' | 'global'): number | undefined =>
    exports.find((each) => each.field === field && each.entity.kind === kind)?.entity.index;
  const pointer = indexOf('__stack_pointer', 'global');
  const setter = indexOf('_it_set_stack', 'func');
  const swap = indexOf('_it_swap_call', 'func');
  if (pointer === undefined || setter === undefined || swap === undefined) return undefined;
  const importedFunctions = imports.filter(({ entity }) => entity.kind === 'func').length;
  return { pointer, setter, exempt: new Set([setter, swap]), importedFunctions };
}

/** Bytes that take the place of others. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly bytes: readonly number[];
}

/** wasm-ld leaves indices room for five bytes: then everything stays in its place, which debug information knows. Optimizers don't. */
function rewritten(bytes: Uint8Array, places: Places): Uint8Array {
  const code = codeSection(readSections(bytes));
  if (!code) return bytes;
  const bodies = [...functionBodies(code.content)];
  const edits = bodies.map((body, index) => editsOf(body, places.importedFunctions + index, places));
  const fits = edits.every((all) => all.every(({ from, to, bytes: { length } }) => length === to - from));
  if (fits) return spliced(bytes, 0, bytes.length, edits.flat());
  const content = bodies.flatMap((body, index) => withSize(spliced(bytes, body.offset, body.end, edits[index] ?? [])));
  const section = withSize(joinBytes([Uint8Array.from(unsignedLeb(bodies.length)), ...content]));
  const [before, behind] = [bytes.subarray(0, code.content.end - code.size), bytes.subarray(code.content.end)];
  return joinBytes([before, Uint8Array.of(CODE), ...section, behind]);
}

const I32_CONST = 0x41;
const I32_ADD = 0x6a;

function editsOf(body: Cursor, index: number, { pointer, setter, exempt }: Places): readonly Edit[] {
  if (exempt.has(index)) return [];
  const cursor = cursorOver(body.bytes, body.offset, body.end);
  const edits: Edit[] = [];
  if (!skipLocals(cursor)) return [];
  // Where the two instructions before begin.
  let [last, one] = [cursor.offset, cursor.offset];
  while (!atEnd(cursor)) {
    const from = cursor.offset;
    const opcode = readByte(cursor);
    if (opcode === GLOBAL_SET) {
      const isPointer = readU32(cursor) === pointer;
      if (isPointer && !givesBack(body, last, one)) {
        edits.push({ from, to: cursor.offset, bytes: [CALL, ...padded(setter, cursor.offset - from - 1)] });
      }
    } else if (!skipOperands(opcode, cursor)) return [];
    [last, one] = [one, from];
  }
  return edits;
}

/** Whether the pointer is set to what was just moved up by a constant, as functions end. */
function givesBack({ bytes, end }: Cursor, last: number, one: number): boolean {
  return bytes[one] === I32_ADD && bytes[last] === I32_CONST && readInteger(cursorOver(bytes, last + 1, end), 32) > 0n;
}

/** An index in so many bytes, or in more where it does not fit. */
function padded(index: number, size: number): readonly number[] {
  const bytes = unsignedLeb(index);
  while (bytes.length < size) {
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) | 0x80;
    bytes.push(0);
  }
  return bytes;
}

function spliced(bytes: Uint8Array, from: number, to: number, edits: readonly Edit[]): Uint8Array {
  let at = from;
  const pieces = edits.flatMap((edit) => {
    const piece = [bytes.subarray(at, edit.from), Uint8Array.from(edit.bytes)];
    at = edit.to;
    return piece;
  });
  return joinBytes([...pieces, bytes.subarray(at, to)]);
}
