/** What sets C's stack pointer calls a function that checks it first. */

import { describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { guardStack } from '../../src/core/guard-stack.ts';

const { parseWat } = await wabt();

const setter = `(func (export "_it_set_stack") (param i32)
  (if (i32.gt_u (local.get 0) (i32.const 128)) (then (call $full)))
  (global.set $stack (local.get 0)))`;
const many = Array.from(
  { length: 200 },
  (_, index) => `(func (export "f${index}") (result i32) (i32.const ${index}))`,
).join('\n');

/** 128 bytes of stack, frames of 96 of them and of any size. What checks stands first, or has an index of two bytes. */
const assembled = (isFirst: boolean): Uint8Array => {
  const text = `(module
    (import "host" "full" (func $full))
    (global $stack (mut i32) (i32.const 128))
    (global $other (mut i32) (i32.const 0))
    (memory (export "memory") 1)
    (export "__stack_pointer" (global $stack))
    ${isFirst ? setter : ''}
    ${many}
    (func (export "_it_swap_call") (param i32) (global.set $stack (i32.const 4096)))
    (func $framed (export "framed") (param $depth i32) (result i32)
      (local $frame i32)
      (global.set $stack (local.tee $frame (i32.sub (global.get $stack) (i32.const 96))))
      (i32.store (local.get $frame) (i32.const 7))
      (if (local.get $depth) (then (drop (call $framed (i32.sub (local.get $depth) (i32.const 1))))))
      (global.set $stack (i32.add (local.get $frame) (i32.const 96)))
      (i32.load (local.get $frame)))
    (func (export "sized") (param i32)
      (global.set $other (i32.const 5))
      (global.set $stack (i32.sub (global.get $stack) (local.get 0))))
    (func (export "lower") (global.set $stack (i32.add (global.get $stack) (i32.const -1000))))
    (func (export "other") (result i32) (global.get $other))
    ${isFirst ? '' : setter}
  )`;
  return parseWat('case.wat', text).toBinary({ write_debug_names: true }).buffer;
};

async function start(bytes: Uint8Array) {
  const full = (): never => {
    throw new RangeError('full');
  };
  const { instance } = await WebAssembly.instantiate(bytes as BufferSource, { host: { full } });
  return instance.exports as unknown as Readonly<Record<string, (...values: number[]) => number>> & {
    readonly __stack_pointer: WebAssembly.Global<'i32'>;
  };
}

describe.each([
  ['with room for indices', true],
  ['where there is less room', false],
])('%s', (_, fits) => {
  const guarded = guardStack(assembled(fits));

  test('what does not fit is refused, and what does is done', async () => {
    const { framed, sized, lower, other, __stack_pointer: pointer, ...more } = await start(guarded);
    expect(framed?.(0)).toBe(7);
    expect(() => framed?.(1)).toThrow('full');
    expect(pointer.value).toBe(32);
    expect(() => sized?.(33)).toThrow('full');
    expect(() => lower?.()).toThrow('full');
    sized?.(32);
    expect([pointer.value, other?.()]).toEqual([0, 5]);
    expect(more.f199?.()).toBe(199);
    more._it_swap_call?.(0);
    expect(pointer.value).toBe(4096);
  });

  test('where there is room nothing moves, which debug information relies on', () => {
    expect(guarded.length === assembled(fits).length).toBe(fits);
    expect(guarded).not.toEqual(assembled(fits));
  });
});

test('other modules, and what is none, stay as they are', () => {
  const plain = parseWat('plain.wat', '(module (func (export "f")))').toBinary({}).buffer;
  expect(guardStack(plain)).toBe(plain);
  expect(guardStack(Uint8Array.of(1, 2))).toEqual(Uint8Array.of(1, 2));
});
