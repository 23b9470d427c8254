/** Strings in linear memory as code units: UTF-16 and Latin-1. Pointers and lengths come unsigned and in bounds. */
import { ItlRangeError, show } from './errors.ts';
import { longestAtOnce, textInPieces } from './long-text.ts';
import type { Memory } from './memory.ts';

/** Engines limit how many arguments a call takes. */
const unitsPerCall = 8192;
/** Below that many code units of one byte and of two, other ways beat `TextDecoder` (V8). */
const shortest = [256, 16] as const;
const { fromCharCode } = String;

type Units = Uint8Array | Uint16Array;

/** Some engines take long to make them. */
let decoders: readonly TextDecoder[] | undefined;

/** Code units of one byte (Latin-1) or two (UTF-16). Any JavaScript string survives the round trip, lone surrogates too. */
export function decodeUnits(memory: Memory, pointer: number, length: number, size: 1 | 2): string {
  return length > longestAtOnce
    ? textInPieces(length, length, (start, end) => decodeSome(memory, pointer + start * size, end - start, size))
    : decodeSome(memory, pointer, length, size);
}

function decodeSome({ bytes }: Memory, pointer: number, length: number, size: 1 | 2): string {
  const copy = bytes.slice(pointer, pointer + size * length);
  const units = size === 1 ? copy : new Uint16Array(copy.buffer);
  if (length < (shortest[size - 1] as number)) return length < 16 ? decodeShort(units) : decodeExactly(units);
  decoders ??= [new TextDecoder('latin1'), new TextDecoder('utf-16le', { ignoreBOM: true })];
  const text = (decoders[size - 1] as TextDecoder).decode(copy);
  // What it may have made of a lone surrogate, or of a control character: its Latin-1 is Windows's.
  return (size === 1 ? /[^\0-\xff]/ : /\ufffd/).test(text) ? decodeExactly(units) : text;
}

/** Four at a time: few intermediate strings. */
function decodeShort(units: Units): string {
  const unit = (at: number): number => units[at] as number;
  let text = '';
  let at = 0;
  for (; at + 4 <= units.length; at += 4) text += fromCharCode(unit(at), unit(at + 1), unit(at + 2), unit(at + 3));
  for (; at < units.length; at++) text += fromCharCode(unit(at));
  return text;
}

function decodeExactly(units: Units): string {
  let text = '';
  for (let start = 0; start < units.length; start += unitsPerCall)
    text += fromCharCode.apply(null, units.subarray(start, start + unitsPerCall) as never);
  return text;
}

export function encodeUnits({ data }: Memory, text: string, pointer: number, size: 1 | 2): void {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (size === 1) data.setInt8(pointer + index, unit);
    else data.setInt16(pointer + 2 * index, unit, true);
  }
}

/** @throws ItlRangeError where a character does not fit into a byte. */
export function latin1Length(text: string): number {
  const [wide] = /[^\0-\xff]/u.exec(text) ?? [];
  if (wide !== undefined) throw new ItlRangeError(`${show(wide)} is not a character of Latin-1`);
  return text.length;
}
