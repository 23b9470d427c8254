/** Instances that are disposed of while something waits, and releases that fail when a call is over. */
import { describe, expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { componentOf, targets } from '../harness/targets.ts';
import { type Loose, start, thrownBy } from './every-target.ts';

const canWait = typeof (WebAssembly as { readonly Suspending?: unknown }).Suspending === 'function';

const waiting = `(types (resource Job (drop job_free)))
(import "host" (func pause "pause" async))
(module core "core.wasm"
  (import "env" (func _ "pause" (call pause)))
  (func job_new "job_new" (result i32))
  (func job_free "job_free" (param i32))
  (func wait-then-look "wait_then_look" (param i32) (result i32))
  (func live "live" (result i32)))
(export
  (func _ "[constructor]Job" (result Job) (lift-resource Job (call job_new)))
  (func _ "[method]Job.run" async (param $self Job) (result u32)
    (as u32 (call wait-then-look (lower-resource Job (local $self)))))
  (func _ "live" (result u32) (as u32 (call live))))`;

const waitingCore = `(module
  (import "env" "pause" (func $pause))
  (memory (export "memory") 1)
  (global $next (mut i32) (i32.const 8))
  (global $live (mut i32) (i32.const 0))
  (func (export "live") (result i32) (global.get $live))
  (func (export "job_new") (result i32)
    (global.set $next (i32.add (global.get $next) (i32.const 4)))
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (i32.store (global.get $next) (i32.const 42))
    (global.get $next))
  (func (export "job_free") (param i32)
    (global.set $live (i32.sub (global.get $live) (i32.const 1)))
    (i32.store (local.get 0) (i32.const 0)))
  (func (export "wait_then_look") (param i32) (result i32) (call $pause) (i32.load (local.get 0))))`;

describe.runIf(canWait).each(targets)('while an async call waits, target %s', async (target) => {
  const started = (pause: () => unknown): Promise<Loose> =>
    start(target, waiting, { wat: waitingCore, imports: { host: { pause } } });

  test('an instance is released when the call is over', async () => {
    const lib = await started(() => Promise.resolve());
    const job = new (lib.Job as unknown as new () => { run(): Promise<number>; dispose(): void })();
    const promise = job.run();
    job.dispose();
    expect(lib.live?.()).toBe(1);
    expect(await promise).toBe(42);
    expect(lib.live?.()).toBe(0);
  });

  test('calls that began later hold nothing back', async () => {
    const waits: (() => void)[] = [];
    const lib = await started(() => new Promise<void>((resolve) => waits.push(resolve)));
    const create = () => new (lib.Job as unknown as new () => { run(): Promise<number>; dispose(): void })();
    const [first, second] = [create(), create()];
    const before = first.run();
    await undefined;
    first.dispose();
    const after = second.run();
    second.dispose();
    expect(lib.live?.()).toBe(2);
    for (let turn = 0; waits.length < 2 && turn < 20; turn++) await undefined;
    waits[1]?.();
    expect(await after).toBe(42);
    expect(lib.live?.()).toBe(2);
    waits[0]?.();
    expect(await before).toBe(42);
    expect(lib.live?.()).toBe(0);
  });
});

const failing = `(types (resource Box (drop box_free)))
(import "host" (func tick "tick"))
(module core "core.wasm"
  (import "env" (func _ "tick" (call tick)))
  (func box_free "box_free" (param i32))
  (func call "call" (param i32)))
(export
  (func _ "box" (param $id u32) (result Box) (lift-resource Box (as i32 (local $id))))
  (func _ "call" (param $traps u32) (call call (as i32 (local $traps)))))`;

const failingCore = `(module
  (import "env" "tick" (func $tick))
  (memory (export "memory") 1)
  (func (export "box_free") (param i32) (if (i32.eq (local.get 0) (i32.const 1)) (then unreachable)))
  (func (export "call") (param i32) (call $tick)
    (if (local.get 0) (then (drop (i32.div_u (i32.const 1) (i32.const 0)))))))`;

describe.each(targets)('a release that fails when a call is over, target %s', (target) => {
  test('is the error of the call, where that has none of its own', async () => {
    let tick = (): void => {};
    const lib = await start(target, failing, {
      wat: failingCore,
      imports: { host: { tick: () => tick() } },
      options: { afterTrap: 'continue' },
    });
    const [box, other] = [lib.box?.(1), lib.box?.(2)];
    tick = () => {
      box.dispose();
      other.dispose();
    };
    // What needs no cleaning passes as the engine's own error out of generated JavaScript.
    const message = target === 'js' ? /unreachable/ : /^Box\.dispose: unreachable/;
    expect(thrownBy(() => lib.call?.(0))).toMatchObject({
      name: expect.stringMatching(target === 'js' ? /^(?:ItlTrap|Runtime)Error$/ : /^ItlTrapError$/),
      message: expect.stringMatching(message),
    });
    const again = lib.box?.(1);
    tick = () => again.dispose();
    expect(thrownBy(() => lib.call?.(1))).toMatchObject({
      name: 'ItlTrapError',
      message: expect.stringMatching(/^call: divide by zero/),
    });
    tick = () => {};
    lib.call?.(0);
  });
});

const recursing = `(types (resource Box (drop box_free)))
(import "host" (func tick "tick"))
(module core "core.wasm"
  (import "env" (func _ "tick" (call tick)))
  (func box_free "box_free" (param i32))
  (func freed "freed" (result i32))
  (func call "call"))
(export
  (func _ "box" (param $id u32) (result Box) (lift-resource Box (as i32 (local $id))))
  (func _ "freed" (result u32) (as u32 (call freed)))
  (func _ "call" (call call)))`;

const recursingCore = `(module
  (import "env" "tick" (func $tick))
  (memory (export "memory") 1)
  (global $freed (mut i32) (i32.const 0))
  (func (export "box_free") (param i32) (global.set $freed (i32.add (global.get $freed) (i32.const 1))))
  (func (export "freed") (result i32) (global.get $freed))
  (func (export "call") (call $tick)))`;

test.each(targets)(
  'an endless recursion through JavaScript holds nothing back afterwards, target %s',
  async (target) => {
    const box = async (tick: (lib: Loose) => void): Promise<Loose> => {
      const lib: Loose = await start(target, recursing, {
        wat: recursingCore,
        imports: { host: { tick: () => tick(lib) } },
      });
      return lib;
    };
    const lib = await box((self) => self.call?.());
    for (let round = 0; round < 20; round++) expect(() => lib.call?.()).toThrow(RangeError);
    lib.box?.(1).dispose();
    expect(lib.freed?.()).toBe(1);
  },
);

const holding = `(types (resource Box (drop box_free)))
(import "host" (func tick "tick"))
(module core "core.wasm"
  (import "env"
    (func _ "tick" (call tick))
    (func _ "freed" (param i32) (call-method (lift-ref (local 0)) "push" (make-array any (box s32 1))) (drop-ref (local 0))))
  (func box_free "box_free" (param i32))
  (func call "call"))
(export
  (func _ "box" (param $log any) (result Box) (lift-resource Box (lower-ref (local $log))))
  (func _ "call" (call call)))`;

const holdingCore = `(module
  (import "env" "tick" (func $tick))
  (import "env" "freed" (func $freed (param i32)))
  (memory (export "memory") 1)
  (func (export "box_free") (param i32) (call $freed (local.get 0)))
  (func (export "call") (call $tick)))`;

test.each(targets)(
  'an instance of a component that is disposed of in a call releases all before it gives up what that needs, target %s',
  async (target) => {
    const symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');
    const log: unknown[] = [];
    let during = -1;
    const lib: Loose = await start(target, holding, {
      wat: holdingCore,
      imports: {
        host: {
          tick: () => {
            lib[symbol as never]?.();
            during = log.length;
          },
        },
      },
    });
    // None was released before.
    lib.box?.(log);
    lib.box?.(log);
    lib.call?.();
    expect([during, log]).toEqual([0, [1, 1]]);
  },
);

/** `outer` calls `inner` by a link in one module, and by a table that both have in the other. */
const linked = `(types (resource Box (drop box_free)))
(import "host" (func tick "tick"))
(module inner "inner.wasm"
  (import "env" (func _ "tick" (call tick))))
(module outer "outer.wasm"
  (import "inner" (function "call" inner "call") (table "table" inner "table"))
  (func box_new "box_new" (result i32))
  (func box_free "box_free" (param i32))
  (func by-link "by_link" (param i32) (result i32))
  (func by-table "by_table" (param i32) (result i32)))
(export
  (func _ "box" (result Box) (lift-resource Box (call box_new)))
  (func _ "byLink" (param $box Box) (result u32) (as u32 (call by-link (lower-resource Box (local $box)))))
  (func _ "byTable" (param $box Box) (result u32) (as u32 (call by-table (lower-resource Box (local $box))))))`;

const linkedCores = {
  'inner.wasm': `(module
    (import "env" "tick" (func $tick))
    (memory (export "memory") 1)
    (table (export "table") funcref (elem $call))
    (func $call (export "call") (call $tick)))`,
  'outer.wasm': `(module
    (import "inner" "call" (func $call))
    (import "inner" "table" (table 1 funcref))
    (memory (export "memory") 1)
    (type $plain (func))
    (func (export "box_new") (result i32) (i32.store (i32.const 8) (i32.const 42)) (i32.const 8))
    (func (export "box_free") (param i32) (i32.store (local.get 0) (i32.const 0)))
    (func (export "by_link") (param i32) (result i32) (call $call) (i32.load (local.get 0)))
    (func (export "by_table") (param i32) (result i32)
      (call_indirect (type $plain) (i32.const 0)) (i32.load (local.get 0))))`,
};

describe.each(targets)('what another core module calls counts as what its own would, target %s', (target) => {
  test.each(['byLink', 'byTable'])('%s', async (field) => {
    const cores = {
      'inner.wasm': await assembleWat('inner.wat', linkedCores['inner.wasm']),
      'outer.wasm': await assembleWat('outer.wat', linkedCores['outer.wasm']),
    };
    let tick = (): void => {};
    const component = await componentOf({ target }, linked, { cores });
    const lib = await component({ host: { tick: () => tick() } }, { modules: cores });
    const box = lib.box();
    tick = () => box.dispose();
    expect(lib[field](box)).toBe(42);
    tick = () => {};
    expect(thrownBy(() => lib[field](box))).toMatchObject({ message: expect.stringContaining('disposed') });
  });
});
