/** Which calls may leave something to put back: known of each core function by itself where the binary is. */
import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileWithCores } from '../harness/compile-fixture.ts';

const core = `(module
  (import "env" "tell" (func $tell))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "tell") (call $tell))
  (func (export "free")))`;

const source = `(module core "core.wasm"
  (import "env" (func tell "tell" (defer (call free)) (call say)))
  (func add "add" (param i32 i32) (result i32))
  (func tell-core "tell")
  (func free "free"))
(import "host" (func say "say"))
(export
  (func _ "add" (param $a s32) (param $b s32) (result s32) (as s32 (call add (as i32 (local $a)) (as i32 (local $b)))))
  (func _ "tell" (call tell-core)))`;

const unwindsIn = (wasm: Uint8Array): readonly string[] => {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm as BufferSource), 'itl');
  const { exports } = JSON.parse(new TextDecoder().decode(section)) as {
    exports: Readonly<Record<string, { readonly unwinds?: true }>>;
  };
  return Object.entries(exports).flatMap(([name, { unwinds }]) => (unwinds ? [name] : []));
};

test('what cannot reach a defer is called as it is', async () => {
  const { wasm, directWat } = await compileWithCores(source, 'case.itl', {
    'core.wasm': await assembleWat('core', core),
  });
  expect(unwindsIn(wasm)).toEqual(['tell']);
  const [, add = ''] = directWat.split('(export "add")');
  expect(add.slice(0, add.indexOf('(func '))).not.toContain('_it_unwind');
  expect(directWat).toContain('call $_it_unwind');
});

test('of a module that is not known, any function may', async () => {
  const { wasm } = await compileWithCores(source, 'case.itl', {});
  expect(unwindsIn(wasm)).toEqual(['add', 'tell']);
});
