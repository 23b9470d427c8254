import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { explainItl } from '../../src/session/explain-itl.ts';
import { describeMissing, linkHint, missingExports, undefinedFunctions } from '../../src/session/explain-link.ts';
import { SourceMap } from '../../src/source/source-map.ts';

describe('what the linker misses', () => {
  const span = { start: 0, end: 1 };
  const declared = [
    { name: 'Counter::next', signature: 'int Counter::next()', span: { start: 9, end: 10 } },
    { name: 'name', signature: 'std::string name(const std::string&)', span },
    { name: 'isFizz', signature: 'bool isFizz(int)', exportName: 'isFizz', span: { start: 5, end: 6 } },
  ];
  const line = (symbol: string) => `wasm-ld: error: a.o: undefined symbol: ${symbol}\n`;
  const asBuilt = 'name[abi:v1](std::__2::basic_string<char, std::__2::char_traits<char>> const&)';

  test.each([
    ['a function', line(asBuilt), ['name'], true],
    ['a member, twice', line('Counter::next()') + line('Counter::next()'), ['Counter::next'], true],
    ['another one as well', line('Counter::next()') + line('helper(int)'), ['Counter::next'], false],
    ['a name that only ends like it', line('other::name(int)'), [], false],
    [
      'something else',
      `wasm-ld: error: unable to find library -lx\n${line('Counter::next()')}`,
      ['Counter::next'],
      false,
    ],
    [
      'a driver that says it again',
      `${line('Counter::next()')}clang++: error: linker command failed with exit code 1\n`,
      ['Counter::next'],
      true,
    ],
    [
      'a driver that only says that something failed',
      'clang++: error: linker command failed with exit code 1\n',
      [],
      false,
    ],
    ['words of another kind', 'boom\n', [], false],
  ])('%s', (_, messages, names, isAll) => {
    const found = undefinedFunctions(messages, declared);
    expect({ names: found.missing.map(({ name }) => name), isAll: found.isAll }).toEqual({ names, isAll });
  });

  test('of exceptions has a hint', () => {
    expect(linkHint(line('__cxa_throw'))).toContain('it::fail');
    expect(linkHint(line('helper(int)'))).toBeUndefined();
  });

  test('is told with what is not exported, in the order of the block', () => {
    expect(missingExports(declared, new Set(['memory'])).map(({ name }) => name)).toEqual(['isFizz']);
    expect(missingExports(declared, new Set(['isFizz']))).toEqual([]);
    const sources = new SourceMap();
    sources.add('a.cpp', 'export { func name … }\nint Counter::next() const noexcept {}\n// isFizz() {\nisFizz();\n');
    const shown = describeMissing(declared, sources);
    expect(shown.map(({ message }) => message.split("'")[1])).toEqual(['name', 'isFizz', 'Counter::next']);
    expect(shown.map(({ notes = [] }) => notes.map((note) => sources.locate(note.span?.start ?? 0).column))).toEqual([
      [],
      [],
      [14],
    ]);
  });
});

test('what is missing and defined in C needs its header', () => {
  const sources = new SourceMap();
  sources.add('lib.c', 'int add(int a) { return a; }\n');
  const [shown] = describeMissing([{ name: 'add', signature: 'int add(int)', span: { start: 0, end: 1 } }], sources);
  expect(shown?.notes?.map(({ message }) => message)).toEqual([expect.stringContaining('include its header')]);
});

describe('what the compiler says of generated ITL', () => {
  const explain = async (text: string) => explainItl(await compile({ path: 'out/a.itl', text }), 'a', places);
  const places = new Map([
    ['f', { start: 10, end: 11 }],
    ['Point', { start: 20, end: 25 }],
  ]);

  test('is a mistake of itlc where it is an error, and names the line', async () => {
    expect(await explain('(export\n  (func _ "f" (unknown)))')).toMatchObject([
      {
        code: 'ITL6069',
        message: "the ITL made from the block is refused: unknown instruction 'unknown'",
        hint: expect.stringContaining("line 2 of 'out/a.itl'"),
      },
    ]);
  });

  test.each([
    ['around it', '(export\n  (func _ "f"\n    (unknown)))', { start: 10, end: 11 }],
    ['in its line', '(types (record Point (x none)))', { start: 20, end: 25 }],
    ['nowhere', '(func g (unknown))', undefined],
  ])('is shown at what the block has for it: %s', async (_, text, span) => {
    expect((await explain(text))[0]?.span).toEqual(span);
  });

  test('is nothing where something is not used', async () => {
    expect(await explain('(func helper (result s32) 1)\n(export (func _ "f" (result s32) 1))')).toEqual([]);
  });
});
