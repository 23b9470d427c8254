/** grammar/recipes.md: each recipe runs against a module of the shape that its tool chain makes. */
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { readModule } from '../src/core/read-module.ts';
import { scaffold } from '../src/core/scaffold.ts';
import { accepted } from './core/scaffolded.ts';
import { assembleWat } from './harness/assemble-core.ts';
import type { AnyExports } from './harness/fixture.ts';
import { readText, root } from './harness/folders.ts';
import { importGenerated } from './harness/generated-module.ts';

/** Gives room one behind the other, never at 0. */
const bump = '(global $top (mut i32) (i32.const 1024))';
const take = (size: string): string =>
  `(global.get $top) (global.set $top (i32.and (i32.add (global.get $top) (i32.add ${size} (i32.const 15))) (i32.const -8)))`;

interface Recipe {
  readonly wat: string;
  readonly check: (exports: AnyExports) => void;
}

/** By the file that the recipe names. */
const recipes: Readonly<Record<string, Recipe>> = {
  'emscripten.wasm': {
    wat: `(module (import "env" "emscripten_resize_heap" (func $resize (param i32) (result i32)))
      (import "env" "emscripten_notify_memory_growth" (func $notify (param i32)))
      (memory (export "memory") 1) ${bump}
      (func (export "malloc") (param i32) (result i32)
        (if (i32.gt_u (i32.add (global.get $top) (local.get 0)) (i32.shl (memory.size) (i32.const 16)))
          (then (if (i32.eqz (call $resize (i32.add (global.get $top) (local.get 0)))) (then (return (i32.const 0))))
            (call $notify (i32.const 0))))
        ${take('(local.get 0)')})
      (func (export "free") (param i32))
      (func (export "shout") (param i32) (result i32) (local.get 0)))`,
    check({ shout }) {
      expect(shout('größer')).toBe('größer');
      expect(shout('x'.repeat(200_000))).toHaveLength(200_000);
    },
  },
  'bindgen.wasm': {
    wat: `(module (import "wbg" "__wbindgen_throw" (func $throw (param i32 i32)))
      (import "wbg" "__wbindgen_init_externref_table" (func $init))
      (table (export "__wbindgen_externrefs") 128 externref)
      (memory (export "memory") 1) ${bump} (global $stack (mut i32) (i32.const 65536))
      (func (export "__wbindgen_malloc") (param i32 i32) (result i32) ${take('(local.get 0)')})
      (func (export "__wbindgen_free") (param i32 i32 i32))
      (func (export "__wbindgen_add_to_stack_pointer") (param i32) (result i32)
        (global.set $stack (i32.add (global.get $stack) (local.get 0))) (global.get $stack))
      (func (export "__wbindgen_start") (call $init))
      (func (export "greet") (param i32 i32 i32)
        (if (i32.eqz (local.get 2)) (then (call $throw (i32.const 0) (i32.const 5))))
        (i32.store (local.get 0) (local.get 1)) (i32.store offset=4 (local.get 0) (local.get 2)))
      (data (i32.const 0) "empty"))`,
    check({ greet }) {
      expect(greet('größer')).toBe('größer');
      expect(() => greet('')).toThrow('empty');
    },
  },
  'fallible.wasm': {
    wat: `(module (memory (export "memory") 1) (table (export "__wbindgen_externrefs") 8 externref) ${bump}
      (func (export "__wbindgen_malloc") (param i32 i32) (result i32) ${take('(local.get 0)')})
      (func (export "__wbindgen_free") (param i32 i32 i32))
      (func (export "__externref_table_dealloc") (param i32) (table.set (local.get 0) (ref.null extern)))
      (func (export "parse") (param i32 i32) (result i32 i32 i32 i32)
        (local.get 0) (local.get 1) (i32.const 4) (i32.eqz (local.get 1))))`,
    check({ parse }) {
      expect(parse('größer')).toBe('größer');
      let thrown: unknown = 'nothing';
      try {
        parse('');
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBe(null);
    },
  },
  'assembly.wasm': {
    wat: `(module (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
      (memory (export "memory") 1) ${bump}
      (func (export "__new") (param i32 i32) (result i32)
        (i32.store (global.get $top) (local.get 0))
        (global.set $top (i32.add (global.get $top) (i32.const 4)))
        ${take('(local.get 0)')})
      (func (export "__pin") (param i32) (result i32) (local.get 0))
      (func (export "__unpin") (param i32))
      (func (export "greet") (param i32) (result i32)
        (if (i32.eqz (i32.load (i32.sub (local.get 0) (i32.const 4))))
          (then (call $abort (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 1)) (unreachable)))
        (local.get 0)))`,
    check({ greet }) {
      expect(greet('größer\ud800')).toBe('größer\ud800');
      expect(() => greet('')).toThrow('abort');
    },
  },
  'arrays.wasm': {
    wat: `(module (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
      (memory (export "memory") 1) ${bump}
      (global (export "__rtti_base") i32 (i32.const 16))
      (data (i32.const 16) "\\03\\00\\00\\00\\20\\00\\00\\00\\20\\00\\00\\00\\01\\1a\\00\\00")
      (func (export "__new") (param i32 i32) (result i32)
        (i32.store (global.get $top) (local.get 1))
        (global.set $top (i32.add (global.get $top) (i32.const 8)))
        ${take('(local.get 0)')})
      (func (export "__pin") (param i32) (result i32) (local.get 0))
      (func (export "__unpin") (param i32))
      (func (export "doubled") (param i32) (result i32) (local $at i32) (local $end i32)
        (if (i32.ne (i32.load (i32.sub (local.get 0) (i32.const 8))) (i32.const 2)) (then (unreachable)))
        (local.set $at (i32.load offset=4 (local.get 0)))
        (local.set $end (i32.add (local.get $at) (i32.load offset=8 (local.get 0))))
        (block $done (loop $next
          (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
          (f64.store (local.get $at) (f64.mul (f64.load (local.get $at)) (f64.const 2)))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $next)))
        (local.get 0)))`,
    check({ doubled }) {
      expect(doubled([1, -0.5])).toEqual(Float64Array.of(2, -1));
      expect(doubled([])).toEqual(new Float64Array());
    },
  },
  'tinygo.wasm': {
    wat: `(module (memory (export "memory") 1) ${bump}
      (func (export "_initialize"))
      (func (export "malloc") (param i32) (result i32) ${take('(local.get 0)')})
      (func (export "free") (param i32))
      (func (export "greet") (param i32 i32) (result i64)
        (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.extend_i32_u (local.get 1)))))`,
    check: ({ greet }) => expect(greet('größer')).toBe('größer'),
  },
  'zig.wasm': {
    wat: `(module (memory (export "memory") 1) ${bump}
      (func (export "alloc") (param i32) (result i32) ${take('(local.get 0)')})
      (func (export "free") (param i32 i32))
      (func (export "words") (param i32 i32 i32)
        (i32.store (local.get 0) (local.get 1)) (i32.store offset=4 (local.get 0) (local.get 2))))`,
    check: ({ words }) => expect(words('größer')).toBe('größer'),
  },
};

const examples = [...readText(root, 'grammar/recipes.md').matchAll(/^```itl\n([\s\S]*?)^```/gm)].map(
  ([, text = '']) => {
    const [, file = ''] = /\(module \w+ "([^"]+)"/.exec(text) ?? [];
    return [file, text] as const;
  },
);

test.each(examples)('%s', async (file, text) => {
  const { wat, check } = recipes[file] as Recipe;
  const bytes = await assembleWat(file, wat);
  const { js, diagnostics } = await compile({ path: 'case.itl', text }, { emit: ['js'], readCore: () => bytes });
  expect(diagnostics).toEqual([]);
  const { instantiate } = await importGenerated(js ?? '');
  check(await instantiate({}, { modules: { [file]: bytes } }));
});

/** Where what `init` suggests is the whole of it. */
const suggested = new Set(['assembly.wasm', 'bindgen.wasm', 'fallible.wasm', 'tinygo.wasm']);

test.each(Object.keys(recipes))('what init writes for %s runs without imports, its suggestions taken', async (file) => {
  const bytes = await assembleWat(file, recipes[file]?.wat ?? '');
  const module = readModule(bytes);
  if (module.kind === 'problem') throw new Error(module.message);
  const text = accepted(scaffold(module, file, 'case'));
  const { js, diagnostics } = await compile({ path: 'case.itl', text }, { emit: ['js'], readCore: () => bytes });
  expect(diagnostics.map(({ message }) => `${message}\n${text}`)).toEqual([]);
  const { instantiate } = await importGenerated(js ?? '');
  const exports = await instantiate({}, { modules: { [file]: bytes } });
  if (suggested.has(file)) recipes[file]?.check(exports);
});
