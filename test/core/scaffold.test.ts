import { describe, expect, test } from 'vitest';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { formatItl } from '../../src/frontend/format.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import fc from '../harness/fast-check.ts';
import { accepted, errorsOf, scaffoldOf } from './scaffolded.ts';

const library = `(module
  (import "env" "log" (func (param $message i32) (param $message_len i32)))
  (import "env" "now" (func (result f64)))
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "add") (param i32 i32) (result i32) (i32.const 0))
  (func (export "isOdd") (param i64) (result i32) (i32.const 0))
  (func (export "minmax") (param f64) (result f64 i32) (f64.const 0) (i32.const 0))
  (func (export "greet") (param $name i32) (param $loud i32) (result i32) (i32.const 0))
  (func (export "checksum") (param $data i32) (param $size i32) (result i64) (i64.const 0))
  (func (export "blend") (param v128) (result v128) (v128.const i64x2 0 0))
  (func (export "malloc") (param i32) (result i32) (i32.const 0))
  (func (export "free") (param i32))
  (func (export "_initialize")))`;

describe('scaffold', () => {
  test('a library: what is sure is ready, what looks like pointers is suggested', () => {
    expect(
      scaffoldOf(library),
    ).toBe(`;; Made from "out/lib.wasm" by itlc init. The core signatures are the file's own; what its numbers
;; mean is a guess: change it where it is wrong. Then:
;;
;;     itlc lib.itl -o out/
;;
;; These exports have types that ITL has no word for:
;;
;;     "blend" (param v128) (result v128)

(import "env"
  (func log "log" (param $message s32 $message_len s32) (result))
  (func now "now" (param) (result f64)))

(module wasm "out/lib.wasm"
  (func add "add" (param i32 i32) (result i32))
  (func isOdd "isOdd" (param i64) (result i32))
  (func minmax "minmax" (param f64) (result f64 i32))
  (func greet "greet" (param $name i32 $loud i32) (result i32))
  (func checksum "checksum" (param $data i32 $size i32) (result i64))

  ;; Its memory: malloc makes room, free gives it back
  (func malloc "malloc" (param i32) (result i32))
  (func free "free" (param i32) (result))

  ;; What its tool chain adds: _initialize is run by the loader, once everything is linked
  (func _initialize "_initialize" (param) (result))

  (import "env"
    ;; A string? Then pass on (mem-to-string wasm "memory" (local $message) (local $message_len)), and let the import take a string.
    (func _core_log "log" (param $message i32 $message_len i32) (result)
      (call log (as s32 (local $message)) (as s32 (local $message_len))))
    (func _core_now "now" (param) (result f64)
      (call now))))

;; A string in the memory of the module, NUL-terminated. Whoever calls this gives the room back.
(func _lower_string (param $text string) (result i32)
  (let $pointer (call malloc (+ (string-len (local $text)) 1)))
  (string-to-mem wasm "memory" (local $text) (local $pointer))
  (store u8 wasm "memory" (+ (local $pointer) (string-len (local $text))) 0)
  (local $pointer))

(export
  ;; Two numbers, or a pointer and a length?
  (func _ "add" (param $a s32 $b s32) (result s32)
    (as s32 (call add (as i32 (local $a)) (as i32 (local $b)))))

  (func _ "isOdd" (param $a s64) (result bool)
    (as bool (call isOdd (as i64 (local $a)))))

  (func _ "minmax" (param $a f64) (result f64 s32)
    (let $r1 $r2 (call minmax (local $a)))
    (make-tuple (local $r1) (as s32 (local $r2)))))

;; The rest of "out/lib.wasm" seems to pass pointers. Each function here is a suggestion: what it takes and
;; gives is a guess by its names. Make it right, then take the semicolons away.

;; greet (param i32 i32) (result i32)
;; (export
;;   (func _ "greet" (param $name string $loud s32) (result string)
;;     (let $name_pointer (call _lower_string (local $name)))
;;     (defer (call free (local $name_pointer)))
;;     (let $result (call greet (local $name_pointer) (as i32 (local $loud))))
;;     ;; (defer (call free (local $result)))   if it was made for the caller
;;     (mem-to-c-string wasm "memory" (local $result))))

;; checksum (param i32 i32) (result i64)
;; (export
;;   (func _ "checksum" (param $data buffer) (result s64)
;;     (let $data_pointer (call malloc (buffer-len (local $data))))
;;     (defer (call free (local $data_pointer)))
;;     (buffer-to-mem wasm "memory" (local $data) (local $data_pointer))
;;     (as s64 (call checksum (local $data_pointer) (buffer-len (local $data))))))
`);
  });

  test('it compiles at once, and so do its suggestions', async () => {
    const text = scaffoldOf(library);
    expect(await errorsOf(text, library)).toEqual([]);
    expect(accepted(text)).toContain('\n(export\n  (func _ "checksum"');
    expect(await errorsOf(accepted(text), library)).toEqual([]);
  });

  test('the formatter has nothing to change', () => {
    const text = scaffoldOf(library);
    const sink = new DiagnosticSink();
    expect(formatItl(new SourceMap().add('lib.itl', text), sink)).toBe(text);
    expect(sink.all).toEqual([]);
  });

  test('without a memory numbers are numbers', () => {
    const text = scaffoldOf('(module (func (export "print") (param $str i32) (param $len i32)))');
    expect(text).toContain('(func _ "print" (param $str s32 $len s32) (result)');
    expect(text).not.toContain('pointer');
  });

  test('without an allocator nothing is suggested that could not work', () => {
    const text = scaffoldOf(
      '(module (memory (export "m") 1) (func (export "print") (param $str i32)) (func (export "getName") (result i32) (i32.const 0)))',
    );
    expect(text).toContain(';; To pass a string, the module has to export a function that makes room, such as malloc.');
    expect(text).toContain(';;     (let $result (call getName))\n;;     (mem-to-c-string wasm "m" (local $result))))');
  });

  test('an allocator that wants the size back gets it', () => {
    const text = scaffoldOf(`(module (memory (export "memory") 1)
      (func (export "alloc") (param i32) (result i32) (i32.const 0))
      (func (export "dealloc") (param i32 i32))
      (func (export "parse") (param i32 i32)))`);
    expect(text).toContain('(defer (call dealloc (local $text_pointer) (+ (string-len (local $text)) 1)))');
    expect(text).toContain('(call parse (local $text_pointer) (string-len (local $text)))');
  });

  test('several results behind a pointer are a tuple', async () => {
    const wat = `(module (memory (export "memory") 1) (func (export "malloc") (param i32) (result i32) (i32.const 8))
      (func (export "parse") (param $text i32) (result i32 i32) (i32.const 1) (i32.const 2)))`;
    const text = scaffoldOf(wat);
    expect(text).toContain(';;     (let $r1 $r2 (call parse (local $text_pointer)))\n;;     (make-tuple');
    expect(await errorsOf(accepted(text), wat)).toEqual([]);
  });

  test('constructors that no _initialize runs become the start', () => {
    expect(scaffoldOf('(module (func (export "__wasm_call_ctors")))')).toContain('  (start __wasm_call_ctors))');
    const both = '(module (func (export "__wasm_call_ctors")) (func (export "_initialize")))';
    expect(scaffoldOf(both)).not.toContain('(start');
    expect(scaffoldOf('(module (func (export "_start")))')).toContain('(start _start) would run it');
  });

  test('imports that cannot be provided are named', () => {
    const text = scaffoldOf(
      '(module (import "env" "tag" (tag)) (import "env" "f" (func (param funcref))) (import "e" "g" (func)) (import "e" "g" (func (param i32))))',
    );
    expect(text).toContain(
      'cannot run as it is:\n;;\n;;     "env" "tag" (tag)\n;;     "env" "f" (param funcref) (result)\n;;     "e" "g" (param i32) (result)\n',
    );
  });

  test('names that ITL cannot have, and the same name twice', () => {
    const text = scaffoldOf(`(module (import "a" "f" (func)) (import "b" "f" (func)) (import "a" "f" (func))
      (func (export "f")) (func (export "12")) (func (export "")) (func (export "_")) (func (export "nan"))
      (func (export "a b")) (func (export "a(b")) (func (export "\\22;\\0a")) (func (export "wasm")))`);
    const names = [...text.matchAll(/\(func (?!_ |_core_)(\S+) "/g)].map(([, name]) => name);
    const made = ['unnamed', 'unnamed_2', 'unnamed_3', 'f12', 'fnan', 'a_b', 'a_b_2', 'wasm_2'];
    expect(names.toSorted()).toEqual(['f', 'f_2', 'f_3', ...made].toSorted());
  });
});

describe('what gives memory back', () => {
  const having = (...names: readonly string[]): string =>
    scaffoldOf(`(module (memory (export "memory") 1)
  (func (export "alloc") (param i32) (result i32) i32.const 0)
  (func (export "print") (param $text i32))
  ${names.map((name) => `(func (export "${name}") (param i32))`).join(' ')})`);

  test.each(['free', 'dealloc', 'release', 'freeString', 'dispose', 'release_string'])('%s', (name) => {
    expect(having(name)).toContain(`${name} gives it back`);
    expect(having(name)).toContain(`(defer (call ${name} (local $text_pointer)))`);
  });

  test('is what has the plainest name', () => {
    const text = having('release', 'dealloc');
    expect(text).toContain('dealloc gives it back');
    expect(text).toContain('(func _ "release" (param $a s32) (result)');
  });
});

describe('whatever the module, the scaffold compiles', () => {
  const type = fc.constantFrom('i32', 'i32', 'i64', 'f32', 'f64', 'externref', 'v128', 'funcref');
  const word = fc.constantFrom('ptr', 'len', 'name', 'data', 'size', 'str', 'x', 'str');
  const field = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      'malloc',
      'free',
      'release',
      'alloc',
      'getName',
      'print',
      'isX',
      'wasm',
      'param',
      '_it_strlen',
      '_lower_string',
      'local',
    ),
  );
  const functionType = fc.record({
    params: fc.array(fc.tuple(word, type), { maxLength: 4 }),
    results: fc.array(type, { maxLength: 2 }),
  });
  const shape = fc.record({
    imports: fc.array(fc.tuple(fc.constantFrom('env', 'é "', 'wasi_snapshot_preview1'), field, functionType), {
      maxLength: 4,
    }),
    exports: fc.uniqueArray(fc.tuple(field, functionType), { maxLength: 6, selector: ([name]) => name }),
    memory: fc.boolean(),
  });
  type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

  const bytesOf = (text: string): string =>
    `"${[...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}"`;

  function watOf({ imports, exports, memory }: Shape): string {
    const signature = ({ params, results }: Shape['exports'][number][1]): string =>
      [
        ...params.map(([name, core], index) => `(param $${name}${index} ${core})`),
        ...results.map((core) => `(result ${core})`),
      ].join(' ');
    const lines = [
      ...imports.map(
        ([module, name, core]) => `(import ${bytesOf(module)} ${bytesOf(name)} (func ${signature(core)}))`,
      ),
      ...(memory ? ['(memory (export "the memory") 1)'] : []),
      ...exports.map(([name, core]) => `(func (export ${bytesOf(name)}) ${signature(core)} (unreachable))`),
    ];
    return `(module ${lines.join('\n')})`;
  }

  test('and its suggestions too', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (description) => {
        const wat = watOf(description);
        const text = scaffoldOf(wat);
        const impossible = text.includes('cannot run as it is');
        const found = [...(await errorsOf(text, wat)), ...(await errorsOf(accepted(text), wat))];
        expect(found.filter((message) => !impossible || !/ITL401[012]/.test(message))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

test('globals are said, with what they hold', () => {
  const itl = scaffoldOf(`(module
    (global (export "INPUT") i32 (i32.const 1024))
    (global (export "count") (mut i64) (i64.const -1))
    (global (export "ratio") f64 (f64.const 0.5))
    (global (export "base") i32 (i32.add (i32.const 1) (i32.const 2)))
    (global (export "vector") v128 (v128.const i64x2 1 2))
    (func (export "run")))`);
  expect(itl).toContain(`;; Its globals are read by these expressions:
;;
;;     (global-get i32 wasm "INPUT")   1024
;;     (global-get i64 wasm "count")   -1 at first
;;     (global-get f64 wasm "ratio")   0.5
;;     (global-get i32 wasm "base")`);
  expect(itl).toContain(';;     "vector" (global)');
});
