import type { Wat } from './wat.ts';
import { watBytes } from './wat.ts';

const encoder = new TextEncoder();

/**
 * The names that the loader reads from `_it_memory`: length as unsigned LEB128, then UTF-8 (the seed's encoding, with
 * LEB128 for what the seed's one length byte cannot hold). Each distinct string is stored once, in order of first use.
 */
export class StringPool {
  readonly #addresses = new Map<string, number>();
  #end = 0;
  /** Something lies behind, so that nothing can be added any more. */
  #isSealed = false;
  readonly #areas = new Map<string, number>();

  /** The address of the string. */
  address(text: string): number {
    const known = this.#addresses.get(text);
    if (known !== undefined) return known;
    const bytes = lengthPrefixed(text);
    const address = this.#take(this.#end, bytes.length);
    this.#addresses.set(text, address);
    return address;
  }

  /** The address of an area of that many bytes, a multiple of 8 but not 0; the same one each time for the same name. */
  reserve(name: string, size: number): number {
    const known = this.#areas.get(name);
    if (known !== undefined) return known;
    const address = this.#take(Math.ceil((this.#end + 1) / 8) * 8, size);
    this.#areas.set(name, address);
    return address;
  }

  #take(address: number, size: number): number {
    if (this.#isSealed) throw new Error('the end of the strings was asked for before all of them were there');
    this.#end = address + size;
    return address;
  }

  /** The first address behind all strings and areas. From then on there cannot be more. */
  get end(): number {
    this.#isSealed = true;
    return this.#end;
  }

  /** `memory` names the memory where it is not the only one. */
  segments(memory?: string): readonly Wat[] {
    const use: Wat[] = memory === undefined ? [] : [['memory', memory]];
    return [...this.#addresses].map(([text, address]) => {
      return ['data', ...use, ['i32.const', String(address)], watBytes(lengthPrefixed(text))];
    });
  }
}

function lengthPrefixed(text: string): Uint8Array {
  const payload = encoder.encode(text);
  return Uint8Array.from([...lebBytes(payload.length), ...payload]);
}

function lebBytes(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...lebBytes(value >>> 7)];
}
