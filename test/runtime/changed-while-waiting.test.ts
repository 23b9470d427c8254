/** What JavaScript does to arguments while an async call waits, between measuring them and copying them. */
import { describe, expect, test } from 'vitest';
import { start } from './every-target.ts';

const canWait = typeof (WebAssembly as { readonly Suspending?: unknown }).Suspending === 'function';

const itl = `(import "host" (func pause "pause" async))
(module core "core.wasm"
  (import "env" (func _ "pause" (call pause)))
  (func room "room" (param i32) (result i32))
  (func sum "sum" (param i32 i32) (result i32))
  (func after "after" (result i32)))
(func bytes-of (param $bytes buffer) (result u32)
  (let $length (buffer-len (local $bytes)))
  (let $at (call room (local $length)))
  (buffer-to-mem core "memory" (local $bytes) (local $at))
  (as u32 (call sum (local $at) (local $length))))
(func numbers-of (param $numbers (array u32)) (result u32)
  (let $length (* 4 (array-len (local $numbers))))
  (let $at (call room (local $length)))
  (lower-array u32 4 (local $at) (local $numbers) $p $n (store u32 core "memory" (local $p) (local $n)))
  (as u32 (call sum (local $at) (local $length))))
(export
  (func _ "bytes" async (param $bytes buffer) (result u32) (call bytes-of (local $bytes)))
  (func _ "numbers" async (param $numbers (array u32)) (result u32) (call numbers-of (local $numbers)))
  (func _ "after" (result u32) (as u32 (call after))))`;

/** What `room` gives is followed by bytes that nobody may touch. */
const wat = `(module
  (import "env" "pause" (func $pause))
  (memory (export "memory") 1)
  (data (i32.const 4096) "\\2a")
  (func (export "room") (param i32) (result i32) (call $pause) (i32.sub (i32.const 4096) (local.get 0)))
  (func (export "after") (result i32) (i32.load8_u (i32.const 4096)))
  (func (export "sum") (param $at i32) (param $length i32) (result i32)
    (local $sum i32)
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $length)))
      (local.set $length (i32.sub (local.get $length) (i32.const 1)))
      (local.set $sum (i32.add (local.get $sum) (i32.load8_u (i32.add (local.get $at) (local.get $length)))))
      (br $next)))
    (local.get $sum)))`;

type Resizable = ArrayBuffer & { readonly resize: (length: number) => void };

function resizable(length: number): Resizable {
  const Buffer = ArrayBuffer as unknown as new (length: number, options: { maxByteLength: number }) => Resizable;
  const made = new Buffer(length, { maxByteLength: 4096 });
  new Uint8Array(made).fill(1);
  return made;
}

/** Adapters take typed arrays and buffers as they are: those that wait before they copy one see what JavaScript did meanwhile. */
describe.runIf(canWait)('generated JavaScript', () => {
  test.each([4, 64, 2000])('a buffer that is %d bytes long then', async (length) => {
    let resume = (): void => {};
    const pause = (): Promise<void> => new Promise((resolve) => (resume = resolve));
    const lib = await start('js', itl, { wat, imports: { host: { pause } } });
    const views = { bytes: Uint8Array, numbers: Uint32Array };
    for (const [field, View] of Object.entries(views)) {
      const buffer = resizable(64);
      const call = lib[field]?.(new View(buffer));
      buffer.resize(length);
      new Uint8Array(buffer).fill(0x41);
      resume();
      expect([field, await call, lib.after?.()]).toEqual([field, 64, 0x2a]);
    }
  });
});
