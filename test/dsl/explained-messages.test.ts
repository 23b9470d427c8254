/** What is said behind clang's messages: which declaration of the block they are about, and what leads on. */
import { expect, test } from 'vitest';
import { compileProblems, notesOnMessages } from '../../src/session/explain-compile.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { compileCore, translate } from './build-dsl.ts';

const patience = { timeout: 300_000 };

async function messagesOf(text: string) {
  const translation = translate(text);
  const result = await compileCore(translation);
  const errors = result.kind === 'failed' ? result.errors : '';
  const sources = new SourceMap();
  sources.add('case.cpp', text);
  const failure = { failed: ['case.cpp'], messages: errors, linkerMessages: '' };
  const [problem] = compileProblems(failure, translation.expected, sources, (file) => file);
  const notes = notesOnMessages(errors, translation.expected, sources).map(({ message }) => message);
  return { errors, notes, hint: problem?.hint };
}

test.each([
  ['a number that would be cut', 'namespace n { short f(short a) { return a; } }', 'func f = n::f(a: s32) -> s32;'],
  [
    'a result that would be cut',
    'namespace n { unsigned long long f(int) { return 1; } }',
    'func f = n::f(a: s32) -> s32;',
  ],
  ['what is not there', 'namespace m { int f(int a) { return a; } }', 'func f = n::f(a: s32) -> s32;'],
])('a function of another name: %s', patience, async (_, cpp, block) => {
  const { notes } = await messagesOf(`${cpp}\nexport {\n  func g = ::g();\n  ${block}\n}\nvoid g() {}\n`);
  expect(notes).toEqual([expect.stringMatching(/^'n::f' is called for 'f', int f\(int a\): it has to /)]);
});

test.each([
  [
    'fields in another order',
    'struct P { int b; int a; };',
    'type Q = struct P { a: s32; b: s32; };',
    'or in another order',
  ],
  ['a field too many', 'struct P { int a; int b; };', 'type Q = struct P { a: s32; };', 'that the block does not list'],
  ['a case that is none', 'enum class P { a };', 'type Q = enum P { a, b };', "no member named 'b' in 'P'"],
])("%s: the place is the block's", patience, async (_, cpp, block, message) => {
  const { errors } = await messagesOf(
    `${cpp}\n\nexport {\n  ${block}\n  func f(q: Q) -> s32;\n}\nint f(const Q&) { return 1; }\n`,
  );
  expect(errors).toContain(message);
  expect([...errors.matchAll(/^case\.cpp:(\d+):\d+: error: /gm)].map(([, line]) => line)).toContain('4');
});

test('exceptions that are off', patience, async () => {
  const { hint } = await messagesOf('export { func f(); }\nvoid f() { throw 1; }\n');
  expect(hint).toMatch('--cxxflags=-fwasm-exceptions');
});

test('what uses the block above it', patience, async () => {
  const { hint } = await messagesOf('it::result<int, int> g();\nexport { func f(); }\nvoid f() {}\n');
  expect(hint).toBe("the namespace 'it' is there from the first block on: move what uses it below that");
});
