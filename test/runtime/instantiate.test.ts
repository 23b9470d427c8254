/** Where adapters and core modules come from, how they are linked, and what is said when they cannot be. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ItlSection } from '../../runtime/abi.ts';
import { ItlLinkError, instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func, host, section, withJson } from './adapter.ts';

/** Calls `answer` of its core module. */
const answering = (file: string, path = 'out/core.wasm'): Uint8Array<ArrayBuffer> =>
  adapter({
    imports: `${host('load_wasm', 'i32', 'externref')} ${host('set_table_func', 'i32 externref i32')}`,
    literals: { 10: path, 50: 'answer' },
    body: `(func (export "_it_init") (call $set_table_func (i32.const 0) (call $load_wasm (i32.const 10)) (i32.const 50)))
      (func (export "answer") (result i32) (call_indirect (result i32) (i32.const 0)))`,
    section: { name: 'answering', modules: [{ path, file, imports: {} }], exports: { answer: func([], ['s32']) } },
  });

const answer = (number: number): Uint8Array<ArrayBuffer> =>
  assemble(`(module (func (export "answer") (result i32) (i32.const ${number})))`);

interface Answering {
  answer(): number;
}

const modules = { 'out/core.wasm': answer(42) };

async function expectAnswer(made: Promise<Answering>, number = 42): Promise<void> {
  expect((await made).answer()).toBe(number);
}

async function expectRefusal(made: Promise<unknown>, text: string | RegExp): Promise<void> {
  const error: unknown = await made.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ItlLinkError);
  expect(error).toMatchObject({ code: 'ITL_LINK', name: 'ItlLinkError' });
  if (typeof text === 'string') expect((error as Error).message).toBe(text);
  else expect((error as Error).message).toMatch(text);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loader-'));
  await mkdir(join(folder, 'out'));
  await mkdir(join(folder, 'strange #%20 dir'));
  await writeFile(join(folder, 'it_core.wasm'), answering('out/core.wasm'));
  await writeFile(join(folder, 'out', 'core.wasm'), answer(1));
  await writeFile(join(folder, 'strange #%20 dir', 'it.wasm'), answering('../out/core.wasm'));
  await writeFile(join(folder, 'page.wasm'), '<!doctype html>');
});
afterAll(() => rm(folder, { recursive: true }));

describe('sources', () => {
  test('bytes in every wrapping, a module, promises of them', async () => {
    const bytes = answering('unused');
    const padded = new Uint8Array(bytes.length + 10);
    padded.set(bytes, 5);
    for (const source of [bytes, bytes.buffer, new DataView(bytes.buffer), padded.subarray(5, 5 + bytes.length)]) {
      await expectAnswer(instantiate<Answering>(source, {}, { modules }));
    }
    const module = await WebAssembly.compile(bytes);
    await expectAnswer(instantiate<Answering>(module, {}, { modules }));
    await expectAnswer(instantiate<Answering>(Promise.resolve(module), {}, { modules }));
    await expectAnswer(
      instantiate<Answering>(bytes, {}, { modules: { 'out/core.wasm': WebAssembly.compile(answer(42)) } }),
    );
  });

  test('paths and file URLs, with core modules beside them', async () => {
    await expectAnswer(instantiate<Answering>(join(folder, 'it_core.wasm')), 1);
    const url = pathToFileURL(join(folder, 'strange #%20 dir', 'it.wasm'));
    await expectAnswer(instantiate<Answering>(url), 1);
    await expectAnswer(instantiate<Answering>(url.href), 1);
    await expectAnswer(instantiate<Answering>(join(folder, 'strange #%20 dir', 'it.wasm')), 1);
  });

  test('a relative path is resolved before the working directory can change', async () => {
    const before = process.cwd();
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const made = instantiate<Answering>('it_core.wasm');
    await new Promise((resolve) => setTimeout(resolve, 0));
    cwd.mockReturnValue(join(folder, 'out'));
    await expectAnswer(made, 1);
    cwd.mockRestore();
    expect(process.cwd()).toBe(before);
  });

  test('Responses', async () => {
    const headers = { 'content-type': 'application/wasm' };
    await expectAnswer(instantiate<Answering>(new Response(answering('x'), { headers }), {}, { modules }));
    await expectAnswer(instantiate<Answering>(new Response(answering('x')), {}, { modules }));
    await expectRefusal(
      instantiate(new Response('gone', { status: 404 })),
      /^cannot load the given response \(status 404, text\/plain;charset=UTF-8\): /,
    );
  });

  test('data URLs', async () => {
    const url = `data:application/wasm;base64,${Buffer.from(answering('x')).toString('base64')}`;
    await expectAnswer(instantiate<Answering>(url, {}, { modules }));
  });
});

describe('over HTTP', () => {
  let server: Server;
  let base: string;
  const served: string[] = [];
  beforeAll(async () => {
    const files: Record<string, [type: string, body: Uint8Array | string]> = {
      '/a/it.wasm': ['application/wasm', answering('../core.wasm?v=1')],
      '/a/plain.wasm': ['application/octet-stream', answering('../core.wasm?v=1')],
      '/a/typed.wasm': ['application/wasm; charset=utf-8', answering('../core.wasm?v=1')],
      '/core.wasm?v=1': ['application/wasm', answer(7)],
      '/page.wasm': ['text/html', '<!doctype html><title>Home</title>'],
      '/broken.wasm': ['application/wasm', '<!doctype html>'],
    };
    server = createServer((request, response) => {
      served.push(request.url ?? '');
      if (request.url === '/moved.wasm') return response.writeHead(302, { location: '/a/it.wasm' }).end();
      const [type, body] = files[request.url ?? ''] ?? ['text/html', '<!doctype html>not here'];
      return response.writeHead(body === '<!doctype html>not here' ? 404 : 200, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.each(['it', 'plain', 'typed'])('%s.wasm is fetched once, whatever its type', async (name) => {
    served.length = 0;
    await expectAnswer(instantiate<Answering>(`${base}/a/${name}.wasm`), 7);
    expect(served).toEqual([`/a/${name}.wasm`, '/core.wasm?v=1']);
    await expectAnswer(instantiate<Answering>(fetch(`${base}/a/${name}.wasm`)), 7);
  });

  test('core modules lie beside where a redirect led', async () => {
    await expectAnswer(instantiate<Answering>(new URL('/moved.wasm', base)), 7);
  });

  test('pages that are no modules', async () => {
    await expectRefusal(
      instantiate(`${base}/none.wasm`),
      new RegExp(`^cannot load ${base}/none.wasm \\(status 404, text/html\\): `),
    );
    await expectRefusal(
      instantiate(`${base}/page.wasm`),
      new RegExp(`^cannot load ${base}/page.wasm \\(status 200, text/html\\): .*magic`),
    );
    await expectRefusal(
      instantiate(`${base}/broken.wasm`),
      new RegExp(`^cannot load ${base}/broken.wasm \\(status 200, application/wasm\\): .*magic`),
    );
  });

  test('nobody answers', async () => {
    const made = instantiate('http://127.0.0.1:1/it.wasm');
    await expectRefusal(made, /^cannot load http:\/\/127.0.0.1:1\/it.wasm: /);
    await expect(made).rejects.toHaveProperty('cause');
  });
});

describe('what is no adapter', () => {
  test('nothing at the path', async () => {
    await expectRefusal(instantiate(join(folder, 'none.wasm')), /^cannot load file:.*none\.wasm: ENOENT/);
  });

  test('no WebAssembly', async () => {
    await expectRefusal(instantiate(join(folder, 'page.wasm')), /^cannot load file:.*page\.wasm: .*magic/);
    await expectRefusal(instantiate(new Uint8Array(0)), /^cannot load the given module: /);
    for (const nonsense of [null, undefined, 5, {}, []])
      await expectRefusal(instantiate(nonsense as never), /^cannot load the given module: /);
    await expectRefusal(instantiate(Promise.reject(new Error('mine'))), 'cannot load the given module: mine');
  });

  test('no section', async () => {
    await expectRefusal(
      instantiate(answer(1)),
      "the given module is not an adapter (no 'itl' section); is it the core module?",
    );
  });

  test('another ABI version', async () => {
    await expectRefusal(
      instantiate(withJson(answer(1), section({ abi: 2 }))),
      'the given module has ABI version 2, this loader has 1',
    );
  });

  const good = section();
  test.each<[string, unknown]>([
    ['no JSON', '{'],
    ['empty', ''],
    ['null', 'null'],
    ['no types', { ...good, types: undefined }],
    ['types an array', { ...good, types: [] }],
    ['a type that is no definition', { ...good, types: { A: 5 } }],
    ['name a number', { ...good, name: 5 }],
    ['modules an object', { ...good, modules: {} }],
    ['a module of text', { ...good, modules: ['a'] }],
    ['a module without path', { ...good, modules: [{ file: 'a', imports: {} }] }],
    ['a module whose imports are numbers', { ...good, modules: [{ ...core('a'), imports: { a: { b: 1 } } }] }],
    ['a start that is no text', { ...good, modules: [{ ...core('a'), start: 1 }] }],
    ['imports of text', { ...good, imports: { a: 'b' } }],
    ['imports null', { ...good, imports: null }],
    ['functions of nothing', { ...good, exports: { f: {} } }],
    ['parameters of text', { ...good, exports: { f: { params: 'ab', results: [] } } }],
    ['parameters without name', { ...good, exports: { f: { params: [[5, 'u8']], results: [] } } }],
    ['parameters without type', { ...good, exports: { f: { params: [['a']], results: [] } } }],
    ['unknown types', { ...good, exports: { f: func(['u7' as 'u8']) } }],
    ['unknown named types', { ...good, exports: { f: func(['#Nobody']) } }],
    ['unknown constructors', { ...good, exports: { f: func([['set', 'u8'] as never]) } }],
    ['constructors of nothing', { ...good, exports: { f: func([['array'] as never]) } }],
    ['records of nothing', { ...good, types: { R: ['record', 'x'] }, exports: { f: func(['#R']) } }],
    ['unknown definitions', { ...good, types: { R: ['class'] }, exports: { f: func(['#R']) } }],
    ['types from prototypes', { ...good, exports: { f: func(['#constructor', '#__proto__']) } }],
    [
      'too deep',
      JSON.stringify(good).replace(
        '"exports":{}',
        `"exports":{"f":{"params":[["a",${'["array",'.repeat(50_000)}"u8"${']'.repeat(50_000)}]],"results":[]}}`,
      ),
    ],
  ])('a malformed section: %s', async (_, json) => {
    const bytes = withJson(
      assemble(
        '(module (table (export "_it_table") 1 funcref) (memory (export "_it_memory") 1) (func (export "_it_init")) (func (export "f") (param i32)))',
      ),
      json,
    );
    const modules = { a: answer(1), undefined: answer(1) };
    await expectRefusal(
      instantiate(bytes, {}, { modules }),
      /malformed 'itl' section|unknown type|has ABI version undefined/,
    );
    expect(({} as Record<string, unknown>).f).toBe(undefined);
  });

  test.each(['_it_init', 'f'])('an adapter without function %s', async (missing) => {
    const functions = ['_it_init', 'f'].filter((name) => name !== missing).map((name) => `(func (export "${name}"))`);
    const bytes = withJson(assemble(`(module ${functions.join(' ')})`), section({ exports: { f: func([]) } }));
    await expectRefusal(instantiate(bytes), `the adapter exports no function '${missing}'`);
  });
});

describe('core modules', () => {
  test('options.modules come before options.resolve, that before the file', async () => {
    const asked: unknown[] = [];
    const resolve = (path: string, from: string | undefined): Uint8Array<ArrayBuffer> => {
      asked.push(path, from);
      return answer(5);
    };
    const path = join(folder, 'it_core.wasm');
    await expectAnswer(instantiate<Answering>(path, {}, { resolve }), 5);
    expect(asked).toEqual(['out/core.wasm', pathToFileURL(path).href]);
    await expectAnswer(instantiate<Answering>(path, {}, { modules, resolve }), 42);
    expect(asked).toHaveLength(2);
    await expectAnswer(instantiate<Answering>(path, {}, { resolve: () => undefined }), 1);
    await expectAnswer(instantiate<Answering>(answering('x'), {}, { resolve }), 5);
    expect(asked.slice(2)).toEqual(['out/core.wasm', undefined]);
  });

  test('a place is needed', async () => {
    await expectRefusal(
      instantiate(answering('x')),
      "no place is known for core module 'out/core.wasm': pass it in options.modules",
    );
    await expectRefusal(
      instantiate(answering('x', 'toString')),
      "no place is known for core module 'toString': pass it in options.modules",
    );
  });

  test.each([
    'http://example.org/x.wasm',
    'file:///etc/passwd',
    '/etc/passwd',
    '//host/x',
    '\\\\host\\x',
    'C:x',
    'data:,x',
    ' /etc/passwd',
    '\t/etc/passwd',
    'ht\ntp://x/',
    '\u0000/etc/passwd',
    '\\etc',
  ])('a section cannot lead to %j', async (file) => {
    await writeFile(join(folder, 'hostile.wasm'), answering(file));
    await expectRefusal(instantiate(join(folder, 'hostile.wasm')), `'${file}' is not a relative path`);
  });

  test('an export that is missing', async () => {
    const wat = '(module (memory (export "memory") 1) (func (export "answers")) (func (export "other")))';
    await expectRefusal(
      instantiate(answering('x'), {}, { modules: { 'out/core.wasm': assemble(wat) } }),
      "core module 'out/core.wasm' has no export 'answer', its functions are: answers, other",
    );
    const notFunction = '(module (memory (export "answer") 1))';
    await expectRefusal(
      instantiate(answering('x'), {}, { modules: { 'out/core.wasm': assemble(notFunction) } }),
      /has no export 'answer'/,
    );
  });

  test('a module that the section does not list', async () => {
    const bytes = adapter({
      imports: host('load_wasm', 'i32', 'externref'),
      literals: { 10: 'other.wasm' },
      body: '(func (export "_it_init") (drop (call $load_wasm (i32.const 10))))',
    });
    await expectRefusal(instantiate(bytes), "core module 'other.wasm' is not in the adapter's list");
  });

  /** An adapter that offers `_it_import:log` to its core module. */
  const offering = (
    imports: ItlSection['modules'][number]['imports'],
    extra: Partial<ItlSection['modules'][number]> = {},
  ) =>
    adapter({
      body: `(global $seen (mut i32) (i32.const 0))
        (func (export "_it_import:log") (param i32) (global.set $seen (i32.add (i32.mul (global.get $seen) (i32.const 10)) (local.get 0))))
        (func (export "visible") (param i32))
        (func (export "seen") (result i32) (global.get $seen))`,
      section: {
        modules: [{ ...core('a.wasm', imports), ...extra }, core('b.wasm', imports)],
        exports: { seen: func([], ['s32']) },
      },
    });
  const logging = { env: { log: '_it_import:log' } };
  const empty = assemble('(module)');
  const importing = (what: string): Uint8Array<ArrayBuffer> => assemble(`(module (import "env" ${what}))`);

  test('import what the component adapts for them, and start in order', async () => {
    const starting = (name: string, number: number): Uint8Array<ArrayBuffer> =>
      assemble(
        `(module (import "env" "log" (func $log (param i32))) (func (export "${name}") (call $log (i32.const ${number}))))`,
      );
    const made = await instantiate<{ seen(): number }>(
      offering(logging, { start: 'begin' }),
      {},
      { modules: { 'a.wasm': starting('begin', 1), 'b.wasm': starting('_initialize', 2) } },
    );
    expect(made.seen()).toBe(12);
    const other = await instantiate<{ seen(): number }>(
      offering(logging),
      {},
      { modules: { 'a.wasm': starting('begin', 1), 'b.wasm': empty } },
    );
    expect(other.seen()).toBe(0);
  });

  test('a start that is missing', async () => {
    await expectRefusal(
      instantiate(offering({}, { start: 'begin' }), {}, { modules: { 'a.wasm': empty, 'b.wasm': empty } }),
      "core module 'a.wasm' has no export 'begin', its functions are: ",
    );
  });

  test.each<[string, ItlSection['modules'][number]['imports'], string]>([
    [
      '"log" (func (param i32))',
      {},
      "core module 'a.wasm' imports function 'log' from 'env', which component 'test' does not adapt",
    ],
    [
      '"log" (func (param i32))',
      { env: { log: 'visible' } },
      "core module 'a.wasm' imports function 'log' from 'env', which component 'test' does not adapt",
    ],
    ['"log" (func (param i32))', { env: { log: '_it_nothing' } }, "the adapter exports no function '_it_nothing'"],
    [
      '"memory" (memory 1)',
      logging,
      "core module 'a.wasm' imports memory 'memory' from 'env', which component 'test' does not adapt",
    ],
    [
      '"constructor" (func)',
      logging,
      "core module 'a.wasm' imports function 'constructor' from 'env', which component 'test' does not adapt",
    ],
    [
      '"log" (memory 1)',
      logging,
      "core module 'a.wasm' imports memory 'log' from 'env', which component 'test' does not adapt",
    ],
  ])('import %s', async (what, imports, text) => {
    await expectRefusal(
      instantiate(offering(imports), {}, { modules: { 'a.wasm': importing(what), 'b.wasm': empty } }),
      text,
    );
  });

  test('import of another wasm type, or WASI', async () => {
    await expectRefusal(
      instantiate(
        offering(logging),
        {},
        { modules: { 'a.wasm': importing('"log" (func (param i64))'), 'b.wasm': empty } },
      ),
      /^cannot link core module 'a.wasm': /,
    );
    const wasi = assemble('(module (import "wasi_snapshot_preview1" "fd_write" (func (param i32))))');
    await expectRefusal(
      instantiate(offering({}), {}, { modules: { 'a.wasm': wasi, 'b.wasm': empty } }),
      /fd_write.*WASI is not provided yet$/,
    );
  });

  test('errors of their own pass as they are', async () => {
    const trapping = assemble('(module (func $start unreachable) (start $start))');
    await expect(
      instantiate(offering({}), {}, { modules: { 'a.wasm': trapping, 'b.wasm': empty } }),
    ).rejects.toBeInstanceOf(WebAssembly.RuntimeError);
    const failing = assemble('(module (func (export "_initialize") unreachable))');
    await expect(
      instantiate(offering({}), {}, { modules: { 'a.wasm': failing, 'b.wasm': empty } }),
    ).rejects.toBeInstanceOf(WebAssembly.RuntimeError);
  });
});

describe('imports', () => {
  const wanting = adapter({
    imports: '(import "console" "log" (func $log (param externref))) (import "env" "now" (func $now (result f64)))',
    body: '(func (export "log") (param externref) (call $log (local.get 0))) (func (export "now") (result f64) (call $now))',
    section: {
      imports: {
        console: { log: func(['string']), unused: func(['u8', ['array', '#P']], [['option', 'string']]) },
        env: { now: func([], ['f64']) },
      },
      types: { P: ['record'] },
      exports: { log: func(['string']), now: func([], ['f64']) },
    },
  });

  test('all that are missing are named', async () => {
    await expectRefusal(
      instantiate(wanting, { console: { log: 'x' } }),
      [
        "missing import 'log' from 'console': the component expects (param string) (result), got 'x'",
        "missing import 'unused' from 'console': the component expects (param u8 (array P)) (result (option string)), got undefined",
        "missing import 'now' from 'env': the component expects (param) (result f64), got undefined",
      ].join('\n'),
    );
    await expectRefusal(instantiate(wanting), /^missing import 'log'/);
  });

  test('are called with their object as `this`, inherited ones too', async () => {
    class Logger {
      readonly lines: string[] = [];
      log(line: string): void {
        this.lines.push(line);
      }
      unused(): void {}
    }
    const logger = new Logger();
    const env = {
      time: 12.5,
      now(): number {
        return this.time;
      },
    };
    const { log, now } = await instantiate(wanting, { console: logger, env });
    log?.('hello');
    expect(logger.lines).toEqual(['hello']);
    expect(now?.()).toBe(12.5);
  });

  test.each(['constructor', 'toString', '__defineGetter__', 'apply', 'bind', '__proto__', 'valueOf'])(
    'what every object or function has is no import: %s',
    async (name) => {
      const json = JSON.parse(`{"env":{"${name}":${JSON.stringify(func([]))}}}`);
      const bytes = adapter({ section: { imports: json } });
      await expectRefusal(instantiate(bytes, { env: {} }), /^missing import/);
      await expectRefusal(instantiate(bytes, { env: class {} }), /^missing import/);
      const own = Object.defineProperty({}, name, { value: () => {} });
      await expect(instantiate(bytes, { env: own })).resolves.toEqual({});
    },
  );

  test('a module of the name of what every object has', async () => {
    const bytes = adapter({
      section: {
        imports: JSON.parse(
          `{"__proto__":{"f":${JSON.stringify(func([]))}},"toString":{"call":${JSON.stringify(func([]))}}}`,
        ),
      },
    });
    await expectRefusal(
      instantiate(bytes, {}),
      /^missing import 'f' from '__proto__'.*\nmissing import 'call' from 'toString'/,
    );
    await expect(instantiate(bytes, { ['__proto__']: { f() {} }, toString: { call() {} } } as never)).resolves.toEqual(
      {},
    );
  });

  test('an adapter that hides some of its imports', async () => {
    const bytes = adapter({ imports: '(import "env" "secret" (func))' });
    await expectRefusal(
      instantiate(bytes, { env: { secret() {} } }),
      "the given module has a malformed 'itl' section: it lacks 'secret' from 'env'",
    );
  });

  test.each([0, 1, 2, 3, 4, 5, 7])('with %i parameters', async (count) => {
    const types = (['u32', 'bool', 'char', 'u64', 'f64', 's32', 'string'] as const).slice(0, count);
    const wasm = ['i32', 'i32', 'i32', 'i64', 'f64', 'i32', 'externref'].slice(0, count).join(' ');
    const bytes = adapter({
      imports: `(import "env" "call" (func $call (param ${wasm}) (result externref)))`,
      body: `(func (export "call") (param ${wasm}) (result externref) (call $call ${types.map((_, index) => `(local.get ${index})`).join(' ')}))`,
      section: { imports: { env: { call: func([...types], ['any']) } }, exports: { call: func([...types], ['any']) } },
    });
    const { call } = await instantiate(bytes, { env: { call: (...args: unknown[]) => args } });
    const args = [4294967295, true, '🍕', 2n ** 64n - 1n, 0.5, -1, 'text'].slice(0, count);
    expect(call?.(...args)).toEqual(args);
    expect(call?.(...args, 'more', 'still more')).toEqual(args);
    args.forEach((_, index) => {
      const wrong = args.with(index, null as never);
      expect(() => call?.(...wrong)).toThrow(`call: parameter '${String.fromCharCode(97 + index)}' must be`);
    });
  });
});

test('unnamed parameters are counted from 1', async () => {
  const params: ItlSection['exports'][string]['params'] = [
    ['', 's32'],
    ['', ['array', 'string']],
  ];
  const bytes = adapter({
    body: '(func (export "f") (param i32 externref))',
    section: { exports: { f: { params, results: [] } } },
  });
  const { f } = await instantiate(bytes);
  expect(() => f?.('x', [])).toThrow("f: parameter 1 must be a number, got 'x'");
  expect(() => f?.(1, ['a', 2])).toThrow('f: parameter 2[1] must be a string, got 2');
});

test('reserved exports stay inside, odd names do not harm', async () => {
  const exports = JSON.parse(`{"_it_secret":${JSON.stringify(func([]))},"__proto__":${JSON.stringify(func([]))}}`);
  const bytes = adapter({ body: '(func (export "_it_secret")) (func (export "__proto__"))', section: { exports } });
  const made = await instantiate(bytes);
  expect(Object.getOwnPropertyNames(made)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

test('instances side by side', async () => {
  const bytes = adapter({
    body: `(global $count (mut i32) (i32.const 0))
      (func (export "next") (result i32) (global.set $count (i32.add (global.get $count) (i32.const 1))) (global.get $count))`,
    section: { exports: { next: func([], ['s32']) } },
  });
  const [one, two] = await Promise.all([instantiate(bytes), instantiate(bytes)]);
  expect([one.next?.(), one.next?.(), two.next?.()]).toEqual([1, 2, 1]);
});
