/** Strings between JavaScript and linear memory, compared with the platform's own encoder and decoder. */

import { beforeAll, describe, expect, test } from 'vitest';
import { ItlRangeError, ItlTypeError } from '../../runtime/it_loader.ts';
import fc from '../harness/fast-check.ts';
import { hostFunctions } from './adapter.ts';

const coreWat = '(module (memory (export "memory") 64 40000))';
const memorySize = 64 * 65536;

const names = {
  string_len: [['any'], 'u32'],
  string_to_mem: [['any', 'u32', 'any', 'u32']],
  mem_to_string: [['any', 'u32', 'u32', 'u32'], 'string'],
  mem_to_c_string: [['any', 'u32', 'u32'], 'string'],
  utf16_len: [['any'], 'u32'],
  utf16_to_mem: [['any', 'u32', 'any', 'u32']],
  mem_to_utf16: [['any', 'u32', 'u32', 'u32'], 'string'],
  latin1_len: [['any'], 'u32'],
  latin1_to_mem: [['any', 'u32', 'any', 'u32']],
  mem_to_latin1: [['any', 'u32', 'u32', 'u32'], 'string'],
  buffer_to_mem: [['any', 'u32', 'any', 'u32']],
  mem_to_buffer: [['any', 'u32', 'u32', 'u32'], 'buffer'],
} as const;

let call: Awaited<ReturnType<typeof hostFunctions<keyof typeof names>>>;
let module: unknown;
beforeAll(async () => {
  call = await hostFunctions(names, { coreWat });
  module = call.core();
});

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const guardByte = 0xee;

const read = (pointer: number, length: number): Uint8Array =>
  call.mem_to_buffer(module, 0, pointer, length) as Uint8Array;
const write = (bytes: Uint8Array, pointer: number): unknown => call.buffer_to_mem(module, 0, bytes, pointer);

/** Lowers and lifts the string at a pointer, with guard bytes around. */
function checkUtf8(text: string, pointer = 1001): void {
  const expected = encoder.encode(text);
  expect(call.string_len(text)).toBe(expected.length);
  write(new Uint8Array(expected.length + 2).fill(guardByte), pointer - 1);
  call.string_to_mem(module, 0, text, pointer);
  expect(read(pointer - 1, expected.length + 2)).toEqual(new Uint8Array([guardByte, ...expected, guardByte]));
  expect(call.mem_to_string(module, 0, pointer, expected.length)).toBe(decoder.decode(expected));
}

const samples = [
  '',
  'a',
  '\0',
  'a\0b',
  '日本語のテキスト',
  '🍕 & 👩‍👩‍👧',
  '\ufeffBOM',
  '\ufeff',
  'Ünïcödé',
  '\ud83c',
  '\udf55x',
  'x\ud800y\ud800',
  '\u{10ffff}',
];

describe('UTF-8', () => {
  test.each(samples)('%j', (text) => checkUtf8(text));

  test('every length from 0 to 100, ASCII and mixed', () => {
    for (let length = 0; length <= 100; length++) {
      const ascii = 'abcdefghij'.repeat(10).slice(0, length);
      checkUtf8(ascii);
      for (const odd of ['é', '日', '🍕', '\ud83c', '\0']) {
        checkUtf8(ascii + odd);
        checkUtf8(odd + ascii);
        checkUtf8(ascii.slice(0, length >> 1) + odd + ascii.slice(length >> 1));
      }
    }
  });

  test('any string at any alignment', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 5000 }), checkUtf8));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) =>
        checkUtf8(String.fromCharCode(...units)),
      ),
    );
  });

  test('any bytes come out as the platform decodes them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 0, max: 9 }), (bytes, pointer) => {
        write(bytes, pointer);
        expect(call.mem_to_string(module, 0, pointer, bytes.length)).toBe(decoder.decode(bytes));
      }),
    );
  });

  test('sizes around the scratch area and far beyond', () => {
    const same = (text: string): void => {
      const expected = encoder.encode(text);
      expect(call.string_len(text)).toBe(expected.length);
      call.string_to_mem(module, 0, text, 0);
      expect(Buffer.compare(read(0, expected.length), expected)).toBe(0);
      expect(call.mem_to_string(module, 0, 0, expected.length) === decoder.decode(expected)).toBe(true);
    };
    for (const length of [65533, 65534, 65535, 65536, 65537, 131072]) {
      same('a'.repeat(length));
      same(`${'a'.repeat(length)}🍕${'b'.repeat(70000)}`);
    }
    same('日'.repeat(100_000));
    same('🍕'.repeat(100_000));
    same('\ud83c'.repeat(100_000));
  });

  test('a string is encoded afresh when another was measured in between', () => {
    const [long, other] = ['日'.repeat(50), 'é'.repeat(70)];
    expect([call.string_len(long), call.string_len(other)]).toEqual([150, 140]);
    call.string_to_mem(module, 0, long, 0);
    call.string_to_mem(module, 0, other, 500);
    expect(call.mem_to_string(module, 0, 0, 150)).toBe(long);
    expect(call.mem_to_string(module, 0, 500, 140)).toBe(other);
  });

  test('what does not fit is not written at all', () => {
    for (const text of ['abcd', 'aé日x', '日本語', 'x'.repeat(100), 'é'.repeat(70_000)]) {
      const size = encoder.encode(text).length;
      const pointer = memorySize - size + 1;
      write(new Uint8Array(size - 1).fill(guardByte), pointer);
      expect(() => call.string_to_mem(module, 0, text, pointer)).toThrow(ItlRangeError);
      expect(read(pointer, size - 1).every((byte) => byte === guardByte)).toBe(true);
      call.string_to_mem(module, 0, text, pointer - 1);
      expect(call.mem_to_string(module, 0, pointer - 1, size)).toBe(text);
    }
  });

  test('what is no string any more is an error', () => {
    expect(() => call.string_len(42)).toThrow(ItlTypeError);
    expect(() => call.string_to_mem(module, 0, undefined, 0)).toThrow(ItlTypeError);
  });
});

describe('NUL-terminated', () => {
  test('ends at the NUL', () => {
    write(encoder.encode('hello\0rest'), 10);
    expect(call.mem_to_c_string(module, 0, 10)).toBe('hello');
    expect(call.mem_to_c_string(module, 0, 15)).toBe('');
    write(encoder.encode(`${'日本'.repeat(100)}\0`), 10);
    expect(call.mem_to_c_string(module, 0, 10)).toBe('日本'.repeat(100));
  });

  test('is bounded by the memory', () => {
    write(new Uint8Array([1, 2, 3]), memorySize - 3);
    expect(() => call.mem_to_c_string(module, 0, memorySize - 3)).toThrow(
      new ItlRangeError(
        `the string at pointer ${memorySize - 3} has no NUL before the end of memory 'memory' of module 'core.wasm'`,
      ),
    );
    expect(() => call.mem_to_c_string(module, 0, memorySize)).toThrow(ItlRangeError);
    write(new Uint8Array([65, 0]), memorySize - 2);
    expect(call.mem_to_c_string(module, 0, memorySize - 2)).toBe('A');
  });
});

describe('UTF-16', () => {
  test('keeps every code unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 }),
        fc.integer({ min: 0, max: 9 }),
        (units, pointer) => {
          const text = String.fromCharCode(...units);
          expect(call.utf16_len(text)).toBe(units.length);
          call.utf16_to_mem(module, 0, text, pointer);
          expect(call.mem_to_utf16(module, 0, pointer, units.length)).toBe(text);
        },
      ),
    );
    const long = 'ab🍕'.repeat(30_000);
    call.utf16_to_mem(module, 0, long, 0);
    expect(call.mem_to_utf16(module, 0, 0, long.length) === long).toBe(true);
  });

  test('is little-endian and bounded', () => {
    call.utf16_to_mem(module, 0, 'é🍕', 1);
    expect([...read(1, 6)]).toEqual([0xe9, 0, 0x3c, 0xd8, 0x55, 0xdf]);
    expect(() => call.utf16_to_mem(module, 0, 'ab', memorySize - 3)).toThrow(ItlRangeError);
    expect(() => call.mem_to_utf16(module, 0, memorySize - 3, 2)).toThrow(ItlRangeError);
  });
});

describe('Latin-1', () => {
  test('is one byte a character, every byte', () => {
    const every = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));
    expect(call.latin1_len(every)).toBe(256);
    call.latin1_to_mem(module, 0, every, 3);
    expect([...read(3, 256)]).toEqual(Array.from({ length: 256 }, (_, code) => code));
    expect(call.mem_to_latin1(module, 0, 3, 256)).toBe(every);
    expect((call.mem_to_latin1(module, 0, 0, 100_000) as string).length).toBe(100_000);
  });

  test('of any length, by whatever way is fastest there', () => {
    const kinds = {
      ascii: (index: number) => 32 + (index % 90),
      latin: (index: number) => 1 + (index % 255),
      wide: (index: number) => 0x3b1 + (index % 60),
      lone: (index: number) => (index % 11 === 3 ? 0xd83c : 0x41),
      mark: (index: number) => (index === 0 ? 0xfeff : index % 7 ? 0x61 : 0xfffd),
    };
    for (const [kind, unitAt] of Object.entries(kinds)) {
      for (const length of [...Array(40).keys(), 255, 256, 257, 8191, 8192, 20_000]) {
        const text = Array.from({ length }, (_, index) => String.fromCharCode(unitAt(index))).join('');
        call.utf16_to_mem(module, 0, text, 8);
        expect(call.mem_to_utf16(module, 0, 8, length)).toBe(text);
        if (kind !== 'ascii' && kind !== 'latin') continue;
        call.latin1_to_mem(module, 0, text, 3);
        expect(call.mem_to_latin1(module, 0, 3, length)).toBe(text);
      }
    }
  });

  test('what does not fit into a byte is an error before anything is written', () => {
    write(new Uint8Array([guardByte, guardByte]), 0);
    expect(() => call.latin1_len('a日')).toThrow(new ItlRangeError("'日' is not a character of Latin-1"));
    expect(() => call.latin1_to_mem(module, 0, 'a日', 0)).toThrow(ItlRangeError);
    expect([...read(0, 2)]).toEqual([guardByte, guardByte]);
    expect(() => call.latin1_to_mem(module, 0, 'ab', memorySize - 1)).toThrow(ItlRangeError);
  });
});

test('10 MB and more', async () => {
  const { core, string_len, string_to_mem, mem_to_string } = await hostFunctions(
    { string_len: names.string_len, string_to_mem: names.string_to_mem, mem_to_string: names.mem_to_string },
    { coreWat: '(module (memory (export "memory") 700))' },
  );
  const text = 'αβγ abc 日本 '.repeat(1_200_000);
  const size = Buffer.byteLength(text);
  expect(size).toBeGreaterThan(10_000_000);
  expect(string_len(text)).toBe(size);
  string_to_mem(core(), 0, text, 5);
  expect(mem_to_string(core(), 0, 5, size) === text).toBe(true);
});
