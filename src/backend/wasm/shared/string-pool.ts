import { Uses } from './uses.ts';
import { type Wat, watBytes } from './wat.ts';

const encoder = new TextEncoder();

interface Stored {
  readonly address: number;
  /** Absent for an area. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The names that the loader reads from `_it_memory`: length as unsigned LEB128, then UTF-8 (the original ABI's encoding,
 * with LEB128 for what its one length byte cannot hold). Each distinct string is stored once, in order of first use.
 */
export class StringPool {
  readonly #strings = new Uses<Stored>();
  readonly #areas = new Uses<Stored>();
  #end = 0;

  /** The address of the string. */
  address(text: string): number {
    return this.#strings.get(text, () => {
      const bytes = lengthPrefixed(text);
      return { address: this.#take(this.#end, bytes.length), bytes };
    }).address;
  }

  /** The address of an area of that many bytes, a multiple of 8 but not 0; the same one each time for the same name. */
  reserve(name: string, size: number): number {
    return this.#areas.get(name, () => {
      return { address: this.#take(Math.ceil((this.#end + 1) / 8) * 8, size), bytes: undefined };
    }).address;
  }

  #take(address: number, size: number): number {
    this.#end = address + size;
    return address;
  }

  /**
   * The strings as data segments, and the first address behind all strings and areas. From then on there cannot be more.
   *
   * @param memory - where it is not the only one: the memory that they are in
   */
  seal([memory]: readonly string[]): { readonly segments: readonly Wat[]; readonly end: number } {
    this.#areas.seal();
    const use: Wat[] = memory === undefined ? [] : [['memory', memory]];
    const segments = this.#strings.seal().map(([, { address, bytes = new Uint8Array() }]): Wat => {
      return ['data', ...use, ['i32.const', String(address)], watBytes(bytes)];
    });
    return { segments, end: this.#end };
  }
}

function lengthPrefixed(text: string): Uint8Array {
  const payload = encoder.encode(text);
  return Uint8Array.from([...lebBytes(payload.length), ...payload]);
}

function lebBytes(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...lebBytes(value >>> 7)];
}
