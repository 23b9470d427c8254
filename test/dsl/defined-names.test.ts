/** What counts as a definition at top level: it decides whether a function is exported as it is. */
import { expect, test } from 'vitest';
import { definedNames } from '../../src/dsl/defined-names.ts';

const names = (text: string): readonly string[] => [...definedNames(text)];

test.each([
  ['a body', 'bool f(int n) { return n; }', ['f']],
  ['a body behind words', 'auto f(int (*g)(int)) noexcept -> int try { return 0; } catch (...) { }', ['f', 'catch']],
  ['several', 'int f() { return g(); }\nstatic int g() { if (f()) { } return 0; }', ['f', 'g']],
  ['linkage', 'extern "C" { int f() { return 0; }\nint g(); }\nint h() { return 0; }', ['f', 'h']],
  ['an attribute', '__attribute__((noinline)) int f() { return 0; }', ['__attribute__', 'f']],
  ['conditions', '#if 0\nint g() { }\n#else\nint f() { return 0; }\n#endif', ['f']],
])('%s is found', (_, text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['a declaration', 'int f(int); extern "C" int f(int);'],
  ['a member', 'struct S { int f() { return 0; } };'],
  ['a member outside of its class', 'int S::f() { return 0; }'],
  ["a namespace's", 'namespace n { int f() { return 0; } }'],
  ['a block', 'export { func f(s32) -> bool; }'],
  ['an initial value', 'int n = f(1); struct S { int f; };'],
  ['a comment or a text', '// int f() {\nauto t = "int f() {";'],
])('%s is none', (_, text) => {
  expect(names(text)).not.toContain('f');
});

test('what never ends is read in one go', () => {
  expect(names('f('.repeat(100_000))).toEqual([]);
  expect(names('}'.repeat(100_000))).toEqual([]);
});
