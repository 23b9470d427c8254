/** A core module that guesses reference handles, and goes on guessing whatever that throws. */
import { describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { hostileComponent, hostileTargets } from './component.ts';
import { expectThrown } from './refusal.ts';

const itl = `(import "host" (func seen "seen" (param any)))
(module core "core.wasm"
  (func keep "keep" (param i32))
  (func scan "scan" (param i32 i32))
  (func flip "flip" (param i32))
  (import "env"
    (func _ "look" (param i32) (call seen (lift-ref (local 0))))
    (func _ "drop" (param i32) (drop-ref (local 0)))))
(export
  (func _ "keep" (param $value any) (result u32)
    (let $handle (lower-ref (local $value)))
    (call keep (local $handle))
    (as u32 (local $handle)))
  (func _ "forget" (param $handle u32) (drop-ref (as i32 (local $handle))))
  (func _ "value" (param $handle u32) (result any) (lift-ref (as i32 (local $handle))))
  (func _ "scan" (param $from u32) (param $count u32) (call scan (as i32 (local $from)) (as i32 (local $count))))
  (func _ "flip" (param $handle u32) (call flip (as i32 (local $handle)))))`;

/** `scan` looks at all handles from one on, `flip` at those that differ from one in a bit or two. */
const coreWat = `(module
  (import "env" "look" (func $look (param i32))) (import "env" "drop" (func $drop (param i32)))
  (memory (export "memory") 1)
  (func (export "keep") (param i32))
  (func $try (param i32) (try (do (call $look (local.get 0))) (catch_all)))
  (func (export "scan") (param $at i32) (param $count i32)
    (loop $next
      (call $try (local.get $at))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
  (func (export "flip") (param $handle i32) (local $first i32) (local $second i32)
    (loop $outer
      (local.set $second (i32.const 0))
      (loop $inner
        (call $try (i32.xor (local.get $handle)
          (i32.or (i32.shl (i32.const 1) (local.get $first)) (i32.shl (i32.const 1) (local.get $second)))))
        (br_if $inner (i32.lt_u (local.tee $second (i32.add (local.get $second) (i32.const 1))) (i32.const 32))))
      (br_if $outer (i32.lt_u (local.tee $first (i32.add (local.get $first) (i32.const 1))) (i32.const 32))))))`;

/** Callbacks have ids that are made from a key of the instance's own, as handles are. */
const callingItl = `(types (func Done))
(module core "core.wasm" (import "env" (relay vp)) (func run "run" (param i32)))
(func invoke (param Done) (call-func (local 0)))
(export
  (func _ "run" (param $done Done)
    (let $id (lower-func vp invoke (local $done)))
    (defer (free-func (local $id)))
    (call run (local $id)))
  (func _ "keep" (param $value any) (result u32) (as u32 (lower-ref (local $value))))
  (func _ "forget" (param $handle u32) (drop-ref (as i32 (local $handle))))
  (func _ "value" (param $handle u32) (result any) (lift-ref (as i32 (local $handle)))))`;

const callingWat = `(module (import "env" "vp" (func $call (param i32)))
  (func (export "run") (param i32) (call $call (local.get 0))))`;

describe.each(hostileTargets)('target %s', (target) => {
  const load = hostileComponent(itl, target);
  const loadWithCallback = hostileComponent(callingItl, target);

  async function open(): Promise<{ readonly lib: AnyExports; readonly seen: Set<unknown> }> {
    const seen = new Set<unknown>();
    return { lib: await load({ 'core.wasm': coreWat }, { host: { seen: (value: unknown) => seen.add(value) } }), seen };
  }

  const secret = (name: string): { readonly name: string } => ({ name });

  /** What is around a handle, and what looks like it. */
  function search(lib: AnyExports, handle: number): void {
    lib.scan((handle - 2000) >>> 0, 4000);
    lib.flip(handle);
  }

  test('finds nothing of another instance', async () => {
    const [mine, other] = await Promise.all([open(), open()]);
    const [own, foreign] = [secret('own'), secret('foreign')];
    const handle = mine.lib.keep(own) as number;
    const foreignHandle = other.lib.keep(foreign) as number;
    search(mine.lib, handle);
    search(mine.lib, foreignHandle);
    mine.lib.scan(0, 4000);
    expect(mine.seen).toContain(own);
    expect(mine.seen).not.toContain(foreign);
    expectThrown(
      () => mine.lib.value(foreignHandle),
      'ItlRangeError',
      `reference ${foreignHandle | 0} is not a live handle of this instance`,
    );
    expect(other.seen.size).toBe(0);
    expect(other.lib.value(foreignHandle)).toBe(foreign);
  });

  test('finds nothing that was dropped, though its slot is used again', async () => {
    const { lib, seen } = await open();
    const stale: number[] = [];
    const gone: unknown[] = [];
    for (let round = 0; round < 10; round++) {
      const value = secret(`gone ${round}`);
      const handle = lib.keep(value) as number;
      lib.forget(handle);
      stale.push(handle);
      gone.push(value);
    }
    const live = secret('live');
    const handle = lib.keep(live) as number;
    for (const old of stale) {
      search(lib, old);
      expectThrown(
        () => lib.forget(old),
        'ItlRangeError',
        `reference ${old | 0} is not a live handle of this instance`,
      );
    }
    for (const value of gone) expect(seen).not.toContain(value);
    expect(seen).toContain(live);
    expect(lib.value(handle)).toBe(live);
  });

  test('finds nothing of the loader: not what stands for its core module', async () => {
    const { lib, seen } = await open();
    search(lib, lib.keep(1) as number);
    expect([...seen]).toEqual([1]);
  });

  test('finds nothing by the first handle, once dropped, in a component with callbacks', async () => {
    const lib: AnyExports = await loadWithCallback({ 'core.wasm': callingWat });
    const handle = lib.keep(secret('gone')) as number;
    lib.forget(handle);
    const message = `reference ${handle | 0} is not a live handle of this instance`;
    expectThrown(() => lib.value(handle), 'ItlRangeError', message);
    expectThrown(() => lib.forget(handle), 'ItlRangeError', message);
  });
});
