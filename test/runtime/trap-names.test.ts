/** The function that a trap's message names. */
import { describe, expect, test } from 'vitest';
import { start, thrownBy, variants } from './both-variants.ts';

const itl = `
(module core "core.wasm" (func div "div" (param i32 i32) (result i32)) (func copy "copy") (func plus "plus" (result i32)))
(export
  (func _ "divide" (param $a s32) (param $b s32) (result s32) (as s32 (call div (as i32 (local $a)) (as i32 (local $b)))))
  (func _ "twice" (result s32) (as s32 (+ (call plus) (call plus))))
  (func _ "copy" (call copy) (call copy)))`;

/** `copy` traps in what it calls. */
const wat = `(module
  (func $core_divide (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func $core_copy (export "copy") (call $alloc))
  (func $alloc unreachable)
  (func $core_plus (export "plus") (result i32) (call $alloc) (i32.const 1)))`;
const nameless = wat.replace(/\(func \$\w+/g, '(func').replaceAll('$alloc', '2');

// JavaScript without an adapter lets a trap pass as the engine's own where nothing is to be cleaned up.
describe.each(variants.filter((variant) => variant !== 'js'))('variant %s', (variant) => {
  test('is the innermost one', async () => {
    const { divide, copy, twice } = await start(variant, itl, { wat });
    expect(thrownBy(() => divide?.(1, 0)).message).toBe("divide: divide by zero in 'core_divide'");
    expect(thrownBy(() => copy?.()).message).toBe("copy: unreachable in 'alloc'");
    expect(thrownBy(() => twice?.()).message).toBe("twice: unreachable in 'alloc'");
  });

  test('is none where the module keeps no names, not the one that called it', async () => {
    const { divide, copy, twice } = await start(variant, itl, { wat: nameless });
    expect(thrownBy(() => divide?.(1, 0)).message).toBe('divide: divide by zero');
    expect(thrownBy(() => copy?.()).message).toBe('copy: unreachable');
    expect(thrownBy(() => twice?.()).message).toBe('twice: unreachable');
  });

  test('a wrong function pointer may be no more than that', async () => {
    const wrong = `(module (table funcref (elem $none)) (func $none)
      (func (export "call") (result i32) (call_indirect (result i32) (i32.const 0))))`;
    const called =
      '(module core "core.wasm" (func call "call" (result i32))) (export (func _ "go" (result s32) (as s32 (call call))))';
    const { go } = await start(variant, called, { wat: wrong });
    expect(thrownBy(() => go?.()).message).toMatch(
      /^go: .*signature.*; a wrong function pointer, or has the core module changed since itlc read it\?$/,
    );
  });
});

test("as JavaScript a trap that needs no cleaning up is the engine's own", async () => {
  const { divide } = await start('js', itl, { wat });
  expect(thrownBy(() => divide?.(1, 0))).toMatchObject({ name: 'RuntimeError', message: 'divide by zero' });
  expect(thrownBy(() => divide?.(1, 0))).toBeInstanceOf(WebAssembly.RuntimeError);
});
