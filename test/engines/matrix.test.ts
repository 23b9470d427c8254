/** What the matrix takes for a failure: everything but what was announced. */
import { describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { type Column, columnOf, type Expectation, type Report, report } from './matrix.ts';

const skip = { reason: 'it has no colours', failure: /^no colours/ };
const results = { plain: undefined, colours: 'no colours here' };

/** An engine that gives the results; `undefined` is success. */
const column = (name: string, given: Readonly<Record<string, string | undefined>>, skips = {}): Column => ({
  engine: { name, version: /^7\./, skips },
  run: {
    version: '7.1',
    results: Object.entries(given).map(([name, failure]) => ({
      name,
      wrapper: 'js',
      ...(failure !== undefined && { failure }),
    })),
  },
});

const good = column('Grey', results, { colours: skip });
const other = column('Bright', { plain: undefined, colours: undefined });
const expectation: Expectation = {
  title: 'All',
  fixtures: ['plain', 'colours'],
  engines: ['Grey', 'Bright'],
  skips: 1,
};

const judged = (columns: readonly Column[], expected: Partial<Expectation> = {}): Report =>
  report(columns, { ...expectation, ...expected });

test('a table, and the reason of each skip', () => {
  expect(judged([good, other])).toEqual({
    lines: [
      'All      Grey     Bright',
      '         7.1      7.1',
      'plain    ok       ok',
      'colours  skipped  ok',
      'Grey skips colours: it has no colours',
    ],
    passed: 3,
    failed: 0,
    skipped: 1,
  });
});

describe('a failure', () => {
  const failing = (columns: readonly Column[], expected: Partial<Expectation> = {}): readonly string[] => {
    const { lines, failed } = judged(columns, expected);
    expect(failed).toBeGreaterThan(0);
    return lines;
  };

  test('of a fixture', () => {
    expect(failing([good, column('Bright', { plain: 'Error: grey', colours: undefined })])).toContain(
      'Bright, plain: Error: grey',
    );
  });

  test('more or fewer skips than expected', () => {
    const both = column('Bright', results, { colours: skip });
    expect(failing([good, both])).toContain('2 are skipped, 1 expected');
    expect(failing([good, other], { skips: 2 })).toContain('1 are skipped, 2 expected');
  });

  test('a skip that is needed no longer, or is needed for another reason', () => {
    const passing = column('Grey', { plain: undefined, colours: undefined }, { colours: skip });
    expect(failing([passing, other])).toContain(
      'Grey, colours: passes, though it is to be skipped because it has no colours',
    );
    const otherwise = column('Grey', { ...results, colours: 'Error: out of paint' }, { colours: skip });
    expect(failing([otherwise, other])).toContain('Grey, colours: Error: out of paint');
  });

  test('a skip of what is no fixture', () => {
    const stray = column('Bright', { plain: undefined, colours: undefined }, { shapes: skip });
    expect(failing([good, stray])).toContain('Bright skips shapes, which is no fixture');
  });

  test('an engine that is missing, does not start, or is another version', () => {
    expect(failing([good])).toContain('Bright is missing');
    const broken: Column = { engine: other.engine, run: new Error('no such program') };
    expect(failing([good, broken])).toContain('Bright did not run: no such program');
    expect(judged([good, broken])).toMatchObject({ passed: 1, failed: 3, skipped: 1 });
    const old: Column = { ...other, run: { version: '6.9', results: [] } };
    expect(failing([good, old])).toContain('Bright is of version 6.9');
  });

  test('a fixture without a result, or with two', () => {
    expect(failing([good, column('Bright', { plain: undefined })])).toContain('Bright, colours: gave 0 results');
    const twice: Column = {
      ...other,
      run: { version: '7.1', results: ['plain', 'plain', 'colours'].map((name) => ({ name, wrapper: 'js' as const })) },
    };
    expect(failing([good, twice])).toContain('Bright, plain: gave 2 results');
  });
});

test('every skip has a reason', () => {
  for (const { reason } of engines.flatMap(({ skips }) => Object.values(skips).flatMap((each) => Object.values(each))))
    expect(reason).not.toBe('');
});

test('a column is about one kind of wrapper', () => {
  const skips = { adapter: {}, js: { colours: skip } };
  const engine = { name: 'Grey', version: /^7\./, skips, run: () => Promise.reject(new Error('not here')) };
  const results = [
    { name: 'plain', wrapper: 'adapter' },
    { name: 'plain', wrapper: 'js', failure: 'grey' },
  ] as const;
  const column = columnOf('js', engine, { version: '7.1', results });
  expect(column).toMatchObject({ engine: { name: 'Grey', skips: skips.js }, run: { results: [results[1]] } });
  const error = new Error('no such program');
  expect(columnOf('adapter', engine, error)).toMatchObject({ engine: { skips: {} }, run: error });
});
