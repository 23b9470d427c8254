/** What parts of a component hand each other goes from memory to memory: no string is made on the way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import type { UsedComponent } from '../../src/check-source.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { root } from '../harness/folders.ts';
import { componentOf, targets } from '../harness/targets.ts';

/** It has text, and takes some; its memory is its own. */
const storeItl = `(module store "store.wasm"
  (func alloc "alloc" (param i32) (result i32))
  (func free "free" (param i32))
  (func text "text" (result i32))
  (func size "size" (result i32))
  (func live "live" (result i32))
  (func keep "keep" (param i32 i32)))
(func lift-text (result string) (mem-to-string store "memory" (call text) (call size)))
(export
  (func _ "text" (result string)
    (let $block (call alloc 8))
    (defer (call free (local $block)))
    (call lift-text))
  (func _ "keep" (param $text string)
    (let $size (string-len (local $text)))
    (let $p (call alloc (local $size)))
    (string-to-mem store "memory" (local $text) (local $p))
    (call keep (local $p) (local $size)))
  (func _ "numbers" (result (array s32)) (lift-array s32 4 16 3 $at (load s32 store "memory" (local $at))))
  (func _ "live" (result s32) (as s32 (call live))))`;

const storeWat = `(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 256))
  (global $live (mut i32) (i32.const 0))
  (global $text (mut i32) (i32.const 64))
  (global $size (mut i32) (i32.const 12))
  (data (i32.const 16) "\\01\\00\\00\\00\\02\\00\\00\\00\\fd\\ff\\ff\\ff")
  (data (i32.const 64) "kept gr\\c3\\bc\\c3\\9fe")
  (func (export "alloc") (param $n i32) (result i32)
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (global.set $top (i32.add (global.get $top) (local.get $n)))
    (i32.sub (global.get $top) (local.get $n)))
  (func (export "free") (param i32)
    (global.set $live (i32.sub (global.get $live) (i32.const 1))))
  (func (export "live") (result i32) (global.get $live))
  (func (export "text") (result i32) (global.get $text))
  (func (export "size") (result i32) (global.get $size))
  (func (export "keep") (param $p i32) (param $n i32) (global.set $text (local.get $p)) (global.set $size (local.get $n))))`;

/** Its core module asks for text, and hands it on. */
const relayItl = `(import "from" (func text "text" (result string)) (func numbers "numbers" (result (array s32))))
(import "to" (func keep "keep" (param string)))
(module relay "relay.wasm"
  (func alloc "alloc" (param i32) (result i32))
  (func pass "pass" (result i32))
  (func sum "sum" (result i32))
  (import "env"
    (func _ "text" (result i32) (call lower-text (call text)))
    (func _ "keep" (param i32 i32) (call keep (mem-to-string relay "memory" (local 0) (local 1))))
    (func _ "numbers" (param i32) (result i32) (call lower-numbers (call numbers) (local 0)))))
(func lower-text (param $text string) (result i32)
  (let $size (string-len (local $text)))
  (let $p (call alloc (local $size)))
  (string-to-mem relay "memory" (local $text) (local $p))
  (store u32 relay "memory" 0 (as u32 (local $size)))
  (local $p))
(func lower-numbers (param $numbers (array s32)) (param $at i32) (result i32)
  (let $_end (lower-array s32 4 (local $at) (local $numbers) $p $n (store s32 relay "memory" (local $p) (local $n))))
  (array-len (local $numbers)))
(export
  (func _ "pass" (result s32) (as s32 (call pass)))
  (func _ "sum" (result s32) (as s32 (call sum))))`;

const relayWat = `(module
  (import "env" "text" (func $text (result i32)))
  (import "env" "keep" (func $keep (param i32 i32)))
  (import "env" "numbers" (func $numbers (param i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "alloc") (param i32) (result i32) (i32.const 64))
  (func (export "pass") (result i32)
    (call $keep (call $text) (i32.load (i32.const 0)))
    (i32.load (i32.const 0)))
  (func (export "sum") (result i32)
    (drop (call $numbers (i32.const 128)))
    (i32.add (i32.load (i32.const 128)) (i32.add (i32.load (i32.const 132)) (i32.load (i32.const 136))))))`;

const whole = `(component from "store.itl")
(component to "store.itl")
(component relay "relay.itl" ("from" from) ("to" to))
(export relay to.text (func _ "live" (result s32) (call from.live)))`;

const parts: Readonly<Record<string, UsedComponent>> = {
  'store.itl': { path: 'store.itl', text: storeItl },
  'relay.itl': { path: 'relay.itl', text: relayItl },
};

const makers = [
  [Buffer.prototype, 'utf8Slice'],
  [Buffer.prototype, 'latin1Slice'],
  [Buffer.prototype, 'toString'],
  [TextDecoder.prototype, 'decode'],
  [String, 'fromCharCode'],
  [String, 'fromCodePoint'],
] as const;

afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * How often JavaScript makes a string of bytes, or of a number. The table variant has a strict decoder look at bytes before it
 * copies them: what that gives is no value that anybody gets.
 */
function countStrings(): () => number {
  const spies = makers.map(([owner, name]) => vi.spyOn(owner as unknown as Record<string, () => string>, name));
  const isCheck = (self: unknown): boolean => self instanceof TextDecoder && self.fatal;
  return () => spies.flatMap((spy) => spy.mock.contexts.filter((self) => !isCheck(self))).length;
}

test.each(targets)('no string is made between parts: %s', async (target) => {
  const modules = {
    'store.wasm': await assembleWat('store.wat', storeWat),
    'relay.wasm': await assembleWat('relay.wat', relayWat),
  };
  const component = await componentOf({ target }, whole, { cores: modules, readComponent: (path) => parts[path] });
  const { pass, text, sum, live } = await component({}, { modules });
  expect(text()).toBe('kept grüße');
  const made = countStrings();
  expect([pass(), pass(), sum()]).toEqual([12, 12, 0]);
  expect(made()).toBe(0);
  // What is deferred runs all the same, and once.
  expect(live()).toBe(0);
  expect(text()).toBe('kept grüße');
  // Where engines have them, generated JavaScript makes strings by builtins, which nobody can watch.
  if (target !== 'js' || !supportsDirect()) expect(made()).toBeGreaterThan(0);
});

test.each(targets)('nor between the instances of a component binary: %s', async (target) => {
  const folder = join(root, 'fixtures/wasm-components/composed');
  const translation = translateComponent(readFileSync(join(folder, 'case.component.wasm')), 'composed', 'case');
  if (translation.kind === 'refused') throw new Error('it is a component');
  const modules = Object.fromEntries(translation.modules);
  const component = await componentOf({ target }, translation.text, { cores: modules });
  const { last } = await component({}, { modules });
  // The loader reads what memories are called when they are first asked for.
  expect(last()).toBe(13_104);
  const made = countStrings();
  expect([last(), last()]).toEqual([13_120, 13_120]);
  expect(made()).toBe(0);
});
