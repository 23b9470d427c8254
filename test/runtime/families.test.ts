/** Host functions that make and take apart values. */
import { describe, expect, test } from 'vitest';
import type { ItlSection } from '../../runtime/abi.ts';
import { ItlLinkError, ItlRangeError, ItlTypeError } from '../../runtime/it_loader.ts';
import { hostFunctions } from './adapter.ts';

const types: ItlSection['types'] = {
  One: ['record', ['big', 'u32']],
  Point: ['record', ['x', 'f32'], ['y', 'f32']],
  Mixed: ['record', ['flag', 'bool'], ['letter', 'char'], ['count', 'u64']],
  Wide: ['record', ['a', 'u32'], ['b', 'string'], ['c', 'bool'], ['d', 'char'], ['e', 's8']],
  None: ['record'],
  Color: ['enum', 'red', 'green'],
  Perms: ['flags', 'read', 'write', 'exec'],
  All: ['flags', ...Array.from({ length: 32 }, (_, bit) => `f${bit}`)],
  Log: ['func', ['u32', 'char'], ['bool']],
};

test('records have their fields in order, by their carriers', async () => {
  const call = await hostFunctions(
    {
      'record_new:One': [['u32'], 'any'],
      'record_new:Point': [['f32', 'f32'], 'any'],
      'record_new:Mixed': [['bool', 'char', 'u64'], 'any'],
      'record_new:Wide': [['u32', 'string', 'bool', 'char', 's8'], 'any'],
      'record_new:None': [[], 'any'],
    },
    { types },
  );
  expect(call['record_new:One'](4294967295)).toStrictEqual({ big: 4294967295 });
  expect(call['record_new:Point'](1, 2)).toStrictEqual({ x: 1, y: 2 });
  expect(call['record_new:Mixed'](true, '🍕', 2n ** 64n - 1n)).toStrictEqual({
    flag: true,
    letter: '🍕',
    count: 2n ** 64n - 1n,
  });
  const wide = call['record_new:Wide'](4294967295, 'b', false, 'd', -1);
  expect(wide).toStrictEqual({ a: 4294967295, b: 'b', c: false, d: 'd', e: -1 });
  expect(Object.keys(wide as object)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(call['record_new:None']()).toStrictEqual({});
});

test.each([1, 2, 3, 4, 9])('a record of %i fields may have one called __proto__', async (count) => {
  const fields = ['__proto__', 'constructor', 'toString', 'd', 'e', 'f', 'g', 'h', 'i'].slice(0, count);
  const name = 'record_new:R';
  const call = await hostFunctions(
    { [name]: [fields.map(() => 's32' as const), 'any'] },
    { types: { R: ['record', ...fields.map((field) => [field, 's32'] as const)] } },
  );
  const record = call[name]?.(...fields.map((_, index) => index)) as object;
  expect(Object.entries(record)).toEqual(fields.map((field, index) => [field, index]));
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});

test('fields are read by their carriers', async () => {
  const call = await hostFunctions({
    'field_get:u32.n': [['any'], 'u32'],
    'field_get:char.c': [['any'], 'char'],
    'field_get:bool.b': [['any'], 'bool'],
    'field_get:i32.u': [['any'], 'u1'],
    'field_get:ref.a.b': [['any'], 'any'],
    'field_get:u64.__proto__': [['any'], 'u64'],
  });
  expect(call['field_get:u32.n']({ n: 4294967295 })).toBe(4294967295);
  expect(call['field_get:char.c']({ c: '🍕' })).toBe('🍕');
  expect(call['field_get:bool.b']({ b: true })).toBe(true);
  expect(call['field_get:i32.u']({ u: true })).toBe(1);
  expect(call['field_get:ref.a.b']({ 'a.b': call })).toBe(call);
  expect(
    call['field_get:u64.__proto__'](JSON.parse('{"__proto__": 0}', (key, value) => (key === '__proto__' ? 5n : value))),
  ).toBe(5n);
  expect(() => call['field_get:char.c']({})).toThrow(new ItlTypeError('a character is needed, got undefined'));
});

test('tuples and array items', async () => {
  const call = await hostFunctions(
    {
      'tuple_new:': [[], 'any'],
      'tuple_new:u32': [['u32'], 'any'],
      'tuple_new:char,ref': [['char', 'any'], 'any'],
      'tuple_new:i32,f64,bool,i64': [['s32', 'f64', 'bool', 's64'], 'any'],
      'array_get:u32': [['any', 's32'], 'u32'],
      'array_get:char': [['any', 's32'], 'char'],
      'array_get:u64': [['any', 's32'], 'u64'],
      'array_get:ref': [['any', 's32'], 'any'],
      'array_set:char': [['any', 's32', 'char']],
      'array_set:bool': [['any', 's32', 'bool']],
      'array_set:f32': [['any', 's32', 'f32']],
      'array_set:ref': [['any', 's32', 'any']],
      'array_new:["array","u8"]': [['u32'], 'any'],
      'array_new:#Color': [['u32'], 'any'],
      array_len: [['any'], 'u32'],
    },
    { types },
  );
  expect(call['tuple_new:']()).toStrictEqual([]);
  expect(call['tuple_new:u32'](4294967295)).toStrictEqual([4294967295]);
  expect(call['tuple_new:char,ref']('日', null)).toStrictEqual(['日', null]);
  expect(call['tuple_new:i32,f64,bool,i64'](-1, 0.5, true, -1n)).toStrictEqual([-1, 0.5, true, -1n]);
  expect(call['array_get:u32']([0, 4294967295], 1)).toBe(4294967295);
  expect(call['array_get:u64'](new BigUint64Array([2n ** 64n - 1n]), 0)).toBe(2n ** 64n - 1n);
  expect(call['array_get:char'](['🍕'], 0)).toBe('🍕');
  expect(call['array_get:ref']([call], 0)).toBe(call);
  const array = call['array_new:#Color'](3);
  call['array_set:char'](array, 0, '🍕');
  call['array_set:bool'](array, 1, true);
  call['array_set:ref'](array, 2, 'x');
  expect(array).toStrictEqual(['🍕', true, 'x']);
  const floats = new Float32Array(1);
  call['array_set:f32'](floats, 0, 1.5);
  expect(floats[0]).toBe(1.5);
  expect(call['array_new:["array","u8"]'](2)).toHaveLength(2);
  expect([call.array_len([1, 2]), call.array_len(new Uint8Array(5))]).toEqual([2, 5]);
});

test('enums', async () => {
  const call = await hostFunctions(
    { 'enum_lift:Color': [['s32'], 'any'], 'enum_lower:Color': [['any'], 's32'] },
    { types },
  );
  expect([0, 1].map((index) => call['enum_lift:Color'](index))).toEqual(['red', 'green']);
  expect(['red', 'green'].map((text) => call['enum_lower:Color'](text))).toEqual([0, 1]);
  for (const index of [2, -1])
    expect(() => call['enum_lift:Color'](index)).toThrow(new ItlRangeError(`${index} is not a case of Color`));
  expect(() => call['enum_lower:Color']('blue')).toThrow(new ItlTypeError("'blue' is not a case of Color"));
});

test('flags', async () => {
  const call = await hostFunctions(
    {
      'flags_lift:Perms': [['s32'], 'any'],
      'flags_lower:Perms': [['any'], 's32'],
      'flags_lift:All': [['s32'], 'any'],
      'flags_lower:All': [['any'], 's32'],
    },
    { types },
  );
  expect(call['flags_lift:Perms'](5)).toStrictEqual({ read: true, write: false, exec: true });
  expect(call['flags_lower:Perms']({ exec: true, read: false })).toBe(4);
  expect(() => call['flags_lift:Perms'](8)).toThrow(new ItlRangeError('8 has bits that are not flags of Perms'));
  expect(() => call['flags_lift:Perms'](-1)).toThrow(
    new ItlRangeError('4294967295 has bits that are not flags of Perms'),
  );
  for (const bits of [0, 1, -1, -(2 ** 31), 2 ** 31 - 1])
    expect(call['flags_lower:All'](call['flags_lift:All'](bits))).toBe(bits);
});

test('variants, boxes, options', async () => {
  const call = await hostFunctions({
    'variant_new:u32.some': [['u32'], 'any'],
    'variant_new:char.letter': [['char'], 'any'],
    'variant_new:.none': [[], 'any'],
    'variant_tag:none,some': [['any'], 's32'],
    'variant_val:char': [['any'], 'char'],
    'variant_val:u32': [['any'], 'u32'],
    'box:u32': [['u32'], 'any'],
    'box:bool': [['bool'], 'any'],
    'box:i64': [['s64'], 'any'],
    'box:ref': [['any'], 'any'],
    'unbox:char': [['any'], 'char'],
    'unbox:u64': [['any'], 'u64'],
    'unbox:i32': [['any'], 's32'],
    undefined: [[], 'any'],
    is_some: [['any'], 's32'],
    f64_rem: [['f64', 'f64'], 'f64'],
  });
  expect(call['variant_new:u32.some'](4294967295)).toStrictEqual({ tag: 'some', val: 4294967295 });
  expect(call['variant_new:char.letter']('🍕')).toStrictEqual({ tag: 'letter', val: '🍕' });
  expect(call['variant_new:.none']()).toStrictEqual({ tag: 'none' });
  expect([{ tag: 'some' }, { tag: 'none' }].map((value) => call['variant_tag:none,some'](value))).toEqual([1, 0]);
  expect(() => call['variant_tag:none,some']({ tag: 'other' })).toThrow(ItlTypeError);
  expect(call['variant_val:char']({ val: '日' })).toBe('日');
  expect(call['variant_val:u32']({ val: 4294967295 })).toBe(4294967295);
  expect(call['box:u32'](4294967295)).toBe(4294967295);
  expect(call['box:bool'](true)).toBe(true);
  expect(call['box:i64'](-5n)).toBe(-5n);
  expect(call['box:ref'](call)).toBe(call);
  expect(call['unbox:char']('🍕')).toBe('🍕');
  expect(call['unbox:u64'](2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
  expect(call['unbox:i32'](-7)).toBe(-7);
  expect(call.undefined()).toBe(undefined);
  expect([undefined, null, 0, '', false].map((value) => call.is_some(value))).toEqual([0, 0, 1, 1, 1]);
  expect([call.f64_rem(-5.5, 2), call.f64_rem(1, 0)]).toEqual([-1.5, Number.NaN]);
});

test('literals keep every character', async () => {
  const long = 'x'.repeat(300);
  const call = await hostFunctions(
    { literal: [['s32'], 'any'] },
    { literals: { 200: '\ufeff日\0🍕', 1000: long, 1999: '' } },
  );
  expect(call.literal(200)).toBe('\ufeff日\0🍕');
  expect(call.literal(1000)).toBe(long);
  expect(call.literal(1999)).toBe('');
});

test('a literal outside the adapter is refused', async () => {
  const call = await hostFunctions({ literal: [['s32'], 'any'] }, { literals: { 65530: 'abcde', 300: '\u007f' } });
  expect(call.literal(65530)).toBe('abcde');
  // Its first bytes read as a length that reaches beyond the end.
  for (const address of [65533, 65536, -1]) expect(() => call.literal(address)).toThrow(ItlRangeError);
});

describe('callbacks', () => {
  const callLog = 'func_call:#Log';
  const open = () => hostFunctions({ [callLog]: [['any', 'u32', 'char'], 'bool'] }, { types });

  test('get arguments by their types and no `this`', async () => {
    const call = await open();
    const seen: unknown[] = [];
    const answer = call[callLog]?.(
      function (this: unknown, ...args: unknown[]) {
        seen.push(this, ...args);
        return true;
      },
      4294967295,
      '🍕',
    );
    expect(seen).toEqual([undefined, 4294967295, '🍕']);
    expect(answer).toBe(true);
  });

  test('results are checked, errors pass as they are', async () => {
    const call = await open();
    expect(() => call[callLog]?.(() => 1, 0, 'a')).toThrow(
      new ItlTypeError("callback 'Log': result must be a boolean, got 1"),
    );
    const error = new Error('mine');
    const failing = (): never => {
      throw error;
    };
    let caught: unknown;
    try {
      call[callLog]?.(failing, 0, 'a');
    } catch (thrown) {
      caught = thrown;
    }
    expect(caught).toBe(error);
  });

  test.each([0, 1, 2, 3, 4, 5, 7])('of %i parameters, without a name', async (count) => {
    const name = `func_call:${JSON.stringify(['func', Array(count).fill('u32'), ['string']])}`;
    const call = await hostFunctions({ [name]: [['any', ...Array(count).fill('u32')], 'string'] });
    const args = Array.from({ length: count }, (_, index) => 4294967295 - index);
    expect(call[name]?.((...seen: unknown[]) => seen.join(), ...args)).toBe(args.join());
    expect(() => call[name]?.(() => 5, ...args)).toThrow('callback: result must be a string, got 5');
  });

  test('with a result type give ok or err', async () => {
    const name = 'func_call:["func",["u32"],[["result","u8","string"]]]';
    const call = await hostFunctions({ [name]: [['any', 'u32'], 'any'] });
    expect(call[name]?.((value: number) => value - 4294967290, 4294967295)).toStrictEqual({ tag: 'ok', val: 5 });
    const failing = (): never => {
      throw new Error('no');
    };
    expect(call[name]?.(failing, 1)).toStrictEqual({ tag: 'err', val: 'no' });
    expect(() => call[name]?.(() => 256, 1)).toThrow('callback: result must be an integer from 0 to 255 (u8), got 256');
  });
});

describe('references', () => {
  test('hold any value, and stale or foreign ones are errors', async () => {
    const functions = { ref_new: [['any'], 's32'], ref_get: [['s32'], 'any'], ref_drop: [['s32']] } as const;
    const [one, two] = await Promise.all([hostFunctions(functions), hostFunctions(functions)]);
    for (const value of [null, undefined, 0, 'x', one, Symbol('s')]) {
      const handle = one.ref_new(value);
      expect(one.ref_get(handle)).toBe(value);
      expect(() => two.ref_get(handle)).toThrow(
        new ItlRangeError(`reference ${handle} is not a live handle of this instance`),
      );
      one.ref_drop(handle);
      expect(() => one.ref_get(handle)).toThrow(ItlRangeError);
      expect(() => one.ref_drop(handle)).toThrow(ItlRangeError);
    }
  });
});

test.each([
  ['nonsense', "this loader has no 'nonsense', which 'test' needs"],
  ['nonsense:u8', "this loader has no 'nonsense:u8', which 'test' needs"],
  ['constructor', "this loader has no 'constructor', which 'test' needs"],
  ['toString:x', "this loader has no 'toString:x', which 'test' needs"],
  ['load:string', "unknown type 'string'"],
  ['load:constructor', "unknown type 'constructor'"],
  ['mem_view:bool', "unknown type 'bool'"],
  ['record_new:Color', "unknown type 'Color'"],
  ['enum_lift:Nothing', "unknown type 'Nothing'"],
  ['resource_lift:Color', "unknown type 'Color'"],
  ['func_call:"#Color"', 'unknown type \'"#Color"\''],
  ['func_call:"string"', 'unknown type \'"string"\''],
])('%s is refused', async (name, text) => {
  await expect(hostFunctions({ [name]: [[], 'any'] }, { types })).rejects.toThrow(new ItlLinkError(text));
});

test.each(['array_new:x', 'func_call:[', 'func_call:["func"]', 'func_call:["func",[],["nothing"]]', 'func_call:null'])(
  '%s is refused',
  async (name) => {
    await expect(hostFunctions({ [name]: [[], 'any'] }, { types })).rejects.toThrow(ItlLinkError);
  },
);
