/** No text, however broken or large, makes the front-end throw, lose its way or take long; a mistake spoils its own line. */

import { describe, expect, test } from 'vitest';
import { renderDiagnostic, renderJson } from '../../src/diagnostics/render.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryModule } from './arbitrary-module.ts';
import { parseBlocks } from './parse-blocks.ts';
import { printModule } from './print-module.ts';

/** Parses and renders; gives what is wrong with how that went. */
function mishaps(text: string): readonly string[] {
  const { module, diagnostics, sources } = parseBlocks(text);
  const found: string[] = [];
  const [, file] = sources.files;
  const base = file?.base ?? 0;
  if (diagnostics.length > 101) found.push(`${diagnostics.length} errors`);
  for (const diagnostic of diagnostics) {
    const { code, span } = diagnostic;
    const isInside = span && span.start >= base && span.end <= base + text.length && span.start <= span.end;
    if (!isInside && code !== 'ITL6005') found.push('a span is out of the file');
    if (/[^\n -~\u00a0-\uffff]/.test(renderDiagnostic(diagnostic, sources))) found.push('a control character');
    if (!/^\{"code":"ITL[16]/.test(renderJson(diagnostic, sources))) found.push('another code');
  }
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if ((module === undefined) !== hasErrors) found.push('a module in spite of errors, or none without');
  return found;
}

const marked = (text: string): string => `/**IT_START**/${text}\n/**IT_END**/`;

test('random characters', () => {
  const pieces = fc.constantFrom(...'{}()<>;,:="\'\\/*#\n\r aT1_.\0ö\ufeff', '\ud800', '->', '::', 'R"(', '/*', '//');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 60 })), (text) => {
      expect([...mishaps(text), ...mishaps(marked(text))]).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('random tokens', () => {
  const words = 'import export include type func callback class static readonly prop struct enum flags variant own';
  const more = 'a B s32 string std :: vector option result tuple { } { } ( ) < > ; ; , : = -> * & "m" _ 12 // /* */';
  const lines = ['\n', '\n', '/// d\n', '\n#if 0\n', '\n#endif\n', '/**IT_START**/', '/**IT_END**/', 'export {', '"x'];
  const token = fc.constantFrom(...words.split(' '), ...more.split(' '), ...lines);
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), (parts) => {
      expect([...mishaps(parts.join(' ')), ...mishaps(marked(parts.join(' ')))]).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('right modules with a few characters lost, doubled or replaced', () => {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 3 }),
    insert: fc.constantFrom('', '', '(', ')', '"', ';', ' ', '/*', '\n', 'x', '1', '{', '}', ',', '/**IT_END**/'),
  });
  const text = fc
    .tuple(arbitraryModule, fc.infiniteStream(fc.nat()))
    .map(([module, numbers]) => printModule(module, (count) => (numbers.next().value ?? 0) % count));
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 4 }), (right, edits) => {
      const wrong = edits.reduce((before, { at, remove, insert }) => {
        const start = at % (before.length + 1);
        return before.slice(0, start) + insert + before.slice(start + remove);
      }, right);
      expect(mishaps(wrong)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** Lines that stand by themselves; nothing refers to another one. */
const members: readonly string[] = [
  '  func a(s32) -> bool;',
  '  func b(x: option(f32), own string) -> std::vector<u8>;',
  '  type C = struct { x: f32; y: array(s32); };',
  '  type D = enum { Red, Green };',
  '  type E = variant { circle: f32; none; };',
  '  class F { F(s32); func next() -> s32; readonly prop value: s32; }',
  '  type G = result(_, string);',
  '  func h();',
];

const someMembers = fc.shuffledSubarray([...members], { minLength: 3, maxLength: members.length });

const exporting = (lines: readonly string[]): string => marked(`\nexport {\n${lines.join('\n')}\n}`);

test('a token lost, doubled or replaced spoils no other line', () => {
  const by = fc.constantFrom('', '', 'twice', ';', ':', 'x', ',', '->', '12', '(', ')');
  fc.assert(
    fc.property(someMembers, fc.nat(), fc.nat(), by, (right, line, token, image) => {
      const at = line % right.length;
      const before = right[at] ?? '';
      const broken = withoutToken(before, token, image);
      fc.pre(count(broken, '{') === count(before, '{') && count(broken, '}') === count(before, '}'));
      const { errors } = parseBlocks(exporting(right.with(at, broken)));
      expect(errors.map((error) => Number(error.split(':')[0]) - 3).filter((each) => each !== at)).toEqual([]);
      expect(errors.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 2000 },
  );
});

test('a brace lost or doubled is one error, or few', () => {
  fc.assert(
    fc.property(someMembers, fc.nat(), fc.nat(), fc.constantFrom('', '{ {', '} }'), (right, line, brace, image) => {
      const at = line % right.length;
      const before = right[at] ?? '';
      const braces = [...before.matchAll(/[{}]/g)];
      const chosen = braces[brace % braces.length];
      fc.pre(chosen !== undefined && (image === '' || image.startsWith(chosen[0])));
      const start = chosen?.index ?? 0;
      const broken = before.slice(0, start) + image + before.slice(start + 1);
      const { errors } = parseBlocks(exporting(right.with(at, broken)));
      expect([1, 2]).toContain(errors.length);
    }),
    { numRuns: 1000 },
  );
});

const count = (text: string, sign: string): number => text.split(sign).length - 1;

function withoutToken(line: string, token: number, by: string): string {
  const tokens = [...line.matchAll(/->|::|\w+|\S/g)];
  const chosen = tokens[token % tokens.length];
  if (chosen === undefined) return line;
  const image = by === 'twice' ? `${chosen[0]} ${chosen[0]}` : by;
  return line.slice(0, chosen.index) + image + line.slice(chosen.index + chosen[0].length);
}

const repeated = (times: number, line: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => line(index)).join('\n');

describe('large files', () => {
  test('20,000 functions', () => {
    const text = `export {\n${repeated(20_000, (index) => `/// Doc ${index}.\nfunc f${index}(a: s32, std::vector<string>) -> option(f64);`)}\n}`;
    const { module, errors } = parseBlocks(text);
    expect(errors).toEqual([]);
    expect(module?.exports.length).toBe(20_000);
    expect(module?.exports.at(-1)?.doc).toBe('Doc 19999.');
  });

  test('a chain of 20,000 structs', () => {
    const types = repeated(
      20_000,
      (index) => `type S${index} = struct { a: ${index === 19_999 ? 's32' : `S${index + 1}`}; };`,
    );
    const { module, errors } = parseBlocks(marked(`${types} export { func f(S0); }`));
    expect(errors).toEqual([]);
    expect(module?.types[0]?.name).toBe('S19999');
  });

  test.each<[what: string, text: string, codes: readonly string[]]>([
    [
      'a circle of 5,000 structs',
      marked(repeated(5_000, (index) => `type S${index} = struct { a: S${(index + 1) % 5_000}; };`)),
      ['ITL6025'],
    ],
    ['opened braces', marked('{'.repeat(1_000_000)), ['ITL6012']],
    ['closed braces', marked('}'.repeat(1_000_000)), ['ITL6013']],
    ['opened parentheses', marked(`export { func f${'('.repeat(100_000)}); }`), ['ITL6017']],
    ['semicolons in parentheses', marked(`export { func f(${';'.repeat(100_000)}); }`), ['ITL6014', 'ITL6015']],
    ['opened raw strings', 'R"('.repeat(1_000_000), ['ITL6005']],
    ['opened comments', '/*'.repeat(1_000_000), ['ITL6005']],
    ['a long comment in a block', marked(`export { func f(); /*${'*'.repeat(5_000_000)}*/ }`), []],
    ['a long name', marked(`export { func ${'a'.repeat(5_000_000)}(); }`), []],
    ['hidden blocks', '#if 0\n'.repeat(100_000), ['ITL6005']],
    ['joined lines', `//${'\\\n'.repeat(1_000_000)}`, ['ITL6005']],
    ['a long line of nothing', ' '.repeat(5_000_000), ['ITL6005']],
  ])('%s', (_, text, codes) => {
    expect(parseBlocks(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual(codes);
  });

  test.each<[what: string, text: string]>([
    ['blocks that are never closed', repeated(20_000, (index) => `export { func f${index}();\nvoid f${index}() { }`)],
    [
      'marks that are never closed',
      repeated(20_000, (index) => `/**IT_START**/ export { func f${index}(); }\nvoid f() { }`),
    ],
    ['exports in exports', marked('export { '.repeat(100_000))],
    ['types in types', marked('type A = struct { '.repeat(100_000))],
    ['mistakes', marked(`export { ${repeated(20_000, (index) => `func f${index}(int a);`)} }`)],
    ['strings that are never closed', marked('import "a\n'.repeat(100_000))],
    ['NULs', marked('\0'.repeat(1_000_000))],
  ])('%s: the first hundred are told', (_, text) => {
    expect(parseBlocks(text).errors.length).toBe(101);
  });
});
