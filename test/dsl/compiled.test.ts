/** Small sources that have to compile, or must not: what clang takes and what it refuses. */
import { describe, expect, test } from 'vitest';
import { notesOnMessages } from '../../src/session/explain-compile.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { buildDsl, compileCore, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const errorsOf = async (text: string): Promise<string> => {
  const result = await compileCore(translate(text));
  return result.kind === 'failed' ? result.errors : '';
};

test('lists of bool are spans, and spans of bool are made of pointers or values', patience, async () => {
  const built = await buildDsl(`import "js" {
  func set(array(bool)) -> s32;
  func bits(array(u1)) -> s32;
}
export {
  func count(flags: array(bool)) -> u32;
  func ones(flags: array(u1)) -> u32;
  func all() -> std::vector<s32>;
}
uint32_t count(it::span<const bool> flags) {
  uint32_t sum = 0;
  for (bool flag : flags) sum += flag;
  return sum;
}
uint32_t ones(it::span<const bool> flags) { return count(flags) + flags.size() * 100; }
std::vector<int> all() {
  const bool some[] = {true, false, true};
  const bool* at = some;
  std::vector<bool> none = {false};
  return {set(some), set({at, 1}), set({true, false}), set({0, 1, 1}), bits({at + 1, 2}), set({none[0]}), set({})};
}
`);
  const length = (bits: ArrayLike<unknown>): number => 10 * bits.length + Array.from(bits).filter(Boolean).length;
  const { count, ones, all } = await built.start({ js: { set: length, bits: length } });
  expect([count([true, false, true]), count([]), ones([1, 0, 1])]).toEqual([2, 0, 302]);
  expect([...all()]).toEqual([32, 11, 21, 32, 21, 10, 0]);
});

test('a struct that no function uses needs no header', patience, async () => {
  const { start } = await buildDsl('export { type P = struct { x: s32; y: f64; }; func f(); }\nvoid f() {}\n');
  expect((await start()).f()).toBeUndefined();
});

describe('an imported function that C++ defines', () => {
  test.each([
    [
      'takes what is not converted',
      'log(s: string)',
      'void log(const char*) {}',
      /case\.cpp:1:\d+: error: attribute[\s\S]*case\.cpp:3:\d+: note: previous definition/,
    ],
    ['takes what is converted', 'log(s: std::string)', 'void log(const std::string&) {}', /redefinition of 'log'/],
  ])('%s: an error', patience, async (_, declared, defined, expected) => {
    const text = `import "m" { func ${declared}; }\nexport { func a(); }\n${defined}\nvoid a() { log("x"); }\n`;
    expect(await errorsOf(text)).toMatch(expected);
  });

  test('with other parameters is another function', patience, async () => {
    const { start } = await buildDsl(`import "m" { func log(s: string) -> s32; }
export { func a() -> s32; }
static int log(int n) { return n + 1; }
int a() { return log(log("x")); }
`);
    expect((await start({ m: { log: (text: string) => text.length } })).a()).toBe(2);
  });
});

describe('any', () => {
  test.each([
    ['a pointer', 'it::ref f() { static int x; int* p = &x; return p; }'],
    ['a pointer to constants', 'it::ref f() { static const int x = 1; return &x; }'],
    ['a null pointer', 'it::ref f() { return nullptr; }'],
    ['a function', 'void g() {}\nit::ref f() { return g; }'],
  ])('is not made of %s', patience, async (_, definition) => {
    expect(await errorsOf(`export { func f() -> any; }\n#include <vector>\n${definition}\n`)).toMatch(
      /case\.cpp:\d+:\d+: error: .*(?:it::ref|deleted)/,
    );
  });

  test('is not made of pointers to some, so that two of them are a range', patience, async () => {
    const { start } = await buildDsl(`export { func f(values: array(any)) -> std::vector<any>; }
std::vector<it::ref> f(it::span<const it::ref> values) { return {values.begin(), values.end()}; }
`);
    expect((await start()).f([null, 'x', 5n])).toEqual([null, 'x', 5n]);
  });

  test('is made of values and texts', patience, async () => {
    const { start } = await buildDsl(`export { func f(n: s32) -> any; }
it::ref f(int n) {
  char text[] = "chars";
  if (n == 0) return true;
  if (n == 1) return 1.5f;
  if (n == 2) return text;
  if (n == 3) return uint64_t{5};
  return n == 4 ? it::ref("literal") : it::ref(std::string_view("view"));
}
`);
    const { f } = await start();
    expect([0, 1, 2, 3, 4, 5].map((n) => f(n))).toEqual([true, 1.5, 'chars', 5n, 'literal', 'view']);
  });
});

test('it::fail takes texts of C++', patience, async () => {
  const { start } = await buildDsl(`export { func f(text: std::string); func g(text: std::string_view); func h(); }
void f(const std::string& text) { it::fail("no " + text); }
void g(std::string_view text) { it::fail(text); }
void h() { it::fail("literal"); }
`);
  const { f, g, h } = await start();
  expect(() => f('a\0b')).toThrow(new Error('no a\0b'));
  expect(() => g('view')).toThrow(new Error('view'));
  expect(() => h()).toThrow(new Error('literal'));
});

test("the reference's way to pass on what a callback throws", patience, async () => {
  const { start } = await buildDsl(fencedBlock(readText(root, 'grammar/dsl.md'), 'cpp', 'it::rethrow'));
  const { eachLine } = await start();
  const seen: string[] = [];
  eachLine('a\nb', (line: string) => void seen.push(line));
  expect(seen).toEqual(['a', 'b']);
  const mine = new RangeError('mine');
  const failing = () => {
    throw mine;
  };
  expect(() => eachLine('a', failing)).toThrow(mine);
});

describe('behind what clang says stands what the block expects', () => {
  async function notesOn(text: string): Promise<readonly string[]> {
    const translation = translate(text);
    const result = await compileCore(translation);
    const sources = new SourceMap();
    sources.add('case.cpp', text);
    const messages = result.kind === 'failed' ? result.errors : '';
    return notesOnMessages(messages, translation.expected, sources).map(({ message }) => message);
  }

  test.each([
    [
      'parameters by value',
      'export { func f(text: std::string, list: std::vector<s32>); }\nvoid f(std::string text, std::vector<int> list) {}',
      ["'f' is expected to be: void f(const std::string& text, const std::vector<int>& list)"],
    ],
    [
      'another result, and one of the file alone',
      'export { func f(n: s32) -> s32; func g() -> s32; func h(); }\ndouble f(int n) { return n; }\nstatic int g() { return 1; }\nvoid h() {}',
      ["'f' is expected to be: int f(int n)", "'g' is expected to be: int g()"],
    ],
    [
      'an import that is defined',
      'import "m" { func log(s: string); func other(); }\nvoid log(const char*) {}\nvoid unrelated() { log("x"); other(); }',
      ["'log' is imported: JavaScript defines it, and C++ only calls it: void log(const char* s)"],
    ],
    [
      'no class, and nothing that gives one',
      'export { class C { C(n: s32); }; func make() -> C; }',
      ["'make' is expected to be: C make()", "'C' is to be defined in this file: struct C { … };"],
    ],
    [
      'properties that are not there or can only be read, and a constructor of other parameters',
      'export { class C { C(n: s32);\nfunc m();\nprop a: s32;\nprop b: s32;\nreadonly prop c: f64; } }\n' +
        'struct C { C(const char*, int) {} int a = 1; int b() const { return 2; } };',
      [
        "'C::C' is expected to be: C::C(int n)",
        "'C::m' is expected to be: void C::m()",
        "'b' is expected to be a member, int b, or int b() const with void b(int); what can only be read is declared readonly prop b",
        "'c' is expected to be a member, double c, or double c() const",
      ],
    ],
    [
      'structures and enums that are there, and a result that is no object',
      'struct P { float x; };\nenum class E { a = 5 };\nexport { type P = struct { x: f32; };\ntype E = enum { a };\nclass C { C(); }\nfunc f(p: P, e: E);\nfunc make() -> C; }\n#include <memory>\nstruct C {};\nvoid f(const P&, E) {}\nstd::shared_ptr<C> make() { return {}; }',
      [
        "'make' is expected to be: C make()",
        "'P' is defined by the block; one that is there already is named: type P = struct P { … };",
        "'E' is defined by the block; one that is there already is named: type E = enum E { … };",
      ],
    ],
    [
      'a class that using brings in',
      'namespace lib { struct C {}; }\nusing lib::C;\nexport { class C { C(); }; func make() -> C; }\nC make() { return {}; }',
      [
        "'C' is to be defined in this file: struct C { … };. One that using brings in is named in the block, class C = lib::C { … }, and the using left out",
      ],
    ],
    [
      'nothing where C++ alone is wrong',
      'export { func f(); }\nvoid f() { return 1; }\nvoid g() { undeclared(); }',
      [],
    ],
  ])('%s', patience, async (_, text, notes) => {
    expect(await notesOn(`${text}\n`)).toEqual(notes);
  });
});

test('blocks behind ITLC are there for itlc alone', patience, async () => {
  const text = fencedBlock(readText(root, 'grammar/dsl.md'), 'cpp', '#ifdef ITLC');
  const { start } = await buildDsl(text);
  const { length, shout } = await start();
  expect([length(3, 4), shout('hi')]).toEqual([5, 'hi!']);
  // Any other compiler takes the source as it is.
  const plain = await compileCpp({ sources: { 'plain.cpp': text }, flags: ['-std=c++17', '-Wall', '-Werror'] });
  expect(plain.kind).not.toBe('failed');
});
