/** No source, however large, deep or broken, ends in a stack trace, a hang, or in a module that no engine takes. */
import { describe, expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { renderDiagnostic } from '../src/diagnostics/render.ts';
import { core, exported, lines, nested } from './harness/large-source.ts';

interface Outcome {
  readonly codes: readonly string[];
  /** Whether an engine takes the adapter; undefined where there is none. */
  readonly valid: boolean | undefined;
}

async function outcomeOf(text: string): Promise<Outcome> {
  const { diagnostics, sources, wasm } = await compile({ path: 'case.itl', text }, { emit: ['wasm', 'wat', 'dts'] });
  for (const diagnostic of diagnostics) renderDiagnostic(diagnostic, sources);
  const valid = wasm && WebAssembly.validate(wasm as Uint8Array<ArrayBuffer>);
  return { codes: diagnostics.map(({ code }) => code), valid };
}

const sound: Outcome = { codes: [], valid: true };
const refused = (...codes: readonly string[]): Outcome => ({ codes, valid: undefined });

describe('nesting: what reaches the limit compiles, what goes beyond is refused', () => {
  const DEPTH = 200;

  /** Each as a source that is `depth` parentheses deep. */
  const shapes: Readonly<Record<string, (depth: number) => string>> = {
    blocks: (depth) => exported('(result s32)', nested(depth - 2, '(block ', '1')),
    'blocks with bindings': (depth) =>
      exported('(result s32)', nested(depth - 4, '(block (let $x (call f 1)) (call g (local $x)) ', '1')),
    ifs: (depth) => exported('(result s32)', nested(depth - 2, '(if 1 2 ', '3')),
    conditions: (depth) => exported('(result s32)', nested(depth - 2, '(if ', '1', ' 1 2)')),
    sums: (depth) => exported('(result s32)', nested(depth - 2, '(+ 1 ', '1')),
    calls: (depth) => exported('(result s32)', `(as s32 ${nested(depth - 3, '(call f ', '1')})`),
    switches: (depth) => exported('(result s32)', nested(depth / 2 - 1, '(switch 1 (case 0 5) (else ', '1', '))')),
    matches: (depth) =>
      exported(
        '(param (option s32)) (result s32)',
        nested(depth / 2 - 1, '(match (local 0) (case none 0) (case some $x ', '1', '))'),
      ),
    defers: (depth) => exported('', nested(depth - 4, '(block ', '(defer (call g 1))')),
    options: (depth) => exported(`(param ${nested(depth - 3, '(option ', 's32')})`, ''),
    arrays: (depth) => exported(`(param ${nested(depth - 3, '(array ', 's32')})`, ''),
    'lifted arrays': (depth) => {
      let type = 's32';
      let code = '(load s32 _m "memory" 0)';
      for (let level = 3; level < depth; level += 1) {
        code = `(lift-array ${type} 4 0 1 ${code})`;
        type = `(array ${type})`;
      }
      return exported(`(result ${type})`, code);
    },
  };

  test.each(Object.entries(shapes))('%s', async (_, make) => {
    expect(await outcomeOf(make(DEPTH))).toEqual(sound);
    expect(await outcomeOf(make(DEPTH + 2))).toEqual(refused('ITL1013'));
  });

  test('parentheses without end', async () => {
    expect(await outcomeOf('('.repeat(100_000))).toEqual(refused('ITL1013'));
    expect(await outcomeOf(')'.repeat(100_000))).toEqual(refused('ITL1012'));
    expect((await outcomeOf('()'.repeat(100_000))).codes).toHaveLength(101);
  });
});

describe('size', () => {
  const record = `(types (record R ${lines(1000, (index) => `(f${index} s32)`)}))`;
  const fields = lines(1000, (index) => `(field f${index} ${index})`);
  const name = 'n'.repeat(10_000);
  const functions = (count: number, comment = ''): string =>
    `${core}(export ${lines(count, (index) => `${comment}(func _ "f${index}" (param $a s32) (result s32) (as s32 (call f (as i32 (local $a)))))`)})`;

  test.each<[what: string, source: string]>([
    ['a chain of 10,000 helpers', chain(10_000)],
    [
      '10,000 statements',
      exported(
        '',
        lines(10_000, (index) => `(call g ${index})`),
      ),
    ],
    ['1,000 parameters', exported(`(param ${lines(1000, (index) => `$p${index} s32`)}) (result s32)`, '(local 999)')],
    ['1,000 fields', `${record}${exported('(result R)', `(make-record R ${fields})`)}`],
    ['10,000 cases', `(types (enum E ${lines(10_000, (i) => `c${i}`)}))${exported('(result E)', '(lift-enum E 3)')}`],
    [
      '2,000 arms',
      exported('(param s32) (result s32)', `(switch (local 0) ${lines(2000, (i) => `(case ${i} ${i})`)} (else 0))`),
    ],
    ['1 MB of string', exported('(result string)', `"${'x'.repeat(1 << 20)}"`)],
    [
      '5,000 strings',
      exported(
        '',
        lines(5000, (index) => `(string-len "text ${index}")`),
      ),
    ],
    [
      '5,000 locals',
      exported('', `${lines(5000, (i) => `(let $x${i} ${i})`)} ${lines(5000, (i) => `(call g (local $x${i}))`)}`),
    ],
    [
      'names of 10,000 characters',
      `(types (record ${name} (${name} s32)))
       (module ${name} "${name}" (func ${name} "${name}" (param $${name} i32) (result i32)))
       (export (func _ "${name}" (param $${name} ${name}) (result s32)
         (as s32 (call ${name} (as i32 (read-field ${name} ${name} (local $${name})))))))`,
    ],
    ['10 MB of functions and comments', functions(4000, `;; ${'comment '.repeat(320)}\n`)],
  ])('%s', async (_, source) => {
    expect(await outcomeOf(source)).toEqual(sound);
  });

  test.each([
    ['an empty file', ''],
    ['nothing but comments', ';; one\n(; two\n;)\n;;; three'],
    ['10 MB of blanks', ' \n'.repeat(5 << 20)],
  ])('%s is warned of', async (_, source) => {
    expect(await outcomeOf(source)).toEqual({ codes: ['ITL2022'], valid: true });
  });

  function chain(count: number): string {
    const helpers = lines(count, (index) => `(func h${index} (param i32) (result i32) (call h${index + 1} (local 0)))`);
    const last = `(func h${count} (param i32) (result i32) (call f (local 0)))`;
    return `${helpers}${last}${exported('(result s32)', '(as s32 (call h0 1))')}`;
  }
});

describe('garbage', () => {
  /** Bytes that look random and are the same each time. */
  function noise(size: number, first: number, count: number): string {
    let state = 12345;
    const units = Array.from({ length: 1 << 16 }, () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return String.fromCharCode(first + ((state >> 16) % count));
    });
    return units.join('').repeat(size >> 16);
  }

  test.each<[what: string, source: string]>([
    ['10 MB of printable noise', noise(10 << 20, 32, 95)],
    ['10 MB of any characters', noise(10 << 20, 0, 256)],
    ['10 MB of a name', 'a'.repeat(10 << 20)],
    ['NULs', '\0'.repeat(1 << 20)],
    ['an odd number of quotes', '"'.repeat(1_000_001)],
    ['opened comments', '(;'.repeat(1 << 20)],
    ['dollars', '$ '.repeat(100_000)],
    ['semicolons', ';\n'.repeat(100_000)],
    ['an unclosed string', '(module lib "abc'],
    ['an unclosed form', '(export (func _ "one" (result s32) 1'],
    ['a number of a million digits', exported('(result s32)', '1'.repeat(1_000_000))],
    ['a number of 100,000 underscores', exported('(result s32)', `1${'_1'.repeat(100_000)}`)],
    ['groups without heads', exported('(result s32)', nested(190, '(', '1'))],
    ['5,000 errors', lines(5000, (index) => `(func helper${index} (result i32) (call helpr${index}))`)],
    ['5,000 errors of syntax', lines(5000, (index) => `(func h${index} (result i32) 1abc)`)],
    ['too many tokens', 'a '.repeat(4_000_001)],
  ])('%s', async (_, source) => {
    const { codes, valid } = await outcomeOf(source);
    expect(valid).toBeUndefined();
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.length).toBeLessThanOrEqual(102);
  });
});
