import { describe, expect, test } from 'vitest';
import { accepted, errorsOf, scaffoldOf } from './scaffolded.ts';

describe('the conventions of tool chains', () => {
  const emscripten = `(module
    (import "env" "emscripten_memcpy_big" (func (param i32 i32 i32)))
    (import "env" "_emscripten_memcpy_js" (func (param i32 i32 i32)))
    (import "env" "__assert_fail" (func (param i32 i32 i32 i32)))
    (import "env" "__cxa_throw" (func (param i32 i32 i32)))
    (import "env" "_embind_register_void" (func (param i32 i32)))
    (import "env" "_embind_register_constant" (func (param i32 i32 f64)))
    (memory (export "memory") 1)
    (func (export "run")))`;

  test('what modules of Emscripten import is served, but for constants of embind', async () => {
    const text = scaffoldOf(emscripten);
    expect(text).toContain(
      '(buffer-to-mem wasm "memory" (mem-to-buffer wasm "memory" (local $b) (local $c)) (local $a))',
    );
    expect(text).toContain('(throw (mem-to-c-string wasm "memory" (local $a)))');
    expect(text).toContain('(throw "a C++ exception that nothing caught")');
    const [, imports = ''] = /^\(import "env"([\s\S]*?)\n\n/m.exec(text) ?? [];
    expect(imports.match(/"\w+"/g)).toEqual(['"_embind_register_constant"']);
    expect(await errorsOf(text, emscripten)).toEqual([]);
  });

  test('shortened names of Emscripten are told', () => {
    const imports = ['a', 'b', 'c'].map((field) => `(import "a" "${field}" (func))`).join(' ');
    const wat = `(module ${imports} (func (export "d")))`;
    expect(scaffoldOf(wat)).toContain(';; Its names are shortened, as Emscripten does from -O2 on.');
    expect(scaffoldOf(wat.replace('"c"', '"clock"'))).not.toContain('shortened');
  });

  test('wasm-bindgen before it knew alignments', async () => {
    const wat = `(module
      (memory (export "memory") 1)
      (func (export "__wbindgen_malloc") (param i32) (result i32) (i32.const 0))
      (func (export "__wbindgen_realloc") (param i32 i32 i32) (result i32) (i32.const 0))
      (func (export "__wbindgen_free") (param i32 i32))
      (func (export "__wbindgen_add_to_stack_pointer") (param i32) (result i32) (i32.const 0))
      (func (export "shout") (param i32 i32 i32))
      (func (export "format") (param i32 i32 i32 i32)))`;
    const text = scaffoldOf(wat, false);
    expect(text).toContain('(call __wbindgen_malloc (string-len (local $text)))');
    expect(text).toContain('(call __wbindgen_free (local $result) (local $result_size))');
    // A handle behind the string, and a place in front of it for the result.
    expect(text).toContain(';;   (func _ "format" (param $text string $d s32) (result string)');
    expect(await errorsOf(accepted(text), wat)).toEqual([]);
  });

  test('Zig and Rust write a slice to a place that is made for it', async () => {
    const wat = `(module
      (memory (export "memory") 1)
      (func (export "alloc") (param i32) (result i32) (i32.const 0))
      (func (export "dealloc_bytes") (param i32 i32))
      (func (export "memcpy") (param i32 i32 i32) (result i32) (i32.const 0))
      (func (export "shout") (param i32 i32 i32)))`;
    const text = scaffoldOf(wat, false);
    expect(text).toContain(`;;     (let $return (call alloc 16))
;;     (defer (call dealloc_bytes (local $return) 16))`);
    expect(text).toContain(
      ';;     ;; (defer (call dealloc_bytes (local $result) (local $result_size)))   if it was made for the caller',
    );
    expect(text).toContain(';; What its tool chain adds\n  (func memcpy');
    expect(await errorsOf(accepted(text), wat)).toEqual([]);
  });

  test('a memory that is made for the module is read like its own', async () => {
    const wat = `(module
      (import "env" "memory" (memory 2 4))
      (import "env" "emscripten_resize_heap" (func (param i32) (result i32)))
      (func (export "malloc") (param i32) (result i32) (i32.const 8))
      (func (export "free") (param i32))
      (func (export "greet") (param $name i32) (result i32) (local.get $name)))`;
    const text = scaffoldOf(wat);
    expect(text).toContain('(memory-grow made "env.memory" (as i32 (local $pages)))');
    expect(text).toContain(';;     (mem-to-c-string made "env.memory" (local $result))');
    expect(await errorsOf(accepted(text), wat)).toEqual([]);
  });

  test('typed arrays of AssemblyScript, where a number may be one', async () => {
    const runtime = `(memory (export "memory") 1) (global (export "__rtti_base") i32 (i32.const 8))
      (func (export "__new") (param i32 i32) (result i32) (i32.const 0))
      (func (export "__pin") (param i32) (result i32) (i32.const 0))
      (func (export "__unpin") (param i32))`;
    const wat = `(module ${runtime} (func (export "sum") (param i32) (result f64) (f64.const 0)))`;
    const text = scaffoldOf(wat, false);
    expect(text).toContain('(func _lower_f64s (param $values (array f64)) (result i32)');
    expect(await errorsOf(text, wat)).toEqual([]);
    expect(scaffoldOf(`(module ${runtime} (func (export "half") (param f64)))`)).not.toContain('f64s');
  });

  test('numbers of wasm-bindgen that may be handles', async () => {
    const wat = `(module
      (import "__wbindgen_placeholder__" "__wbg_set_0123456789abcdef" (func (param i32)))
      (import "__wbindgen_placeholder__" "__wbg_now_0123456789abcdef" (func (result f64)))
      (import "__wbindgen_placeholder__" "__wbg_get_0123456789abcdef" (func (param f64 i32) (result i32)))
      (memory (export "memory") 1)
      (func (export "__wbindgen_malloc") (param i32) (result i32) (i32.const 0)))`;
    const text = scaffoldOf(wat);
    expect(text.match(/;; The handle of .*/g)).toEqual([
      ';; The handle of an object? Then pass on (lift-ref (local $a)); the import has any there.',
      ';; The handle of an object? Then pass on (lift-ref (local $b)) and give (lower-ref …) of its result; the import has any there.',
    ]);
    expect(await errorsOf(text, wat)).toEqual([]);
    const handles = text
      .replace(/"__wbg_set_\w+" \(param s32\)/, (all) => all.replace('s32', 'any'))
      .replace(
        '(call __wbg_set_0123456789abcdef (as s32 (local $a)))',
        '(call __wbg_set_0123456789abcdef (lift-ref (local $a)))',
      );
    expect(handles).not.toBe(text);
    expect(await errorsOf(handles, wat)).toEqual([]);
    expect(scaffoldOf(wat.replace('(memory', '(table (export "values") 4 externref) (memory'))).not.toContain(
      'handle of',
    );
  });

  test('results of wasm-bindgen that may fail', async () => {
    const wat = `(module
      (memory (export "memory") 1) (table (export "values") 4 externref)
      (func (export "__wbindgen_malloc") (param i32 i32) (result i32) (i32.const 0))
      (func (export "__wbindgen_free") (param i32 i32 i32))
      (func (export "__externref_table_dealloc") (param i32))
      (func (export "read") (param i32 i32) (result i32 i32 i32 i32) (unreachable))
      (func (export "count") (result f64 i32 i32) (unreachable)))`;
    const text = scaffoldOf(wat);
    expect(text).toContain(';;   (func _ "read" (param $text string) (result string)');
    expect(text).toContain(';;   (func _ "count" (param) (result f64)');
    expect(text).toContain('(let $thrown (table-get wasm "values" (local $error)))');
    expect(text).toContain('(call __externref_table_dealloc (local $error))');
    expect(await errorsOf(accepted(text), wat)).toEqual([]);
    const without = wat.replace('(table (export "values") 4 externref)', '');
    expect(scaffoldOf(without)).toContain('(if (local $failed) (throw "the function failed"))');
    expect(await errorsOf(accepted(scaffoldOf(without)), without)).toEqual([]);
  });
});
