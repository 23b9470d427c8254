/** Views that show nothing any more, that say of themselves what is not so, and objects that only look like one. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const through = (value: string): string => `
    (let $taken ${value})
    (lower-array f64 8 64 (local $taken) $p $v (store f64 core "memory" (local $p) (local $v)))
    (lift-array f64 8 64 (array-len (local $taken)) $p (load f64 core "memory" (local $p)))`;

const itl = `
(types (record Point (x f64)) (record Holder (data (array f64))) (variant Shape (dot Point) nothing))
(module core "core.wasm")
(import "host" (func given "given" (result (array f64))))
(export
  (func _ "buffer" (param $x buffer) (result buffer)
    (buffer-to-mem core "memory" (local $x) 64)
    (mem-to-buffer core "memory" 64 (buffer-len (local $x))))
  (func _ "same-buffer" (param $x buffer) (result buffer) (local $x))
  (func _ "doubles" (param $x (array f64)) (result (array f64)) ${through('(local $x)')})
  (func _ "holder" (param $x Holder) (result (array f64)) ${through('(read-field Holder data (local $x))')})
  (func _ "imported" (result (array f64)) ${through('(call given)')})
  (func _ "strings" (param $x (array string)) (result s32) (as s32 (array-len (local $x))))
  (func _ "pair" (param $x (tuple s32 s32)) (result (tuple s32 s32)) (local $x))
  (func _ "point" (param $x Point) (result f64) (read-field Point x (local $x)))
  (func _ "shape" (param $x Shape) (result Shape) (local $x)))`;
const wat = '(module (memory (export "memory") 1))';

const gone = 'is a view of memory that has grown or was given away since';

function detached<T extends ArrayBufferView>(view: T): T {
  structuredClone(view.buffer, { transfer: [view.buffer as ArrayBuffer] });
  return view;
}

/** TypeScript's library does not have them yet. */
const Resizable = ArrayBuffer as unknown as new (size: number, options: object) => ArrayBuffer;

/** Of a buffer that has become too short for it. */
function cutOff<T>(make: (buffer: ArrayBuffer) => T): T {
  const buffer = new Resizable(16, { maxByteLength: 32 });
  const view = make(buffer);
  (buffer as unknown as { resize(size: number): void }).resize(10);
  return view;
}

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

describe.each(targets)('target %s', async (target) => {
  const given: { value?: unknown } = {};
  const call = await start(target, itl, { wat, imports: { host: { given: () => given.value } } });

  test.each<[name: string, what: string, make: () => unknown, text: string]>([
    ['buffer', 'a detached DataView', () => detached(new DataView(new ArrayBuffer(8))), gone],
    ['buffer', 'a detached array', () => detached(new Uint8Array(8)), gone],
    ['buffer', 'an array cut off', () => cutOff((buffer) => new Uint8Array(buffer, 8, 8)), gone],
    ['same-buffer', 'an array cut off', () => cutOff((buffer) => new Uint8Array(buffer, 8, 8)), gone],
    ['same-buffer', 'a DataView cut off', () => cutOff((buffer) => new DataView(buffer, 8, 8)), gone],
    ['buffer', 'numbers cut off', () => cutOff((buffer) => new Float64Array(buffer, 8, 1)), gone],
    [
      'buffer',
      'the heir of a view',
      () => Object.create(Uint8Array.prototype),
      'must be an ArrayBuffer or a view of one, got an object',
    ],
    [
      'buffer',
      'the heir of a buffer',
      () => Object.create(ArrayBuffer.prototype),
      'must be an ArrayBuffer or a view of one, got an object',
    ],
    ['buffer', 'a revoked proxy', () => revoked({}), 'must be an ArrayBuffer or a view of one, got an object'],
    ['doubles', 'an array cut off', () => cutOff((buffer) => new Float64Array(buffer, 8, 1)), gone],
    ['doubles', 'another array cut off', () => cutOff((buffer) => new Uint8Array(buffer, 8, 8)), gone],
    [
      'doubles',
      'a DataView',
      () => new DataView(new ArrayBuffer(8)),
      'must be an array or another iterable, got a DataView',
    ],
    ['doubles', 'a detached DataView', () => detached(new DataView(new ArrayBuffer(8))), gone],
    [
      'doubles',
      'the heir of an array',
      () => Object.create(Float64Array.prototype),
      'must be an array or another iterable, got an object',
    ],
    ['doubles', 'a revoked array', () => revoked([]), 'must be an array or another iterable, got an object'],
    ['strings', 'a revoked array', () => revoked([]), 'must be an array or another iterable, got an object'],
    ['strings', 'an array cut off', () => cutOff((buffer) => new Uint8Array(buffer, 8, 8)), gone],
    ['pair', 'a revoked array', () => revoked([]), 'must be an array of length 2, got an object'],
    ['point', 'a revoked object', () => revoked({}), 'must be an object (Point), got an object'],
    ['shape', 'a revoked object', () => revoked({}), "must be an object with a 'tag', got an object"],
  ])('%s of %s', (name, _what, make, text) => {
    const error = thrownBy(() => call[name]?.(make()));
    expect(error).toBeInstanceOf(TypeError);
    expect(`${error.name}: ${error.message}`).toBe(`ItlTypeError: ${name}: parameter 'x' ${text}`);
  });

  test('in a field', () => {
    const data = cutOff((buffer) => new Float64Array(buffer, 8, 1));
    expect(thrownBy(() => call.holder?.({ data })).message).toBe(`holder: parameter 'x.data' ${gone}`);
    expect(thrownBy(() => call.shape?.({ tag: 'dot', val: revoked({}) })).message).toBe(
      "shape: parameter 'x.val' must be an object (Point), got an object",
    );
  });

  test('what an import gives', () => {
    given.value = cutOff((buffer) => new Uint8Array(buffer, 8, 8));
    expect(thrownBy(() => call.imported?.()).message).toBe(`host.given: result ${gone}`);
  });

  test("an array's own length is not believed", () => {
    for (const length of [1000, 1, 0, -1, 1.5, 'two', undefined]) {
      const doubles = Object.defineProperty(Float64Array.of(1, 2), 'length', { value: length });
      expect(call.doubles?.(doubles)).toEqual(Float64Array.of(1, 2));
      expect(call.holder?.({ data: doubles })).toEqual(Float64Array.of(1, 2));
      given.value = doubles;
      expect(call.imported?.()).toEqual(Float64Array.of(1, 2));
      const bytes = Object.defineProperty(Uint8Array.of(1, 2), 'length', { value: length });
      expect(call.buffer?.(bytes)).toEqual(Uint8Array.of(1, 2));
    }
    const view = Object.defineProperties(new DataView(Uint8Array.of(0, 1, 2, 3).buffer, 1, 2), {
      byteLength: { value: 3 },
      byteOffset: { value: 0 },
      buffer: { value: new ArrayBuffer(9) },
    });
    expect(call.buffer?.(view)).toEqual(Uint8Array.of(1, 2));
  });

  test('an empty array is no mistake', () => {
    expect(call.doubles?.(new Float64Array(0))).toEqual(new Float64Array(0));
    expect(call.buffer?.(new Uint8Array(0))).toEqual(new Uint8Array(0));
    expect(call.buffer?.(new DataView(new ArrayBuffer(0)))).toEqual(new Uint8Array(0));
    expect(call.doubles?.(cutOff((buffer) => new Float64Array(buffer)))).toEqual(Float64Array.of(0));
  });

  test("a getter's own error comes through", () => {
    const own = new Error('own');
    const point = {
      get x() {
        throw own;
      },
    };
    expect(thrownBy(() => call.point?.(point))).toBe(own);
  });
});
