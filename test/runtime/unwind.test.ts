/** Calls that leave `defer`s pending when they fail. The adapter keeps them on a stack of numbers, as itlc's do. */
import { beforeEach, expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, func } from './adapter.ts';

/**
 * `work n`: pushes n, calls the import, pops and cleans n. Cleaning calls `clean`, which may throw; what is left when
 * the import threw is up to `_it_unwind`, which pops before it cleans.
 */
const bytes = adapter({
  imports: '(import "env" "act" (func $act (param i32))) (import "env" "clean" (func $clean (param i32)))',
  body: `
    (memory $stack 1)
    (global $top (export "_it_defers") (mut i32) (i32.const 16))
    (func $push (param i32)
      (global.set $top (i32.add (global.get $top) (i32.const 4)))
      (i32.store (global.get $top) (local.get 0)))
    (func $pop (local i32)
      (local.set 0 (i32.load (global.get $top)))
      (global.set $top (i32.sub (global.get $top) (i32.const 4)))
      (call $clean (local.get 0)))
    (func (export "_it_unwind") (param i32)
      (block (loop
        (br_if 1 (i32.le_s (global.get $top) (local.get 0)))
        (call $pop)
        (br 0))))
    (func (export "work") (param i32) (result i32)
      (call $push (local.get 0))
      (call $act (local.get 0))
      (call $pop)
      (local.get 0))
    (func (export "work2") (param i32 i32)
      (call $push (local.get 0))
      (call $push (local.get 1))
      (call $act (local.get 0))
      (call $pop) (call $pop))
    (func (export "trap") (param i32) (call $push (local.get 0)) unreachable)
    (func (export "depth") (result i32) (global.get $top))`.replace('(memory $stack 1)', ''),
  section: {
    imports: { env: { act: func(['s32']), clean: func(['s32']) } },
    exports: {
      work: { ...func(['s32'], ['s32']), unwinds: true },
      work2: { ...func(['s32', 's32']), unwinds: true },
      trap: { ...func(['s32']), unwinds: true },
      depth: func([], ['s32']),
    },
  },
});

interface Working {
  work(id: number): number;
  work2(first: number, second: number): void;
  trap(id: number): void;
  depth(): number;
}

let working: Working;
let cleaned: number[];
let act: (id: number) => void;
let clean: (id: number) => void;
beforeEach(async () => {
  cleaned = [];
  act = () => {};
  clean = () => {};
  working = await instantiate<Working>(
    bytes,
    {
      env: {
        act: (id: number) => act(id),
        clean(id: number) {
          cleaned.push(id);
          clean(id);
        },
      },
    },
    { afterTrap: 'continue' },
  );
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('nothing is done to a call that succeeds', () => {
  expect(working.work(5)).toBe(5);
  expect(cleaned).toEqual([5]);
  expect(working.depth()).toBe(16);
});

test.each([new Error('mine'), 'text', undefined, Object.freeze({})])(
  'what is thrown passes as it is, after the defers: %s',
  (error) => {
    act = () => {
      throw error;
    };
    expect(caught(() => working.work2(1, 2))).toBe(error);
    expect(cleaned).toEqual([2, 1]);
    expect(working.depth()).toBe(16);
  },
);

test('traps too', () => {
  expect(caught(() => working.trap(3))).toBeInstanceOf(WebAssembly.RuntimeError);
  expect(cleaned).toEqual([3]);
  expect(working.depth()).toBe(16);
});

test('a wrong argument leaves nothing to do', () => {
  expect(() => working.work('x' as never)).toThrow("work: parameter 'a' must be a number, got 'x'");
  expect(cleaned).toEqual([]);
});

test('a call inside a call cleans up its own only', () => {
  const error = new Error('inner');
  act = (id) => {
    if (id === 1) {
      expect(caught(() => working.work(2))).toBe(error);
      expect(cleaned).toEqual([2]);
      expect(working.work(3)).toBe(3);
    } else if (id === 2) throw error;
  };
  expect(working.work(1)).toBe(1);
  expect(cleaned).toEqual([2, 3, 1]);
});

test('through several levels', () => {
  const error = new Error('deep');
  act = (id) => {
    if (id === 5) throw error;
    working.work2(id + 1, id + 101);
  };
  expect(caught(() => working.work(1))).toBe(error);
  expect(cleaned).toEqual([105, 5, 104, 4, 103, 3, 102, 2, 1].map((id) => id));
  expect(working.depth()).toBe(16);
  act = () => {};
  expect(working.work(9)).toBe(9);
});

test('errors while cleaning up do not hide the first, nor keep the rest from their turn', () => {
  const error = new Error('first');
  act = () => {
    throw error;
  };
  clean = () => {
    throw new Error('cleaning');
  };
  expect(caught(() => working.work2(1, 2))).toBe(error);
  expect(cleaned).toEqual([2, 1]);
  expect(working.depth()).toBe(16);
});

test('an error in a defer that the adapter runs itself is the error of the call', () => {
  clean = (id) => {
    if (id === 2) throw new Error('cleaning');
  };
  expect(() => working.work2(1, 2)).toThrow('cleaning');
  expect(cleaned).toEqual([2, 1]);
});

test('an _it_unwind that makes no progress ends all the same', async () => {
  const stuck = adapter({
    body: `(global (export "_it_defers") (mut i32) (i32.const 0))
      (func (export "_it_unwind") (param i32) unreachable)
      (func (export "fail") (global.set 0 (i32.const 8)) unreachable)`,
    section: { exports: { fail: { ...func([]), unwinds: true } } },
  });
  const { fail } = await instantiate(stuck);
  expect(fail).toThrow(WebAssembly.RuntimeError);
});
