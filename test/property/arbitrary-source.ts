/** Texts that are no ITL, nearly ITL, or ITL with something changed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../src/ir/ops.ts';
import { controlForms } from '../../src/ir/usage.ts';
import fc from '../harness/fast-check.ts';
import { fixturesIn, readText } from '../harness/folders.ts';
import { arbitraryTypes } from './arbitrary-type.ts';
import { roundTripComponent } from './round-trip-component.ts';

const words = [
  ...Object.keys(operations),
  ...Object.keys(controlForms),
  ...['types', 'import', 'module', 'func', 'export', 'param', 'result', 'start', 'relay', 'component', 'async'],
  ...['case', 'else', 'field', 'record', 'enum', 'flags', 'variant', 'resource', 'drop', 'tuple', 'array', 'option'],
  ...['u1', 'bool', 's8', 'u8', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'i32', 'i64', 'externref', 'any'],
  ...['char', 'string', 'buffer', 'list', 'none', 'some', 'ok', 'err', 'a', 'b', '$a', '$b', '_', '$', '__proto__'],
];

const numbers = [
  '0',
  '1',
  '-1',
  '3',
  '255',
  '0x7fffffff',
  '-9223372036854775808',
  '1e400',
  '0.5',
  'nan',
  '-inf',
  '1_0',
];
const strings = ['""', '"a"', '"memory"', '"core.wasm"', '"\\u{1f600}"', '"\\ff"', '"_it_init"', '"[method]a.b"'];
const oddities = ['"', ';', ';;', '(;', ';)', '\\', '\0', '\ud800', '\ufeff', '\n', ';;; doc\n', '[', '😀'];

const token = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('(', ')') },
  { weight: 8, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...strings) },
  { weight: 1, arbitrary: fc.constantFrom(...oddities) },
);

/** Bytes, read as UTF-8. */
export const randomBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
);

/** Forms that close what they open, so that more than the parser gets to see them. */
const { form } = fc.letrec<{ form: string }>((tie) => ({
  form: fc.oneof(
    { maxDepth: 8, depthSize: 'medium', withCrossShrink: true },
    token,
    fc
      .tuple(fc.constantFrom(...words), fc.array(tie('form'), { maxLength: 6 }))
      .map(([head, rest]) => `(${[head, ...rest].join(' ')})`),
  ),
}));

const body = fc.array(form, { maxLength: 5 }).map((forms) => `(export (func _ "f" (param $a s32) ${forms.join(' ')}))`);

/** Words of the language in any order. */
export const tokenSoup: fc.Arbitrary<string> = fc.oneof(
  fc.array(token, { maxLength: 120 }).map((tokens) => tokens.join(' ')),
  fc.array(form, { maxLength: 8 }).map((forms) => forms.join('\n')),
  body,
);

const LONGEST = 8000;

const written = ['ops', 'components', 'errors']
  .flatMap(fixturesIn)
  // Blocks of the DSL have tests of their own.
  .filter((folder) => existsSync(join(folder, 'case.itl')))
  .map((folder) => readText(folder, 'case.itl'))
  .filter((text) => text.length < LONGEST);

const generated = fc
  .tuple(arbitraryTypes, fc.constantFrom('inline' as const, 'functions' as const))
  .map(([types, style]) => roundTripComponent(types.slice(0, 2), style).itl);

const source = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...written) }, generated);

const TOKEN = /"(?:[^"\\\n]|\\.)*"|;;[^\n]*|[()]|[^\s()";]+|\s+|./gs;

/** One change: what, where and how far, as fractions of the text, and a token to put in. */
export type Edit = readonly [
  kind: 'drop-result' | 'delete' | 'duplicate' | 'swap' | 'replace' | 'insert' | 'move' | 'truncate',
  at: number,
  to: number,
  token: string,
];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom(
    ...(['drop-result', 'delete', 'duplicate', 'swap', 'replace', 'replace', 'insert', 'move', 'truncate'] as const),
  ),
  fc.nat(100_000),
  fc.nat(100_000),
  token,
);

function applyEdit(tokens: readonly string[], [kind, at, to, added]: Edit): readonly string[] {
  const solid = tokens.flatMap((text, index) => (/\S/.test(text) ? [index] : []));
  const first = solid[at % solid.length] ?? 0;
  const second = solid[to % solid.length] ?? 0;
  const found = tokens[first] ?? '';
  switch (kind) {
    case 'drop-result':
      return withoutResult(tokens, at);
    case 'delete':
      return tokens.toSpliced(first, 1);
    case 'duplicate':
      return tokens.toSpliced(first, 0, found, ' ');
    case 'swap':
      return tokens.length === 0 ? tokens : tokens.with(first, tokens[second] ?? '').with(second, found);
    case 'replace':
      return tokens.toSpliced(first, 1, added);
    case 'insert':
      return tokens.toSpliced(first, 0, added, ' ');
    case 'move':
      return tokens.toSpliced(first, 1).toSpliced(second, 0, found, ' ');
    case 'truncate':
      return to % 4 === 0 ? tokens.slice(0, first) : tokens.toSpliced(first, 1);
  }
}

/** A signature that gives nothing any more: what the body ends with is dropped. */
function withoutResult(tokens: readonly string[], at: number): readonly string[] {
  const clauses = tokens.flatMap((text, index) => (text === 'result' && tokens[index - 1] === '(' ? [index] : []));
  const head = clauses[at % clauses.length];
  if (head === undefined) return tokens;
  let depth = 1;
  let end = head;
  while (depth > 0 && end + 1 < tokens.length) {
    end++;
    depth += tokens[end] === '(' ? 1 : tokens[end] === ')' ? -1 : 0;
  }
  return tokens.toSpliced(head + 1, Math.max(0, end - head - 1));
}

export const arbitraryEdits = fc.array(edit, { minLength: 1, maxLength: 5 });

export const changedText = (text: string, edits: readonly Edit[]): string =>
  edits.reduce(applyEdit, text.match(TOKEN) ?? []).join('');

/** A source that compiles, with a few changes. */
export const mutatedSource: fc.Arbitrary<string> = fc
  .tuple(source, arbitraryEdits)
  .map(([text, edits]) => changedText(text, edits));
