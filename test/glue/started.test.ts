/** `--start`: modules that start their component when they are imported, and export what it has. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CompileOptions, compile } from '../../src/compile.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { assemble } from '../runtime/adapter.ts';

const core = assemble(`(module
  (import "env" "log" (func $log (param i32)))
  (func (export "answer") (result i32) (i32.const 42))
  (func (export "tell") (param i32) (call $log (local.get 0)))
  (func (export "make") (param i32) (result i32) (local.get 0))
  (func (export "drop") (param i32)))`);

/** Names that a module has for other things: `link` of its own, `atob` of the host, a word of the language. */
const source = `
(types (resource Counter (drop drop)))
(import "console" (func log "log" (param $n s32)))
(module core "core.wasm"
  (func answer "answer" (result i32)) (func tell "tell" (param i32)) (func make "make" (param i32) (result i32)) (func drop "drop" (param i32))
  (import "env" (func _log "log" (param i32) (call log (as s32 (local 0))))))
(export
  (func link "link" (result s32) (as s32 (call answer)))
  (func _ "atob" (result s32) (as s32 (call answer)))
  (func _ "delete" (param $n s32) (call tell (as i32 (local $n))))
  (func _ "default" (result s32) 7)
  (func _ "a name" (result s32) 8)
  (func _ "[get]size" (result s32) 9)
  (func _ "[constructor]Counter" (param $from s32) (result Counter)
    (lift-resource Counter (call make (as i32 (local $from)))))
  (func _ "[method]Counter.at" (param $self Counter) (result s32) (as s32 (lower-resource Counter (local $self)))))`;

const told: number[] = [];
Object.assign(globalThis, { itlcTold: told });
const console = 'data:text/javascript,export const log = (n) => globalThis.itlcTold.push(n);';

const compiled = (text: string, options: CompileOptions = {}) =>
  compile(
    { path: 'case.itl', text },
    { emit: ['js', 'dts'], starts: true, inline: true, imports: { console }, readCore: () => core, ...options },
  );

type Exports = Readonly<Record<string, (...values: unknown[]) => unknown>> & {
  readonly Counter: new (from: number) => { readonly at: () => number };
};

test('what the component has are exports, beside what all modules have', async () => {
  const { js = '', diagnostics } = await compiled(source);
  expect(diagnostics).toEqual([]);
  const started = (await importGenerated(js)) as unknown as Exports;
  expect(started.link?.()).toBe(42);
  expect(started.atob?.()).toBe(42);
  expect(started.default?.()).toBe(7);
  expect(started['a name']?.()).toBe(8);
  expect(started.size).toBe(9);
  started.delete?.(5);
  expect(told).toEqual([5]);
  class Twice extends started.Counter {}
  expect(new Twice(3).at()).toBe(3);
  expect(() => started.delete?.('5')).toThrow("delete: parameter 'n' must be a number, got '5'");
  const { instantiateSync } = await importGenerated(js);
  expect(instantiateSync().link).not.toBe(started.link);
});

test('a property is read once, which its declaration says', async () => {
  const { js = '', dts } = await compiled(`(var $count s32 0)
(export
  (func _ "[get]count" (result s32) (get $count))
  (func _ "step" (set $count (+ (get $count) 1))))`);
  const started = (await importGenerated(js)) as unknown as Exports;
  started.step?.();
  expect(started.count).toBe(0);
  const made = (await importGenerated(js)).instantiateSync();
  made.step();
  expect(made.count).toBe(1);
  expect(dts).toContain("is read each time. */\nexport declare const count: Exports['count'];");
});

test('CommonJS', async () => {
  const file = join(temporaryFolder(), 'console.cjs');
  writeFileSync(file, 'exports.log = () => {};');
  const { js = '' } = await compiled(source, { format: 'cjs', imports: { console: file } });
  const path = join(temporaryFolder(), 'started.cjs');
  writeFileSync(path, js);
  const { link, Counter } = createRequire(import.meta.url)(path) as Exports;
  expect(link?.()).toBe(42);
  expect(new Counter(4).at()).toBe(4);
  // Node finds the names without running the module.
  expect(Object.keys(await import(path))).toEqual(expect.arrayContaining(['link', 'atob', 'Counter', 'instantiate']));
});

test('a core module that lies beside it', async () => {
  const folder = join(temporaryFolder(), 'beside');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'core.wasm'), core);
  const { js = '' } = await compiled(source, { inline: false });
  writeFileSync(join(folder, 'started.js'), js);
  expect(((await import(join(folder, 'started.js'))) as Exports).link?.()).toBe(42);
});

const passing = `(module core "core.wasm" (import "env" *) (func tell "tell" (param i32)))
(export (func _ "tell" (param $n s32) (call tell (as i32 (local $n)))))`;

test('what its core module gets as it is comes from a module too', async () => {
  const { js = '', diagnostics } = await compiled(passing, { imports: { env: console } });
  expect(diagnostics).toEqual([]);
  const started = (await importGenerated(js)) as unknown as Exports;
  started.tell?.(6);
  expect(told.at(-1)).toBe(6);
});

test('an import that nobody can give', async () => {
  const { js, diagnostics } = await compiled(source, { imports: {} });
  expect(js).toBeUndefined();
  expect(diagnostics.map(({ code, message, hint }) => [code, message, hint])).toEqual([
    [
      'ITL4028',
      "with --start nobody can give the import 'log' of 'console'",
      'serve it from a module: --map console=./file.js',
    ],
  ]);
  expect((await compiled(passing)).diagnostics.map(({ code }) => code)).toEqual(['ITL4028']);
});

test('an export that is called like something of the module', async () => {
  const { js, diagnostics } = await compiled('(export (func _ "instantiate" (result s32) 1))');
  expect(js).toBeUndefined();
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['ITL4029', "with --start the module cannot export the component's 'instantiate': the module has one of its own"],
  ]);
});
