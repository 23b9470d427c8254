/** A core module gets what its own `(import …)` clauses adapt, and nothing else: not of the adapter, not of the loader. */
import { describe, expect, test } from 'vitest';
import { hostileComponent, hostileTargets } from './component.ts';
import { expectRejected } from './refusal.ts';

const itl = `(import "host" (func log "log" (param s32)))
(module core "core.wasm"
  (func run "run" (param i32))
  (import "env" (func _ "log" (param i32) (call log (as s32 (local 0))))))
(module other "other.wasm"
  (import "env" (func _ "other" (param i32) (call log (as s32 (local 0))))))
(export (func _ "run" (param $n s32) (call run (as i32 (local $n)))))`;

describe.each(hostileTargets)('target %s', (target) => {
  const load = hostileComponent(itl, target);
  const run = '(func (export "run") (param i32) (call $log (local.get 0)))';
  const other = { 'other.wasm': '(module (import "env" "other" (func (param i32))))' };
  const honest = `(module (import "env" "log" (func $log (param i32))) ${run})`;

  test('what is adapted for it works', async () => {
    const seen: number[] = [];
    const lib = await load({ 'core.wasm': honest, ...other }, { host: { log: (n: number) => seen.push(n) } });
    lib.run(7);
    expect(seen).toEqual([7]);
  });

  const internals: readonly (readonly [module: string, name: string, kind: string, type: string])[] = [
    ['env', '_it_memory', 'memory', '(memory 1)'],
    ['_it_runtime', '_it_memory', 'memory', '(memory 1)'],
    ['hostile', '_it_memory', 'memory', '(memory 1)'],
    ['env', '_it_table', 'table', '(table 1 funcref)'],
    ['hostile', '_it_table', 'table', '(table 1 funcref)'],
    ['env', '_it_defers', 'global', '(global (mut i32))'],
    ['env', '_it_init', 'function', '(func)'],
    ['hostile', '_it_init', 'function', '(func)'],
    ['_it_runtime', 'load_wasm', 'function', '(func (param i32) (result externref))'],
    ['_it_runtime', 'i32_to_ref', 'function', '(func (param i32) (result externref))'],
    ['_it_runtime', 'set_table_func', 'function', '(func (param i32 externref i32))'],
    ['_it_runtime', 'mem_to_string', 'function', '(func (param externref i32 i32 i32) (result externref))'],
    ['hostile', 'run', 'function', '(func (param i32))'],
    // What the user gives to the component, and what another core module gets.
    ['host', 'log', 'function', '(func (param i32))'],
    ['env', 'other', 'function', '(func (param i32))'],
    ['core.wasm', 'run', 'function', '(func (param i32))'],
    // What an object has by birth.
    ['env', 'constructor', 'function', '(func (param externref) (result externref))'],
    ['env', '__proto__', 'function', '(func)'],
    ['__proto__', 'constructor', 'function', '(func)'],
    ['constructor', 'prototype', 'function', '(func)'],
    ['', '', 'function', '(func)'],
    // The right name for something else.
    ['env', 'log', 'memory', '(memory 1)'],
    ['env', 'log', 'table', '(table 1 funcref)'],
    ['env', 'log', 'global', '(global i32)'],
  ];

  describe('no core module can import', () => {
    test.each(internals)("%s '%s', a %s", async (module, name, kind, type) => {
      const wat = `(module (import "${module}" "${name}" ${type}) (func (export "run") (param i32)))`;
      await expectRejected(
        load({ 'core.wasm': wat, ...other }, { host: { log: () => {} } }),
        'ItlLinkError',
        `core module 'core.wasm' imports ${kind} '${name}' from '${module}', which component 'hostile' does not adapt`,
      );
    });

    test('a tag', async () => {
      const wat = '(module (import "env" "log" (tag (param i32))) (func (export "run") (param i32)))';
      await expectRejected(
        load({ 'core.wasm': wat, ...other }, { host: { log: () => {} } }),
        'ItlLinkError',
        "core module 'core.wasm' imports tag 'log' from 'env', which component 'hostile' does not adapt",
      );
    });

    // A function of JavaScript has no signature that an engine could compare.
    const signatures = ['(func)', '(func (param i64))', '(func (param i32) (result i32))', '(func (param externref))'];
    test.skipIf(target === 'js').each(signatures)('an adapted function as %s', async (type) => {
      const wat = `(module (import "env" "log" ${type}) (func (export "run") (param i32)))`;
      await expectRejected(
        load({ 'core.wasm': wat, ...other }, { host: { log: () => {} } }),
        'ItlLinkError',
        /^cannot link core module 'core\.wasm': .*"log".*does not match the expected type/,
      );
    });
  });

  test('what it exports under reserved names means nothing', async () => {
    const seen: number[] = [];
    const wat = `(module (import "env" "log" (func $log (param i32))) ${run}
    (memory (export "_it_memory") 1) (global (export "_it_defers") (mut i32) (i32.const -1))
    (table (export "_it_table") 1 funcref)
    (func (export "_it_init") unreachable) (func (export "_it_unwind") (param i32) unreachable))`;
    const lib = await load({ 'core.wasm': wat, ...other }, { host: { log: (n: number) => seen.push(n) } });
    lib.run(1);
    expect(seen).toEqual([1]);
    expect(Object.keys(lib)).toEqual(['run']);
  });

  test("an export called 'then' does not make a promise of the module", async () => {
    const wat = `(module (import "env" "log" (func $log (param i32))) ${run} (func (export "then") (param i32 i32)))`;
    const late = new Promise((resolve) => setTimeout(resolve, 5000, 'it hangs'));
    const made = load({ 'core.wasm': wat, ...other }, { host: { log: () => {} } });
    expect(await Promise.race([made, late])).toHaveProperty('run');
  });

  test('an import that it exports again is what it was', async () => {
    const seen: number[] = [];
    const wat = '(module (import "env" "log" (func $log (param i32))) (export "run" (func $log)))';
    const lib = await load({ 'core.wasm': wat, ...other }, { host: { log: (n: number) => seen.push(n) } });
    lib.run(3);
    expect(seen).toEqual([3]);
  });

  test.each([
    ['a memory', '(module (memory (export "run") 1))'],
    ['a global', '(module (global (export "run") i32 (i32.const 1)))'],
    ['nothing', '(module)'],
  ])('%s where a function should be', async (_, wat) => {
    await expectRejected(
      load({ 'core.wasm': wat, ...other }, { host: { log: () => {} } }),
      'ItlLinkError',
      /^core module 'core\.wasm' (has no export|exports no function) 'run', /,
    );
  });
});
