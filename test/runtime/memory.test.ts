/** Scalars, arrays and buffers in linear memory: bounds, growth, addresses above 2 GiB. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { ScalarName, TypeJson } from '../../runtime/abi.ts';
import { ItlLinkError, ItlRangeError } from '../../runtime/it_loader.ts';
import { hostFunctions } from './adapter.ts';

const pageSize = 65536;

const scalars: readonly [ScalarName, size: number, values: readonly unknown[]][] = [
  ['u1', 1, [0, 1]],
  ['bool', 1, [true, false]],
  ['s8', 1, [-128, 127]],
  ['u8', 1, [0, 255]],
  ['s16', 2, [-32768, 32767]],
  ['u16', 2, [0, 65535]],
  ['s32', 4, [-(2 ** 31), 2 ** 31 - 1]],
  ['u32', 4, [0, 2 ** 32 - 1]],
  ['s64', 8, [-(2n ** 63n), 2n ** 63n - 1n]],
  ['u64', 8, [0n, 2n ** 64n - 1n]],
  ['f32', 4, [1.5, Number.NEGATIVE_INFINITY]],
  ['f64', 8, [0.1, -0]],
  ['char', 4, ['a', '🍕']],
];

const names = Object.fromEntries(
  scalars.flatMap(([type]): [string, readonly [TypeJson[], TypeJson?]][] => [
    [`load:${type}`, [['any', 'u32', 'u32'], type]],
    [`store:${type}`, [['any', 'u32', 'u32', type]]],
    [
      `mem_to_array:${type}`,
      [
        ['any', 'u32', 'u32', 'u32'],
        ['array', type],
      ],
    ],
    [`array_to_mem:${type}`, [['any', 'u32', ['array', type], 'u32']]],
    [`array_new:${type}`, [['u32'], ['array', type]]],
    ...(['u1', 'bool', 'char'].includes(type)
      ? []
      : [[`mem_view:${type}`, [['any', 'u32', 'u32', 'u32'], 'any']] as [string, [TypeJson[], TypeJson]]]),
  ]),
);

const others = {
  mem_to_buffer: [['any', 'u32', 'u32', 'u32'], 'buffer'],
  buffer_to_mem: [['any', 'u32', 'buffer', 'u32']],
  buffer_len: [['buffer'], 'u32'],
  check_range: [['any', 'u32', 'u32', 'u32', 'u32']],
  mem_to_string: [['any', 'u32', 'u32', 'u32'], 'string'],
  string_to_mem: [['any', 'u32', 'string', 'u32']],
  string_len: [['string'], 'u32'],
} as const;

type Calls = Record<string, (...args: unknown[]) => unknown>;

const coreWat = '(module (memory (export "memory") 1))';

async function open(
  wat = coreWat,
  literals: Record<number, string> = {},
): Promise<(name: string, ...args: unknown[]) => unknown> {
  const calls: Calls = await hostFunctions({ ...names, ...others }, { coreWat: wat, literals });
  const module = calls.core?.();
  return (name, ...args) => calls[name]?.(module, 0, ...args);
}

let call: (name: string, ...args: unknown[]) => unknown;
beforeAll(async () => {
  call = await open();
});

describe.each(scalars)('%s', (type, size, values) => {
  test('is stored and loaded wherever it lies', () => {
    for (const pointer of [0, 1, 1000, 1003, pageSize - size]) {
      for (const value of values) {
        call(`store:${type}`, pointer, value);
        expect(call(`load:${type}`, pointer)).toBe(value);
      }
    }
  });

  test('arrays are copied in and out, aligned or not', () => {
    const array = Array.from({ length: 100 }, (_, index) => values[index % values.length]);
    for (const pointer of [64, 65]) {
      for (const length of [0, 1, 31, 32, 100]) {
        call(`array_to_mem:${type}`, array.slice(0, length), pointer);
        const out = call(`mem_to_array:${type}`, pointer, length) as ArrayLike<unknown>;
        expect([...Array.from(out)]).toEqual(array.slice(0, length));
      }
    }
    const typed = call(`mem_to_array:${type}`, 65, 10) as ArrayLike<unknown>;
    call(`array_to_mem:${type}`, typed, 128);
    expect(call(`mem_to_array:${type}`, 128, 10)).toEqual(typed);
  });

  test('a copy does not change with the memory', () => {
    for (const pointer of [64, 67]) {
      call(`array_to_mem:${type}`, [values[0]], pointer);
      const copy = call(`mem_to_array:${type}`, pointer, 1) as ArrayLike<unknown>;
      call(`store:${type}`, pointer, values[1]);
      expect(copy[0]).toBe(values[0]);
    }
  });

  test('is bounded by the memory', () => {
    for (const pointer of [pageSize - size + 1, pageSize, 2 ** 32 - 1]) {
      const text = `pointer ${pointer} with length ${size} is outside memory 'memory' of module 'core.wasm' (65536 bytes)`;
      expect(() => call(`load:${type}`, pointer)).toThrow(new ItlRangeError(text));
      expect(() => call(`store:${type}`, pointer, values[0])).toThrow(new ItlRangeError(text));
      expect(() => call(`mem_to_array:${type}`, pointer, 1)).toThrow(new ItlRangeError(text));
      expect(() => call(`array_to_mem:${type}`, [values[0]], pointer)).toThrow(new ItlRangeError(text));
    }
    expect(() => call(`mem_to_array:${type}`, 0, 2 ** 32 - 1)).toThrow(ItlRangeError);
    expect(() => call(`mem_to_array:${type}`, pageSize - size, 2)).toThrow(ItlRangeError);
  });
});

test('arrays are typed arrays but for u1, bool and char', async () => {
  const kinds = {
    s8: Int8Array,
    u8: Uint8Array,
    s16: Int16Array,
    u16: Uint16Array,
    s32: Int32Array,
    u32: Uint32Array,
    s64: BigInt64Array,
    u64: BigUint64Array,
    f32: Float32Array,
    f64: Float64Array,
  };
  const calls: Calls = await hostFunctions(names);
  call('buffer_to_mem', new Uint8Array(16), 0);
  for (const [type, Kind] of Object.entries(kinds)) {
    expect(call(`mem_to_array:${type}`, 1, 2)).toBeInstanceOf(Kind);
    expect(call(`mem_to_array:${type}`, 0, 2)).toBeInstanceOf(Kind);
    expect(call(`mem_view:${type}`, 0, 2)).toBeInstanceOf(Kind);
    expect(calls[`array_new:${type}`]?.(3)).toEqual(new Kind(3));
  }
  for (const type of ['u1', 'bool', 'char']) {
    expect(Array.isArray(call(`mem_to_array:${type}`, 0, 2))).toBe(true);
    expect(calls[`array_new:${type}`]?.(3)).toHaveLength(3);
  }
});

test('flags other than 1 count as true, a code that is no character is an error', () => {
  call('store:u8', 10, 7);
  expect([call('load:bool', 10), call('load:u1', 10)]).toEqual([true, 1]);
  expect([call('mem_to_array:bool', 10, 1), call('mem_to_array:u1', 10, 1)]).toEqual([[true], [1]]);
  for (const code of [0xd800, 0xdfff, 0x110000, 0xffffffff]) {
    call('store:u32', 12, code);
    expect(() => call('load:char', 12)).toThrow(new ItlRangeError(`${code} is not the code of a character`));
    expect(() => call('mem_to_array:char', 12, 1)).toThrow(ItlRangeError);
  }
});

test('a view lies on the memory itself', () => {
  const view = call('mem_view:u16', 100, 2) as Uint16Array;
  call('store:u16', 102, 4711);
  expect([...view.slice(1)]).toEqual([4711]);
  view[0] = 42;
  expect(call('load:u16', 100)).toBe(42);
  expect(() => call('mem_view:u16', 101, 2)).toThrow(
    new ItlRangeError("pointer 101 is not a multiple of 2: no view of memory 'memory' of module 'core.wasm'"),
  );
  expect(() => call('mem_view:u16', pageSize - 2, 2)).toThrow(ItlRangeError);
});

test('buffers are copied', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  call('buffer_to_mem', bytes, 50);
  const copy = call('mem_to_buffer', 50, 3) as Uint8Array;
  expect(copy).toEqual(bytes);
  call('store:u8', 50, 9);
  expect(copy[0]).toBe(1);
  call('buffer_to_mem', bytes.buffer, 60);
  call('buffer_to_mem', new DataView(bytes.buffer, 1), 63);
  expect([...(call('mem_to_buffer', 60, 5) as Uint8Array)]).toEqual([1, 2, 3, 2, 3]);
  expect(() => call('buffer_to_mem', bytes, pageSize - 2)).toThrow(ItlRangeError);
  expect(() => call('mem_to_buffer', pageSize - 2, 3)).toThrow(ItlRangeError);
  expect(call('mem_to_buffer', pageSize, 0)).toEqual(new Uint8Array(0));
});

test('check_range takes elements and their stride', () => {
  call('check_range', 0, 4096, 16);
  // The last element may take less than its stride.
  call('check_range', 15, 4096, 16);
  call('check_range', pageSize, 0, 16);
  call('check_range', 0, 2 ** 32 - 1, 0);
  for (const [pointer, length, stride] of [
    [17, 4096, 16],
    [0, 2 ** 31, 2 ** 31],
    [0, 4097, 16],
    [2 ** 32 - 1, 1, 1],
  ]) {
    expect(() => call('check_range', pointer, length, stride)).toThrow(ItlRangeError);
  }
});

describe('growth', () => {
  const growing = `(module (memory (export "memory") 1 99))`;

  test('is noticed by whatever comes next', async () => {
    for (const after of [
      'mem_to_string',
      'mem_to_buffer',
      'mem_to_array:f32',
      'mem_to_array:bool',
      'mem_view:u8',
      'check_range',
    ]) {
      const calls: Calls = await hostFunctions({ ...names, ...others }, { coreWat: growing });
      const module = calls.core?.() as { exports: { memory: WebAssembly.Memory } };
      const use = (pointer: number, length: number): unknown => calls[after]?.(module, 0, pointer, length, 4);
      use(0, 4);
      module.exports.memory.grow(1);
      expect(() => use(0, 0)).not.toThrow();
      module.exports.memory.grow(1);
      expect(() => use(3 * pageSize - 16, 4)).not.toThrow();
      expect(() => use(3 * pageSize - 3, 4)).toThrow(ItlRangeError);
    }
  });

  test('between measuring and writing', async () => {
    const calls: Calls = await hostFunctions({ ...names, ...others }, { coreWat: growing });
    const module = calls.core?.() as { exports: { memory: WebAssembly.Memory } };
    for (const text of ['abc', 'é'.repeat(100), '']) {
      calls.string_to_mem?.(module, 0, text, 0);
      calls.string_len?.(text);
      module.exports.memory.grow(1);
      calls.string_to_mem?.(module, 0, text, 4);
      expect(calls.mem_to_string?.(module, 0, 4, Buffer.byteLength(text))).toBe(text);
      for (const array of [[], [1, 2, 3], new Float32Array(2)]) {
        calls['array_to_mem:f32']?.(module, 0, array, 8);
        module.exports.memory.grow(1);
        calls['array_to_mem:f32']?.(module, 0, array, 8);
      }
    }
  }, 20_000);

  test('of shared memory, which detaches nothing', async () => {
    const calls: Calls = await hostFunctions(
      { ...names, ...others },
      { coreWat: '(module (memory (export "memory") 1 10 shared))' },
    );
    const module = calls.core?.() as { exports: { memory: WebAssembly.Memory } };
    const long = 'é'.repeat(50);
    calls.string_to_mem?.(module, 0, long, 0);
    module.exports.memory.grow(1);
    calls.string_to_mem?.(module, 0, long, 2 * pageSize - 100);
    expect(calls.mem_to_string?.(module, 0, 2 * pageSize - 100, 100)).toBe(long);
    expect(calls.mem_to_string?.(module, 0, 0, 100)).toBe(long);
    expect(calls.mem_to_buffer?.(module, 0, 0, 4)).toHaveProperty('buffer', expect.any(ArrayBuffer));
    for (const pointer of [16, 17]) {
      const array = calls['mem_to_array:f32']?.(module, 0, pointer, 4) as Float32Array;
      expect(array.buffer).toBeInstanceOf(ArrayBuffer);
      calls['array_to_mem:f32']?.(module, 0, array, pointer);
    }
    module.exports.memory.grow(1);
    calls['array_to_mem:f32']?.(module, 0, new Float32Array([7]), 3 * pageSize - 4);
    expect(calls['mem_to_array:f32']?.(module, 0, 3 * pageSize - 4, 1)).toEqual(new Float32Array([7]));
    expect(() => calls.mem_to_buffer?.(module, 0, 3 * pageSize, 1)).toThrow(ItlRangeError);
  });
});

test('addresses above 2 GiB', async () => {
  const high = await open('(module (memory (export "memory") 40000))');
  const pointer = 39999 * pageSize;
  expect(pointer).toBeGreaterThan(2 ** 31);
  high('string_to_mem', 'fünf', pointer);
  expect(high('mem_to_string', pointer, 5)).toBe('fünf');
  high('string_to_mem', 'é'.repeat(40), pointer);
  expect(high('mem_to_string', pointer, 80)).toBe('é'.repeat(40));
  for (const [type, , values] of scalars) {
    high(`store:${type}`, pointer + 1, values[0]);
    expect(high(`load:${type}`, pointer + 1)).toBe(values[0]);
    for (const start of [pointer, pointer + 1]) {
      high(`array_to_mem:${type}`, values, start);
      expect(Array.from(high(`mem_to_array:${type}`, start, values.length) as ArrayLike<unknown>)).toEqual(values);
    }
  }
  high('buffer_to_mem', new Uint8Array([1, 2]), pointer);
  expect(high('mem_to_buffer', pointer, 2)).toEqual(new Uint8Array([1, 2]));
  expect(() => high('mem_to_string', 4294967290, 100)).toThrow(
    "pointer 4294967290 with length 100 is outside memory 'memory' of module 'core.wasm' (2621440000 bytes)",
  );
});

test('an empty memory', async () => {
  const empty = await open('(module (memory (export "memory") 0))');
  expect(empty('mem_to_string', 0, 0)).toBe('');
  expect(() => empty('mem_to_string', 0, 1)).toThrow(
    "pointer 0 with length 1 is outside memory 'memory' of module 'core.wasm' (0 bytes)",
  );
});

test('several memories of a module, and one that is not there', async () => {
  const calls: Calls = await hostFunctions(
    { ...names, ...others },
    {
      coreWat: '(module (func (export "f")) (memory (export "memory") 1) (export "again" (memory 0)))',
      literals: { 50: 'again', 60: 'none', 70: 'f' },
    },
  );
  const module = calls.core?.();
  calls['store:u8']?.(module, 0, 5, 77);
  expect(calls['load:u8']?.(module, 50, 5)).toBe(77);
  expect(calls['load:u8']?.(module, 0, 5)).toBe(77);
  expect(() => calls['load:u8']?.(module, 60, 5)).toThrow(new ItlLinkError("module 'core.wasm' has no memory 'none'"));
  expect(() => calls['load:u8']?.(module, 70, 5)).toThrow("module 'core.wasm' has no memory 'f'");
});
