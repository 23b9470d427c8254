/** The text that users see: ITL and C++ for small sources. */
import { describe, expect, test } from 'vitest';
import { compileText } from '../harness/compile-fixture.ts';
import { translate } from './build-dsl.ts';

const fizz = `/**IT_START**/
export {
  /// Whether n is a multiple of 3.
  func isFizz(s32) -> u1;
  func fizzStr() -> string;
}
/**IT_END**/
bool isFizz(int n) { return n % 3 == 0; }
const char* fizzStr() { return "Fizz"; }
`;

const body = (text: string): string => `export {\n${text}\n}\n`;

const itlOf = (text: string): string => translate(text).itl;
const cppOf = (text: string): string => translate(text).cpp[0]?.text ?? '';

describe("the seed's fizz.cpp", () => {
  test("becomes the seed's ITL", () => {
    expect(itlOf(fizz)).toBe(`(module wasm "case.wasm"
  (func isFizz "isFizz" (param i32) (result i32))
  (func fizzStr "fizzStr" (result i32))
  (func _it_strlen "_it_strlen" (param i32) (result i32)))

(func _it_cppToString (param i32) (result string)
  (mem-to-string wasm "memory" (local 0) (call _it_strlen (local 0))))

(export
  ;;; Whether n is a multiple of 3.
  (func _it_isFizz "isFizz" (param s32) (result u1)
    (as u1 (call isFizz (as i32 (local 0)))))
  (func _it_fizzStr "fizzStr" (result string)
    (call _it_cppToString (call fizzStr))))
`);
  });

  test("becomes the seed's declarations, and no line moves", () => {
    expect(cppOf(fizz)).toBe(`#line 1 "case.cpp"
#include "it/c_string.h"
#line 4
__attribute__((export_name("isFizz"))) bool isFizz(int);
__attribute__((export_name("fizzStr"))) const char* fizzStr();
#line 8
bool isFizz(int n) { return n % 3 == 0; }
const char* fizzStr() { return "Fizz"; }
`);
  });

  test('needs no more than two small headers', () => {
    expect(translate(fizz).headers.map(({ path }) => path)).toEqual(['it/c_string.h', 'it/export.h']);
  });
});

test('imports of plain values are what the linker takes', () => {
  const text = `import "fizz" { func isFizz(n: s32) -> u1; func fizzStr() -> string; }\nint main2();\n`;
  expect(cppOf(text)).toContain('__attribute__((import_module("fizz"), import_name("isFizz"))) bool isFizz(int n);\n');
  expect(itlOf(text)).toContain(`(import "fizz"
    (func _it_core_isFizz "isFizz" (param i32) (result i32)
      (as i32 (call isFizz (as s32 (local 0)))))
    (func _it_core_fizzStr "fizzStr" (result i32)
      (call _it_stringToCpp_result (call fizzStr))))`);
});

describe('memory', () => {
  test('is given back only where a call takes some', () => {
    expect(itlOf(body('func f(s32, own string) -> f64;'))).not.toContain('_it_leave');
    const texts = itlOf(body('func f(string, std::string_view, array(f32), option(s32));'));
    expect(texts).toContain('(defer (call _it_leave_room (local $top) (local $end)))');
    expect(texts).not.toContain('_it_leave_arena');
    expect(itlOf(body('func f(std::string);'))).toContain(
      '(defer (after _it_alloc) (call _it_leave_arena (local $mark)))',
    );
    const result = itlOf(body('func f() -> std::string;'));
    expect(result).toContain('(call _it_lift_given_string (call f))');
    expect(result).toContain('(defer (call _it_release (& (local $given) -2)))');
    expect(result).not.toContain('_it_leave');
  });

  test("of C++'s is looked after in every export where an import gives a string", () => {
    const text = `import "js" { func name() -> string; }\n${body('func f();')}`;
    expect(itlOf(text)).toContain(`(func _it_f "f"
    (let $mark (as i32 (load u32 wasm "memory" (get $arena-next))))
    (defer (after _it_alloc) (call _it_leave_arena (local $mark)))`);
  });

  test("of a string in an import's result stays until the export returns", () => {
    const text = (element: string) => `import "js" { func names() -> std::vector<${element}>; }\n${body('func f();')}`;
    expect(cppOf(text('std::string'))).toContain('it::scope _it_scope;');
    expect(cppOf(text('string'))).not.toContain('it::scope _it_scope;');
  });
});

test('layouts are asserted', () => {
  const text = `type Mixed = struct { a: u8; b: f64; c: s16; };\n${body('func f(Mixed, option(s64)) -> tuple(u8, u16);')}`;
  const cpp = cppOf(
    text.replace(/^type.*$/m, '').replace('{\n', `{\ntype Mixed = struct { a: u8; b: f64; c: s16; };\n`),
  );
  for (const fact of [
    'sizeof(Mixed) == 24',
    '__builtin_offsetof(Mixed, b) == 8',
    '__builtin_offsetof(Mixed, c) == 16',
    'sizeof(it::lowered<std::optional<int64_t>>) == 16',
    'sizeof(it::lowered<std::tuple<uint8_t, uint16_t>>) == 4',
  ]) {
    expect(cpp).toContain(`static_assert(${fact});`);
  }
});

test("parameters may be called like functions, bindings of the adapter, and each other's lengths", async () => {
  const text = body('func mark(mark: string, self: s32, mark_length: std::string, at: std::string);');
  const { itl } = translate(text);
  expect(itl).toContain('(let $_mark (as i32');
  expect(itl).toContain('(let $mark_length-length (string-len (local $mark_length)))');
  await compileText(itl);
  expect(cppOf(text)).toContain(
    '::mark(mark, self_, it::hold_made([&] { return std::string(mark_length, mark_length_length); })',
  );
});

test('types of which one mangles like another have helpers of their own', async () => {
  const text = `/**IT_START**/
type list_s32 = struct { a: std::string; };
export { func f(list_s32, std::vector<list_s32>, option(std::vector<s32>), option(list_s32)); }
/**IT_END**/`;
  await compileText(translate(text).itl);
});

test("imported and exported functions may be called like the adapter's own", async () => {
  const text = `import "js" { func copy(any) -> any; func get(string) -> string; }
export { func alloc(std::string); func reset(); func ref_copy(); func core_throw(); func cppToString(); }
`;
  await compileText(translate(text).itl);
});

test("what nothing uses is C++'s alone", async () => {
  const text = body('type P = struct { a: any; }; class C {}; func f(s32);');
  const { itl } = translate(text);
  expect(itl).not.toMatch(/\bP\b|\bC\b/);
  expect(cppOf(text)).toContain('struct P {');
  await compileText(itl);
});

test('an unused callback is left out', async () => {
  const { itl } = translate('/**IT_START**/\ncallback Log(string);\nexport { func f(s32); }\n/**IT_END**/\n');
  expect(itl).not.toContain('Log');
  await compileText(itl);
});

describe('callbacks', () => {
  const text = (functions: string): string =>
    `/**IT_START**/\ncallback Log(string);\ncallback Progress(done: s32, total: s32) -> s32;\nexport { ${functions} }\n/**IT_END**/\n`;

  test('are registered for a call, and called through the relay of their signature', () => {
    expect(itlOf(text('func start(onData: Log, onProgress: Progress);'))).toBe(`(types
  (func Log (param string))
  (func Progress (param $done s32) (param $total s32) (result s32)))

(module wasm "case.wasm"
  (func start "start" (param i32 i32))
  (func _it_strlen "_it_strlen" (param i32) (result i32))
  (import "_it"
    (relay vpp)
    (relay ipii)
    (func _it_core_throw "throw" (param $at i32) (param $length i32)
      (throw (mem-to-string wasm "memory" (local $at) (local $length))))))

(func _it_invoke_Log (param Log i32)
  (call-func (local 0) (call _it_cppToString (local 1))))

(func _it_cppToString (param i32) (result string)
  (mem-to-string wasm "memory" (local 0) (call _it_strlen (local 0))))

(func _it_invoke_Progress (param Progress i32 i32) (result i32)
  (as i32 (call-func (local 0) (as s32 (local 1)) (as s32 (local 2)))))

(export
  (func _it_start "start" (param $onData (option Log)) (param $onProgress (option Progress))
    (let $onData-id (lower-func vpp _it_invoke_Log (local $onData)))
    (defer (free-func (local $onData-id)))
    (let $onProgress-id (lower-func ipii _it_invoke_Progress (local $onProgress)))
    (defer (free-func (local $onProgress-id)))
    (call start (local $onData-id) (local $onProgress-id))))
`);
  });

  test('are small structs with a call operator', () => {
    const cpp = cppOf(text('func start(Log, Progress);'));
    expect(cpp).toContain(
      `extern "C" __attribute__((import_module("_it"), import_name("vpp"))) void _it_relay_vpp(const void* id, const char* a0);
extern "C" __attribute__((used)) inline void vpp(const void* id, const char* a0) { return _it_relay_vpp(id, a0); }\n`,
    );
    expect(cpp).toContain(`struct Log {
  const void* id = nullptr;
  explicit operator bool() const { return id; }
  void operator()(const char*) const;
  static void relay(const void* id, const char* a0) { ::vpp(id, a0); }
};
`);
    expect(cpp).toContain('void start(Log, Progress);\n');
    expect(cpp).toContain('extern "C" IT_EXPORT("start") void _it_export_start(const void* p0, const void* p1)');
    expect(cpp).not.toContain('it/retained.h');
  });

  test('that are retained give an object to release them with', () => {
    const kept = text('func onAlert(retain Log);');
    expect(itlOf(kept)).toContain(`  (resource Subscription (drop _it_release_callback)))`);
    expect(itlOf(kept)).toContain(`  (func _it_onAlert "onAlert" (param (option Log)) (result Subscription)
    (let $callback0-id (call _it_retain_callback (lower-func vpp _it_invoke_Log (local 0))))
    (defer (call _it_settle_callback (local $callback0-id) 0))
    (call onAlert (local $callback0-id))
    (lift-resource Subscription (call _it_keep_callback (local $callback0-id))))`);
    expect(cppOf(kept)).toContain('void onAlert(it::retained<Log>);\n');
  });

  test("that are retained are C++'s alone where there is a result", () => {
    const { itl } = translate(text('func onAlert(log: retain Log) -> s32;'));
    expect(itl).not.toContain('Subscription');
    expect(itl).toContain(`    (defer (call _it_settle_callback (local $log-id) 1))
    (let $result (call onAlert (local $log-id)))
    (call _it_keep_callback (local $log-id))
    (as s32 (local $result)))`);
  });

  test('take one line for a new one of a known signature', () => {
    const emit = translate(
      text('func start(Log);').replace('callback Progress', 'callback Emit(string);\ncallback Progress'),
    );
    expect(emit.itl).toBe(itlOf(text('func start(Log);')));
    expect(emit.cpp[0]?.text.match(/extern "C" __attribute__\(\(import_module/g)).toHaveLength(2);
  });

  test('leave names alone that are taken', async () => {
    const { itl } = translate(
      text('type Subscription = enum { daily }; func f(a: retain Log); func g(Subscription, a: Log, a_id: s32);'),
    );
    expect(itl).toContain('(resource Subscription_ (drop _it_release_callback))');
    expect(itl).toContain('(let $a-id (lower-func vpp _it_invoke_Log (local $a)))');
    await compileText(itl);
  });
});

describe('aliases', () => {
  const text = `/**IT_START**/
type Ids = array(Id);
type Id = u32;
type View = std::string_view;
type Points = std::vector<P>;
type P = struct { x: f32; };
export { func sum(ids: Ids) -> Id; }
/**IT_END**/
`;

  test('are those of C++ too, behind the types that they may name', () => {
    expect(cppOf(text)).toContain('using Ids = std::vector<uint32_t>;\n');
    expect(cppOf(text)).toContain('using View = std::string_view;\n');
    expect(cppOf(text)).toMatch(/struct P \{[\s\S]*using Points = std::vector<P>;/);
    expect(cppOf(text)).toContain('#include "it/string.h"\n');
  });

  test('leave a name alone that the source has a type for', () => {
    expect(cppOf(`${text}struct Ids { int n; };\n`)).not.toContain('using Ids');
    expect(cppOf(`${text}struct Ids { int n; };\n`)).toContain('using Id = uint32_t;');
  });
});

test('comments of fields and cases are listed in the one of their type', () => {
  const text = `/**IT_START**/
/// A point.
type P = struct {
  /// To the right,
  /// in pixels.
  x: f32;
  y: f32;
};
type E = enum {
  /// The first.
  a, b };
type V = variant {
  /// Nothing.
  none; };
/**IT_END**/
export { func f(P, E, V); }
`;
  const itl = itlOf(text);
  expect(itl).toContain('  ;;; A point.\n  ;;;\n  ;;; - `x`: To the right,\n  ;;;   in pixels.\n  (record P ');
  expect(itl).toContain('  ;;; - `a`: The first.\n  (enum E ');
  expect(itl).toContain('  ;;; - `none`: Nothing.\n  (variant V ');
});

test('each line of a wrapper stands for the line of the declaration', () => {
  const lines = cppOf('export {\n  func f(x: std::string);\n}\n').split('\n');
  const at = (text: string): number => lines.findIndex((line) => line.includes(text));
  expect(lines[at('::f(') - 1]).toBe('#line 2');
  expect(lines[at('} IT_CATCH') - 1]).toBe('#line 2');
});

describe('a function that needs no conversion and is defined elsewhere', () => {
  test('is exported by a function of its own', () => {
    const text = cppOf(body('func isFizz(n: s32) -> u1;'));
    expect(text).toContain('\nbool isFizz(int n);\n');
    expect(text).toContain('extern "C" IT_EXPORT("isFizz") bool _it_export_isFizz(int n) IT_TRY {\n');
    expect(text).toContain('  return ::isFizz(n);\n');
  });

  test('may throw', () => {
    expect(itlOf(body('func f();'))).toContain('"_it"');
    expect(itlOf(`${body('func f();')}void f() {}`)).not.toContain('"_it"');
  });
});

test('what the C++ has to define is listed', () => {
  const text = `export {
  class Counter { Counter(start: s32); func next(by: std::string) -> s32; prop value: s32; };
  func isFizz(s32) -> u1;
  func zero() -> Counter;
}`;
  expect(translate(text).declared.map(({ name, signature, exportName }) => [name, signature, exportName])).toEqual([
    ['isFizz', 'bool isFizz(int)', 'isFizz'],
    ['zero', 'Counter zero()', undefined],
    ['Counter::Counter', 'Counter::Counter(int start)', undefined],
    ['Counter::next', 'int Counter::next(const std::string& by)', undefined],
  ]);
});

test('several sources share types and imports; each exports its own', () => {
  const { cpp } = translate({
    'a.cpp': '/**IT_START**/\ntype P = struct { x: f32; };\nexport { func a(P); }\n/**IT_END**/\n',
    'b.cpp': 'import "js" { func log(P); }\nexport { func b(P); }\n',
    'c.cpp': 'int c;\n',
  });
  const [a = '', b = '', c = ''] = cpp.map(({ text }) => text);
  for (const text of [a, b]) {
    expect(text).toContain('struct P {');
    expect(text).toContain('inline void log(const P&');
  }
  expect([a.includes('_it_export_a'), a.includes('_it_export_b'), b.includes('_it_export_b')]).toEqual([
    true,
    false,
    true,
  ]);
  expect(c).toBe('int c;\n');
});

test('names of the parameters of a callback are in the declarations', async () => {
  const block =
    '/**IT_START**/\ncallback Progress(done: s32, s32, total: f64) -> bool;\nexport { func f(Progress); }\n/**IT_END**/\n';
  const { dts } = await compileText(translate(block).itl);
  expect(dts).toContain('export type Progress = (done: number, arg1: number, total: number) => boolean;');
});
