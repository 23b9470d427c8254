/** The `itl` section with each of its fields, in turn, replaced, left out or called otherwise. */
import { beforeAll, describe, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { compileText } from '../harness/compile-fixture.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { adapter, assemble, func, section, withJson, withSection } from '../runtime/adapter.ts';
import { expectError, expectRejected, thrownBy } from './refusal.ts';

const itl = `(types
  (record Point (x s32) (names (array string)))
  (variant Shape (dot Point) (none))
  (enum Mood good bad)
  (flags Rights read write)
  (func Callback (param s32) (result string))
  (resource Item (drop release)))
(import "host" (func log "log" (param string)) (func call "call" (param Callback) (result (option u64))))
(module core "core.wasm"
  (func run "run" (param i32) (result i32))
  (func release "release" (param i32))
  (func begin "begin" (param))
  (import "env" (func _ "log" (param i32 i32) (call log (mem-to-string core "memory" (local 0) (local 1)))))
  (start begin))
(export
  (func _ "run" (param $n s32) (result (result s32 string))
    (defer (call release 1))
    (make-variant (result s32 string) ok (as s32 (call run (as i32 (local $n))))))
  (func _ "same" (param $p Point) (param $s Shape) (result (tuple Point Shape)) (make-tuple (local $p) (local $s)))
  (func _ "words" (param $m Mood) (param $r Rights) (result bool) (as bool (lower-enum Mood (local $m))))
  (func _ "ask" (param $f Callback) (result (option u64)) (call call (local $f)))
  (func _ "[constructor]Item" (param $n u32) (result Item) (lift-resource Item (as i32 (local $n)))))`;

const coreWat = `(module (import "env" "log" (func $log (param i32 i32))) (memory (export "memory") 1)
  (func (export "run") (param i32) (result i32) (local.get 0))
  (func (export "release") (param i32)) (func (export "begin")))`;

type Json = Readonly<Record<string, unknown>>;
type Path = readonly string[];

const parts: { code: Uint8Array; json: Json; core: Uint8Array<ArrayBuffer> } = {
  code: new Uint8Array(),
  json: {},
  core: new Uint8Array(),
};

beforeAll(async () => {
  const { wasm, wat } = await compileText(itl, 'hostile.itl');
  const [bytes] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>), 'itl');
  Object.assign(parts, {
    code: assemble(wat),
    json: JSON.parse(new TextDecoder().decode(bytes)),
    core: assemble(coreWat),
  });
});

const open = (json: unknown): Promise<AnyExports> =>
  instantiate<AnyExports>(
    withJson(parts.code, json),
    { host: { log: () => {}, call: (f: (n: number) => unknown) => BigInt(String(f(1)).length) } },
    { modules: { 'core.wasm': parts.core } },
  );

const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const pathsIn = (value: unknown, path: Path = []): readonly Path[] =>
  isContainer(value) ? [path, ...Object.keys(value).flatMap((key) => pathsIn(value[key], [...path, key]))] : [path];

/** A copy with what is at the path made something else; a change that gives `undefined` takes it out. */
function change(value: unknown, [key, ...rest]: Path, make: (old: unknown) => unknown): unknown {
  if (key === undefined) return make(value);
  const entries = Object.entries(value as Json).flatMap(([name, old]) => {
    const changed = name === key ? change(old, rest, make) : old;
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

const wrongValues: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e99,
    '',
    'x',
    'u7',
    '__proto__',
    'constructor',
    'then',
    '_it_init',
    '_it_memory',
    '_it_runtime',
  ],
  ...['#Nobody', '#', '#Point', '#__proto__', '#constructor', 'string', 'u64', 'x'.repeat(1000)],
  ...[
    [],
    {},
    [[]],
    [null],
    ['array'],
    ['array', 'u8'],
    ['set', 'u8'],
    ['option', null],
    ['tuple', 5],
    ['func'],
    ['func', 1, 2],
  ],
  ...[
    ['record', 'x'],
    ['record', ['__proto__', 'u8']],
    ['enum', 1],
    ['flags', null],
    ['variant'],
    ['resource'],
    ['resource', 'x'],
  ],
  ...[{ toString: 'x' }, JSON.parse('{ "__proto__": { "polluted": 1 } }'), Array.from({ length: 300 }, () => 'u8')],
];

const wrongNames = [
  '__proto__',
  'constructor',
  'toString',
  'then',
  'hasOwnProperty',
  '_it_init',
  '',
  '[method]Nobody.x',
  '[get]Item.',
];

const renamed = (value: unknown, name: string): unknown => {
  if (!isContainer(value) || Array.isArray(value)) return value;
  const [first, ...rest] = Object.entries(value);
  return first ? Object.fromEntries([[name, first[1]], ...rest]) : value;
};

const given: readonly unknown[] = [
  undefined,
  1,
  1n,
  'good',
  () => 'x',
  { x: 1, names: ['a'] },
  { tag: 'none' },
  { read: true },
];

function expectHarmless(lib: AnyExports): void {
  for (const exported of Object.values(lib)) {
    if (typeof exported !== 'function') continue;
    for (const value of given) {
      const error = thrownBy(() => exported(value, value));
      if (error !== undefined) expect(error).toBeInstanceOf(Error);
    }
  }
}

/** Either it is refused by name, or what comes of it can be called. */
async function expectRefusedOrHarmless(json: unknown): Promise<'refused' | 'harmless'> {
  const made = await open(json).catch((error: unknown) => ({ error }));
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  if ('error' in made && !('run' in made)) {
    expectError(made.error, 'ItlLinkError', /^.{5,}/s);
    return 'refused';
  }
  expectHarmless(made as AnyExports);
  return 'harmless';
}

async function tally(changed: readonly unknown[]): Promise<Readonly<Record<'refused' | 'harmless', number>>> {
  const counts = { refused: 0, harmless: 0 };
  for (const json of changed) counts[await expectRefusedOrHarmless(json)]++;
  return counts;
}

test('unchanged it works', async () => {
  const lib = await open(parts.json);
  expect(lib.run(5)).toBe(5);
  const point = { x: 1, names: ['a'] };
  expect(lib.same(point, { tag: 'dot', val: point })).toEqual([point, { tag: 'dot', val: point }]);
});

describe('every field', () => {
  test('replaced by something else', async () => {
    const paths = pathsIn(parts.json);
    expect(paths.length).toBeGreaterThan(100);
    const counts = await tally(
      paths.flatMap((path) => wrongValues.map((value) => change(parts.json, path, () => value))),
    );
    // Much of it is checked when it is read; another name or type may be as good as the first.
    expect(counts.refused).toBeGreaterThan(counts.harmless);
  }, 120_000);

  test('left out', async () => {
    const paths = pathsIn(parts.json).filter((path) => path.length > 0);
    const counts = await tally(paths.map((path) => change(parts.json, path, () => undefined)));
    expect(counts.refused).toBeGreaterThan(0);
    for (const field of ['abi', 'name', 'types', 'modules', 'imports', 'exports']) {
      await expectRejected(
        open(change(parts.json, [field], () => undefined)),
        'ItlLinkError',
        /^the given module has /,
      );
    }
  }, 120_000);

  test('called something else', async () => {
    const containers = pathsIn(parts.json);
    await tally(
      containers.flatMap((path) => wrongNames.map((name) => change(parts.json, path, (old) => renamed(old, name)))),
    );
  }, 120_000);
});

describe('sections', () => {
  const text = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
  const one = func([], ['s32']);
  const code = () =>
    assemble(`(module (memory (export "_it_memory") 1) (func (export "_it_init"))
    (func (export "f") (result i32) (i32.const 1)) (func (export "g") (result i32) (i32.const 2)))`);

  test('a second one means nothing', async () => {
    const twice = withSection(
      withJson(code(), section({ exports: { f: one } })),
      'itl',
      text(section({ exports: { g: one } })),
    );
    expect(Object.keys(await instantiate(twice))).toEqual(['f']);
  });

  test.each(['ITL', 'itl ', 'itl\0', 'name', 'itl.direct'])('%j is another section', async (name) => {
    await expectRejected(
      instantiate(withSection(code(), name, text(section()))),
      'ItlLinkError',
      "the given module is not an adapter (no 'itl' section); is it the core module?",
    );
  });

  test.each<[string, Uint8Array]>([
    ['WebAssembly', code()],
    ['JSON twice', new TextEncoder().encode(`${JSON.stringify(section())}{}`)],
    ['UTF-16', new Uint8Array(Buffer.from(JSON.stringify(section()), 'utf16le'))],
    ['text', new TextEncoder().encode('abi: 1')],
    ['a number', text(1)],
    ['a list', text([section()])],
    ['text in JSON', text(JSON.stringify(section()))],
  ])('%s in it', async (_, content) => {
    const made = instantiate(withSection(code(), 'itl', content));
    await expectRejected(made, 'ItlLinkError', /^the given module has (a malformed 'itl' section: |ABI version )/);
  });

  test.each([0, 2, -1, '1', [1], null, 1.5])('ABI version %j', async (abi) => {
    const made = instantiate(withJson(code(), { ...section(), abi }));
    await expectRejected(made, 'ItlLinkError', `the given module has ABI version ${abi}, this loader has 1`);
  });

  test('a thousand modules of one path are one file', async () => {
    const modules = Array.from({ length: 1000 }, () => ({ path: 'core.wasm', file: 'core.wasm', imports: {} }));
    let asked = 0;
    const resolve = () => {
      asked++;
      return assemble('(module)');
    };
    await instantiate(adapter({ section: { modules } }), {}, { resolve });
    expect(asked).toBe(1);
  });

  test('a name as long as the engine allows is no name of a host function', async () => {
    const exports = { ['x'.repeat(1_000_000)]: one };
    await expectRejected(
      instantiate(withJson(code(), section({ exports }))),
      'ItlLinkError',
      /^the adapter exports no function 'x+'$/,
    );
  });
});
