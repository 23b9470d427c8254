/** How core modules are found and linked, and what is said when they cannot be. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItlSection } from '../../runtime/abi.ts';
import { ItlTrapError, instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func, host } from './adapter.ts';
import { type Answering, answer, answering, expectAnswer, expectRefusal, modules } from './answering.ts';

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

  test('a path that there is not is no silent mistake', async () => {
    await expect(instantiate(answering('x'), {}, { modules: { 'out/cor.wasm': answer(1) } })).rejects.toThrow(
      "instantiate: options.modules has 'out/cor.wasm', but the core modules are out/core.wasm",
    );
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
      "core module 'out/core.wasm' exports no function 'answer', only memory, answers, other",
    );
    const notFunction = '(module (memory (export "answer") 1))';
    await expectRefusal(
      instantiate(answering('x'), {}, { modules: { 'out/core.wasm': assemble(notFunction) } }),
      /exports no function 'answer', only answer$/,
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
      "core module 'a.wasm' exports no function 'begin', only nothing",
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
    const modules = { 'a.wasm': wasi, 'b.wasm': empty };
    await expectRefusal(
      instantiate(offering({}), {}, { modules, wasi: false }),
      "core module 'a.wasm' imports function 'fd_write' from 'wasi_snapshot_preview1', which component 'test' does not adapt, and options.wasi is false",
    );
    const unknown = assemble('(module (import "wasi_snapshot_preview1" "fd_fly" (func)))');
    await expectRefusal(
      instantiate(offering({}), {}, { modules: { 'a.wasm': unknown, 'b.wasm': empty } }),
      "core module 'a.wasm' imports function 'fd_fly' from 'wasi_snapshot_preview1', which component 'test' does not adapt",
    );
  });

  test('that trap while they start', async () => {
    const trapping = assemble('(module (func $start unreachable) (start $start))');
    await expectRefusal(
      instantiate(offering({}), {}, { modules: { 'a.wasm': trapping, 'b.wasm': empty } }),
      /^cannot start core module 'a.wasm': unreachable/,
    );
    const failing = assemble('(module (func $begin (export "_initialize") unreachable))');
    const error = await instantiate(offering({}), {}, { modules: { 'a.wasm': failing, 'b.wasm': empty } }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ItlTrapError);
    expect(error).toMatchObject({
      name: 'ItlTrapError',
      code: 'ITL_TRAP',
      message: "'_initialize' of core module 'a.wasm': unreachable in 'begin'",
      cause: expect.any(WebAssembly.RuntimeError),
    });
  });
});
