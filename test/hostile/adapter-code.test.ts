/** Adapter modules that no compiler of ours has made: what they may call wrongly, leave out, or reach for. */
import { describe, expect, test, vi } from 'vitest';
import { hostFamilies, hostFunctions } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func, host, section, withJson } from '../runtime/adapter.ts';
import { answer } from '../runtime/answering.ts';
import { expectRejected, expectThrown, reasonOf, thrownBy } from './refusal.ts';

const modules = { 'core.wasm': answer(1) };

/** Arguments that a family knows nothing of, and families that there are not. */
const strangeFields = [
  ...['nothing', 'constructor', '__proto__', 'toString', '', ':', 'x:y', 'constructor:x', '__proto__:s32'],
  ...['load:', 'load:x', 'load:string', 'load:constructor', 'store:any', 'mem_view:char', 'mem_view:__proto__'],
  ...['mem_to_array:', 'array_to_mem:string', 'array_new:', 'array_new:[', 'array_new:#Nobody', 'array_new:["set"]'],
  ...['record_new:Nobody', 'record_new:constructor', 'enum_lift:', 'flags_lower:__proto__', 'enum_lower:Point'],
  ...['func_call:', 'func_call:[', 'func_call:#Point', 'func_call:null', 'func_call:["func"]'],
  ...['resource_lift:Point', 'resource_lower:constructor'],
];

test.each(strangeFields)("the loader has no '%s'", async (field) => {
  const bytes = adapter({
    imports: `(import "_it_runtime" ${JSON.stringify(field)} (func (param i32) (result externref)))`,
    section: { types: { Point: ['record', ['x', 's32']] } },
  });
  await expectRejected(
    instantiate(bytes),
    'ItlLinkError',
    /^(this loader has no '.*', which 'test' needs|unknown type .*|the given module has a malformed 'itl' section: .*)$/s,
  );
});

describe('a host function imported with another signature', () => {
  const arguments_: Readonly<Record<string, string>> = {
    i32: '(i32.const -1)',
    i64: '(i64.const -1)',
    f64: '(f64.const nan)',
    externref: '(ref.null extern)',
  };
  /** The first argument, in JavaScript. */
  const thrownAs: Readonly<Record<string, unknown>> = { i32: -1, i64: -1n, f64: Number.NaN, externref: null };
  const shapes: readonly (readonly [params: readonly string[], result: string])[] = [
    [[], ''],
    [[], 'externref'],
    [['i32', 'i32', 'i32', 'i32', 'i32'], 'i32'],
    [['i64', 'i64', 'i64', 'i64'], 'i64'],
    [['externref', 'externref', 'externref', 'externref'], 'externref'],
    [['externref', 'i32', 'externref', 'i32'], 'f64'],
    [['f64', 'f64', 'f64', 'f64'], 'externref'],
  ];
  const types = { Point: ['record', ['x', 's32']], Mood: ['enum', 'a'], Rights: ['flags', 'r'] } as const;
  const familyArguments: Readonly<Record<string, string>> = {
    T: 's32',
    J: 's32',
    C: 'i32',
    'C*': 'i32,ref',
    'C.name': 'ref.name',
    'C.case': 'ref.case',
    'case*': 'a,b',
  };
  const namedArguments: Readonly<Record<string, string>> = {
    record_new: 'Point',
    enum_lift: 'Mood',
    enum_lower: 'Mood',
    flags_lift: 'Rights',
    flags_lower: 'Rights',
    func_call: '["func",["s32"],["s32"]]',
    func_lift: '1:f',
    mem_to_records: '["Point",4,["x","s32",0]]',
    records_to_mem: '["Point",4,["x","s32",0]]',
  };
  const argumentOf = (family: string, kind: string): string | undefined =>
    family.startsWith('resource_') ? 'Thing' : (namedArguments[family] ?? familyArguments[kind]);
  const families = Object.entries(hostFamilies).map(([family, kind]) => `${family}:${argumentOf(family, kind)}`);

  /** `f` calls it, and `_it_init` too where that is wanted. */
  const calling = (field: string, [params, result]: (typeof shapes)[number], inInit: boolean) => {
    const values = params.map((type) => arguments_[type]).join(' ');
    // An engine with room for it makes an array of four thousand million elements.
    const call = `(call $it ${field.startsWith('array_new') ? values.replace('-1', '100') : values})`;
    const run = result === '' ? call : `(drop ${call})`;
    return adapter({
      imports: host(field, params.join(' '), result, 'it'),
      body: `(func (export "_it_drop") (param i32)) (func (export "f") ${run}) (func (export "_it_func:1:f"))
        (func (export "_it_init") ${inInit ? run : ''})`,
      literals: { 0: 'memory' },
      section: {
        types: { ...types, Thing: ['resource', '_it_drop'] },
        modules: [core('core.wasm')],
        exports: { f: func([]), '_it_func:1:f': func([]) },
      },
    });
  };

  test.each([...Object.keys(hostFunctions), ...families])(
    '%s: an error at worst, from _it_init a clear one',
    async (field) => {
      for (const shape of shapes) {
        const inInit = await reasonOf(instantiate(calling(field, shape, true), {}, { modules }));
        if (inInit !== undefined) {
          expect(inInit, String(shape)).toMatchObject({ name: 'ItlLinkError', code: 'ITL_LINK' });
        }
        const { f } = await instantiate<{ f(): void }>(calling(field, shape, false), {}, { modules });
        const error = thrownBy(f);
        // What the adapter itself has thrown stays what it is.
        if (error === undefined || (field === 'rethrow' && Object.is(error, thrownAs[shape[0][0] ?? '']))) continue;
        expect(error, String(shape)).toBeInstanceOf(Error);
      }
    },
  );
});

describe('addresses that hold no name', () => {
  const naming = (address: number, field: 'load_wasm' | 'literal', memory: string) =>
    withJson(
      assemble(`(module ${host(field, 'i32', 'externref')} ${memory} (table (export "_it_table") 1 funcref)
        (func (export "_it_init")) (func (export "f") (result externref) (call $${field} (i32.const ${address}))))`),
      section({ exports: { f: func([], ['any']) }, modules: [core('core.wasm')] }),
    );
  const page = (bytes: string, at: number): string =>
    `(memory (export "_it_memory") 1) (data (i32.const ${at}) "${bytes}")`;

  test.each<[string, number, string]>([
    ['behind the memory', 65_536, page('', 0)],
    ['at the very end', -1, page('', 0)],
    ['in no memory at all', 0, '(memory (export "_it_memory") 0)'],
    ['a length that the rest of the memory has not', 65_535, page('\\05', 65_535)],
    ['a length of two bytes, one of them there', 65_535, page('\\ff', 65_535)],
    ['a giant length', 0, page('\\ff\\ff\\ff\\ff\\0f', 0)],
    ['a length without end', 0, page('\\ff'.repeat(65_536), 0)],
  ])('%s', async (_, address, memory) => {
    for (const field of ['load_wasm', 'literal'] as const) {
      const { f } = await instantiate<{ f(): unknown }>(naming(address, field, memory), {}, { modules });
      if (address === -1 || address === 65_536 || memory.includes(' 0)')) {
        // Where nothing is, nothing has no length.
        expectNothing(f, field);
      } else expectThrown(f, 'ItlRangeError', `no string at ${address >>> 0} in the adapter's data`);
    }
  });

  function expectNothing(f: () => unknown, field: string): void {
    const error = thrownBy(f) as Error | undefined;
    if (error === undefined) expect([field, f()]).toEqual(['literal', '']);
    else expect(error).toMatchObject({ name: expect.stringMatching(/^Itl(Range|Link)Error$/) });
  }

  test('what is no UTF-8 is read as text all the same', async () => {
    const { f } = await instantiate<{ f(): unknown }>(
      naming(0, 'literal', page('\\03\\ff\\fe\\41', 0)),
      {},
      { modules },
    );
    expect(f()).toBe('\ufffd\ufffdA');
  });
});

describe('what an adapter has to export', () => {
  const bare = (parts: string, imports = '') =>
    withJson(
      assemble(
        `(module ${host('load_wasm', 'i32', 'externref')} ${host('set_table_func', 'i32 externref i32')} ${imports} ${parts})`,
      ),
      section({ modules: [core('core.wasm')] }),
    );
  const table = '(table (export "_it_table") 1 funcref)';
  const memory = '(memory (export "_it_memory") 1) (data (i32.const 0) "\\09core.wasm\\06answer")';
  const init = (index = 0): string =>
    `(func (export "_it_init") (call $set_table_func (i32.const ${index}) (call $load_wasm (i32.const 0)) (i32.const 10)))`;

  test('all of it is enough', async () => {
    await instantiate(bare(`${table} ${memory} ${init()}`), {}, { modules });
  });

  test.each<[string, string]>([
    ['no memory', `${table} ${init()}`],
    ['a function for a memory', `${table} (func (export "_it_memory")) ${init()}`],
    ['no table', `${memory} ${init()}`],
    ['a memory for a table', `${memory} (export "_it_table" (memory 0)) ${init()}`],
    ['a table that is too small', `${table} ${memory} ${init(1)}`],
    ['a table and a negative index', `${table} ${memory} ${init(-1)}`],
    ['a table of something else', `(table (export "_it_table") 1 externref) ${memory.replace('0)', '0)')} ${init(2)}`],
    ['no _it_init', `${table} ${memory}`],
    ['a memory for _it_init', `${table} ${memory} (export "_it_init" (memory 0))`],
    ['an _it_init that traps', `${table} ${memory} (func (export "_it_init") unreachable)`],
    ['an _it_init without end', `${table} ${memory} (func $i (export "_it_init") (call $i))`],
    ['a memory for _it_prepare', `${table} ${memory} ${init()} (export "_it_prepare" (memory 0))`],
    ['an _it_prepare that traps', `${table} ${memory} ${init()} (func (export "_it_prepare") unreachable)`],
  ])('%s', async (_, parts) => {
    await expectRejected(
      instantiate(bare(parts), {}, { modules }),
      'ItlLinkError',
      /_it_|malformed|no string at|cannot set up its tables/,
    );
  });

  test('an _it_unwind with its global, where there are defers', async () => {
    const unwinding = (parts: string) =>
      withJson(
        assemble(`(module ${memory} (func (export "_it_init")) (func (export "f") unreachable) ${parts})`),
        section({ exports: { f: { ...func([]), unwinds: true } } }),
      );
    const unwind = '(func (export "_it_unwind") (param i32))';
    const { f } = await instantiate<{ f(): void }>(
      unwinding(`${unwind} (global (export "_it_defers") (mut i32) (i32.const 0))`),
    );
    expect(f).toThrow(WebAssembly.RuntimeError);
    await expectRejected(instantiate(unwinding(unwind)), 'ItlLinkError', /malformed/);
  });

  test.each(['(import "env" "m" (memory 1))', '(import "env" "t" (table 1 funcref))', '(import "env" "f" (func))'])(
    'nothing else is given to it: %s',
    async (imports) => {
      const env = { m: new WebAssembly.Memory({ initial: 1 }), f: () => {} };
      await expectRejected(
        instantiate(
          bare(`${table} ${imports.includes('memory') ? '' : memory} (func (export "_it_init"))`, imports),
          { env },
          { modules },
        ),
        'ItlLinkError',
        /^the given module has a malformed 'itl' section: it lacks '\w' from 'env'$/,
      );
    },
  );
});

test("an export called 'then' is refused: JavaScript would wait for it, and for ever", async () => {
  // Not written as a property, which a linter would take for a mistake.
  const then = 'then';
  const bytes = adapter({ body: '(func (export "then"))', section: { exports: { [then]: func([]) } } });
  const late = new Promise((resolve) => setTimeout(resolve, 5000, new Error('it hangs')));
  const made = Promise.race([instantiate(bytes), late.then((error) => Promise.reject(error))]);
  await expectRejected(made, 'ItlLinkError', "an export cannot be called 'then'");
  const resource = adapter({
    body: '(func (export "_it_drop") (param i32))',
    section: { types: { [then]: ['resource', '_it_drop'] } },
  });
  await expectRejected(instantiate(resource), 'ItlLinkError', "an export cannot be called 'then'");
});

describe('what an adapter can read from the values that it is given', () => {
  /** Every name that anything has by birth. */
  const births = [
    Object,
    Function,
    Array,
    String,
    Promise,
    Error,
    Map,
    Uint8Array,
    RegExp,
    Symbol,
    BigInt,
    ArrayBuffer,
  ];
  const names = [
    ...new Set(
      births.flatMap((birth) => [birth, birth.prototype].flatMap((owner) => Object.getOwnPropertyNames(owner))),
    ),
    ...['eval', 'globalThis', 'process', 'exports', 'memories', 'source', 'bytes'],
  ];

  async function reader(): Promise<(value: unknown, name: string) => unknown> {
    const field = (name: string): string => `field_get:ref.${name}`;
    const bytes = adapter({
      imports: names.map((name, index) => host(field(name), 'externref', 'externref', `f${index}`)).join('\n'),
      body: names.map((_, index) => `(export "f${index}" (func $f${index}))`).join('\n'),
      section: { exports: Object.fromEntries(names.map((_, index) => [`f${index}`, func(['any'], ['any'])])) },
    });
    const exports = await instantiate<Record<string, (value: unknown) => unknown>>(bytes);
    return (value, name) => exports[`f${names.indexOf(name)}`]?.(value);
  }

  test('leads to nothing that makes code of text, nor to what all objects share', async () => {
    const read = await reader();
    const forbidden = new Set<unknown>([
      ...[
        Function,
        Reflect.get(globalThis, 'eval'),
        globalThis,
        Object,
        Reflect,
        Object.prototype,
        Function.prototype,
        Array.prototype,
        Array,
      ],
      ...[(async () => {}).constructor, function* () {}.constructor, String, Promise, WebAssembly],
    ]);
    const given: unknown[] = [
      'text',
      5,
      true,
      5n,
      [1],
      { a: 1 },
      () => 1,
      async () => 1,
      function named() {},
      new Error('x'),
    ];
    given.push(Promise.resolve(), new Uint8Array(4), new (class Mine {})(), new Map(), Symbol('s'), /x/, new Date(0));
    const seen = new Set<unknown>();
    for (let queue: readonly unknown[] = given, depth = 0; depth < 4; depth++) {
      const next: unknown[] = [];
      for (const value of queue) {
        for (const name of names) {
          let found: unknown;
          try {
            found = read(value, name);
          } catch {
            continue;
          }
          expect(forbidden.has(found), `.${name} of ${String(value)}`).toBe(false);
          const isNew = !seen.has(found) && (typeof found === 'object' ? found !== null : typeof found === 'function');
          if (isNew) next.push(found);
          seen.add(found);
        }
      }
      queue = next;
    }
    expect(seen.size).toBeGreaterThan(100);
  });
});

test('a fetch is made for nothing that an adapter holds but its core modules', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch');
  await instantiate(adapter({ section: { name: 'http://evil.example/', modules: [] } }));
  expect(fetching).not.toHaveBeenCalled();
  fetching.mockRestore();
});
