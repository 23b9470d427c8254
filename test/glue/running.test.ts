/** Generated JavaScript over an instance that another runtime has started, as grammar/running.md has it. */
import { describe, expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs } from '../harness/compile-fixture.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { thrownBy } from '../runtime/every-target.ts';

const itl = `
(module lib "library.wasm"
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32))
  (func keep "keep" (param i32 i32) (result i32))
  (import "env" *))
(export
  (func _ "keep" (param $text string) (result string)
    (let $size (string-len (local $text)))
    (let $at (call malloc (local $size)))
    (defer (call free (local $at)))
    (string-to-mem lib "memory" (local $text) (local $at))
    (mem-to-string lib "memory" (local $at) (call keep (local $at) (local $size)))))`;

/** Asks its runtime for memory, and tells it what it has kept. */
const wat = (result = 'i32') => `(module
  (import "env" "resize" (func $resize (param i32)))
  (import "env" "kept" (func $kept (param i32 i32)))
  (memory (export "memory") 1)
  (global (export "__stack_pointer") (mut i32) (i32.const 1024))
  (func (export "malloc") (param $size i32) (result i32)
    (if (i32.gt_u (i32.add (local.get $size) (i32.const 2048)) (i32.shl (memory.size) (i32.const 16)))
      (then (call $resize (local.get $size))))
    (i32.const 2048))
  (func (export "free") (param i32))
  (func (export "keep") (param $at i32) (param $size i32) (result ${result})
    (global.set 0 (i32.sub (global.get 0) (i32.const 16)))
    (call $kept (local.get $at) (local.get $size))
    (global.set 0 (i32.add (global.get 0) (i32.const 16)))
    (${result === 'i32' ? 'local.get $size' : `${result}.const 0`})))`;

/** What a tool chain's own JavaScript is: it makes the instance, serves its imports, and has views of its memory. */
async function startRuntime(text: string) {
  const module = await WebAssembly.compile(new Uint8Array(await assembleWat('library.wat', text)));
  const kept: string[] = [];
  const textAt = (at: number, size: number): string =>
    new TextDecoder().decode(new Uint8Array(memory.buffer, at, size));
  const env = {
    resize: (size: number) => memory.grow(Math.ceil(size / 65536)),
    kept(at: number, size: number) {
      if (size === 0) throw new RangeError('nothing to keep');
      kept.push(textAt(at, size));
    },
  };
  const instance = await WebAssembly.instantiate(module, { env });
  const memory = instance.exports.memory as WebAssembly.Memory;
  return { instance, memory, kept };
}

const cores = { 'library.wasm': await assembleWat('library.wat', wat()) };
const { instantiateSync } = await importGenerated(await compileToJs(itl, 'wrapper.itl', cores));
const over = (library: unknown): AnyExports => instantiateSync({}, { modules: { 'library.wasm': library } });

describe('over what another runtime has started', () => {
  test.each(['instance', 'exports'] as const)('one memory for both, also when it has grown: %s', async (form) => {
    const { instance, memory, kept } = await startRuntime(wat());
    const { keep } = over(form === 'instance' ? instance : { ...instance.exports });
    const long = 'größer '.repeat(20_000);
    expect([keep?.('Ada'), keep?.(long), keep?.('Grace')]).toEqual(['Ada', long, 'Grace']);
    memory.grow(1);
    expect(keep?.('Lin')).toBe('Lin');
    expect(kept).toEqual(['Ada', long, 'Grace', 'Lin']);
  });

  test('what the runtime throws through C leaves its stack as it was', async () => {
    const { instance } = await startRuntime(wat());
    const { keep } = over(instance);
    for (let count = 0; count < 100; count++) expect(() => keep?.('')).toThrow('nothing to keep');
    expect((instance.exports.__stack_pointer as WebAssembly.Global).value).toBe(1024);
  });

  test('two scripts share it, and one that is disposed of leaves it running', async () => {
    const { instance, kept } = await startRuntime(wat());
    const [one, other] = [over(instance), over(instance)];
    one.keep?.('one');
    (one as unknown as Disposable)[Symbol.dispose]();
    other.keep?.('other');
    expect(kept).toEqual(['one', 'other']);
    expect(() => one.keep?.('one')).toThrow('disposed');
  });

  test('one that has changed is refused', async () => {
    const { instance } = await startRuntime(wat('f64'));
    const changed = thrownBy(() => over(instance));
    expect([changed.name, changed.code]).toEqual(['ItlLinkError', 'ITL_LINK']);
    expect(changed.message).toContain("'keep'");
    const { keep: _, ...others } = instance.exports;
    expect(thrownBy(() => over(others)).message).toContain("'keep'");
  });
});
