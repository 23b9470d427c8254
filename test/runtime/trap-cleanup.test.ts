/** Traps through code that cleans up: an ItlTrapError on every target, by the export's name, after all was cleaned up. */
import { describe, expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs } from '../harness/compile-fixture.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { targets } from '../harness/targets.ts';
import { type Loose, start, thrownBy } from './every-target.ts';

const clean = '(defer (call reset))';

const itl = `
(types (resource Thing (drop free-thing)))
(module core "core.wasm"
  (import "env" (func _ "adapted" ${clean} (call trap)))
  (func trap "trap")
  (func through "through")
  (func reset "reset")
  (func resets "resets" (result i32)))
(func middle (call inner))
(func inner ${clean} (call trap))
(func free-thing (param $id i32) ${clean} (call trap))
(export
  (func _ "plain" ${clean} (call trap))
  (func _ "result" (param $n s32) (result s32) ${clean} (call trap) (local $n))
  (func _ "two" ${clean} ${clean} (call trap))
  (func _ "sometimes" (param $yes bool) (if (local $yes) ${clean}) (call trap))
  (func _ "looped" (var $i i32 0) (while (< (get $i) 2) ${clean} (set $i (+ (get $i) 1))) (call trap))
  (func _ "tried" (try ${clean} (call trap) (catch)))
  (func _ "caught" (try (throw "no") (catch ${clean} (call trap))))
  (func _ "levels" (call middle))
  (func _ "own" ${clean} (unreachable))
  (func _ "imported" (call through))
  (func _ "handed" (result (func)) (lift-func inner))
  (func _ "[get]now" (result s32) ${clean} (call trap) 1)
  (func _ "[constructor]Thing" (result Thing) ${clean} (call trap) (lift-resource Thing 1))
  (func _ "make" (result Thing) (lift-resource Thing 1))
  (func _ "[method]Thing.use" (param $thing Thing) ${clean} (call trap))
  (func _ "resets" (result s32) (as s32 (call resets))))`;

const wat = `(module
  (import "env" "adapted" (func $adapted))
  (global $resets (mut i32) (i32.const 0))
  (func (export "trap") unreachable)
  (func (export "through") (call $adapted))
  (func (export "reset") (global.set $resets (i32.add (global.get $resets) (i32.const 1))))
  (func (export "resets") (result i32) (global.get $resets)))`;

const cases: [string, who: string, resets: number, run: (exports: Loose) => unknown][] = [
  ['a defer', 'plain', 1, ({ plain }) => plain?.()],
  ['a function with a result', 'result', 1, ({ result }) => result?.(1)],
  ['two defers', 'two', 2, ({ two }) => two?.()],
  ['a defer that may not be reached', 'sometimes', 1, ({ sometimes }) => sometimes?.(true)],
  ['one that was not reached', 'sometimes', 0, ({ sometimes }) => sometimes?.(false)],
  ['defers of a loop', 'looped', 2, ({ looped }) => looped?.()],
  ['what is tried', 'tried', 1, ({ tried }) => tried?.()],
  ['what catches', 'caught', 1, ({ caught }) => caught?.()],
  ['a function further in', 'levels', 1, ({ levels }) => levels?.()],
  ["a trap of the component's own", 'own', 1, ({ own }) => own?.()],
  ['an import that is adapted', 'imported', 1, ({ imported }) => imported?.()],
  ['a function that was handed out', 'inner', 1, ({ handed }) => handed?.()()],
  ['a property', 'now', 1, (exports) => exports.now],
  ['a constructor', 'new Thing', 1, ({ Thing }) => new (Thing as unknown as new () => unknown)()],
  ['a method', 'Thing.use', 1, ({ make }) => make?.().use()],
  ['a release', 'Thing.dispose', 1, ({ make }) => make?.().dispose()],
];

describe.each(targets)('target %s', (target) => {
  test.each(cases)('%s', async (_, who, resets, run) => {
    const exports = await start(target, itl, { wat, options: { afterTrap: 'continue' } });
    const error = thrownBy(() => run(exports));
    expect([error.name, error.code, error.message]).toEqual(['ItlTrapError', 'ITL_TRAP', `${who}: unreachable`]);
    expect(error.cause).toBeInstanceOf(WebAssembly.RuntimeError);
    expect(exports.resets?.()).toBe(resets);
  });
});

test('the script exports the class', async () => {
  const core = await assembleWat('core.wat', '(module (func (export "trap") unreachable) (func (export "reset")))');
  const text = `(module core "core.wasm" (func trap "trap") (func reset "reset"))
    (export (func _ "plain" ${clean} (call trap)))`;
  const generated = await importGenerated(await compileToJs(text, 'case.itl', {}));
  const { plain } = await generated.instantiate({}, { modules: { 'core.wasm': core } });
  expect(thrownBy(() => plain())).toBeInstanceOf(Reflect.get(generated, 'ItlTrapError'));
});
