/** What the engines said, against what is expected of them. */

import type { Wrapper } from '../harness/assertions.ts';
import type { Engine, Run, Skip } from './engine.ts';

type Outcome = 'passed' | 'failed' | 'skipped';

/** What an engine gave for one kind of wrapper, or why it gave nothing. */
export interface Column {
  readonly engine: Pick<Engine, 'name' | 'version'> & { readonly skips: Readonly<Record<string, Skip>> };
  readonly run: Run | Error;
}

/** The part of an engine's run that is about one kind of wrapper. */
export function columnOf(wrapper: Wrapper, { name, version, skips }: Engine, run: Run | Error): Column {
  const engine = { name, version, skips: skips[wrapper] };
  if (run instanceof Error) return { engine, run };
  return { engine, run: { ...run, results: run.results.filter((result) => result.wrapper === wrapper) } };
}

export interface Expectation {
  /** Stands over the names of the fixtures. */
  readonly title: string;
  /** Every fixture runs on every engine. */
  readonly fixtures: readonly string[];
  readonly engines: readonly string[];
  /** How many cells of the table are skips, no more and no fewer. */
  readonly skips: number;
}

export interface Report {
  readonly lines: readonly string[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Cell {
  readonly outcome: Outcome;
  readonly complaint?: string;
}

const failed = (complaint: string): Cell => ({ outcome: 'failed', complaint });

function judge({ engine, run }: Column, fixture: string): Cell {
  if (run instanceof Error) return { outcome: 'failed' };
  const found = run.results.filter(({ name }) => name === fixture);
  const [result] = found;
  if (result === undefined || found.length > 1) return failed(`gave ${found.length} results`);
  const skip = Object.hasOwn(engine.skips, fixture) ? engine.skips[fixture] : undefined;
  const { failure } = result;
  if (skip === undefined) return failure === undefined ? { outcome: 'passed' } : failed(failure);
  if (failure === undefined) return failed(`passes, though it is to be skipped because ${skip.reason}`);
  return skip.failure.test(failure) ? { outcome: 'skipped' } : failed(failure);
}

/** What is wrong with a column as a whole. */
function complaintsOf({ engine: { name, version, skips }, run }: Column, fixtures: readonly string[]): string[] {
  if (run instanceof Error) return [`${name} did not run: ${run.message}`];
  const unknown = Object.keys(skips).filter((fixture) => !fixtures.includes(fixture));
  return [
    ...unknown.map((fixture) => `${name} skips ${fixture}, which is no fixture`),
    ...(version.test(run.version) ? [] : [`${name} is of version ${run.version}`]),
  ];
}

export function report(columns: readonly Column[], expected: Expectation): Report {
  const { fixtures, engines } = expected;
  const rows = fixtures.map((fixture) => columns.map((column) => judge(column, fixture)));
  const cells = rows.flat();
  const count = (outcome: Outcome): number => cells.filter((cell) => cell.outcome === outcome).length;
  const skipped = count('skipped');
  const absent = engines.filter((name) => !columns.some(({ engine }) => engine.name === name));
  const complaints = [
    ...columns.flatMap((column) => complaintsOf(column, fixtures)),
    ...absent.map((name) => `${name} is missing`),
    ...(skipped === expected.skips ? [] : [`${skipped} are skipped, ${expected.skips} expected`]),
  ];
  const lines = [
    ...table(expected.title, columns, fixtures, rows),
    ...reasons(columns),
    ...failures(columns, fixtures, rows),
  ];
  return {
    lines: [...lines, ...complaints],
    passed: count('passed'),
    failed: count('failed') + complaints.length,
    skipped,
  };
}

const marks: Readonly<Record<Outcome, string>> = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' };

function table(
  title: string,
  columns: readonly Column[],
  fixtures: readonly string[],
  rows: readonly (readonly Cell[])[],
): string[] {
  const first = Math.max(title.length, ...fixtures.map(({ length }) => length));
  const versions = columns.map(({ run }) => (run instanceof Error ? '-' : run.version.replace(/^workerd /, '')));
  const widths = columns.map(({ engine }, index) => Math.max(engine.name.length, versions[index]?.length ?? 0, 7));
  const line = (head: string, texts: readonly string[]): string =>
    [head.padEnd(first), ...texts.map((text, index) => text.padEnd(widths[index] ?? 0))].join('  ').trimEnd();
  return [
    line(
      title,
      columns.map(({ engine }) => engine.name),
    ),
    line('', versions),
    ...rows.map((row, index) =>
      line(
        fixtures[index] ?? '',
        row.map(({ outcome }) => marks[outcome]),
      ),
    ),
  ];
}

const reasons = (columns: readonly Column[]): string[] =>
  columns.flatMap(({ engine }) =>
    Object.entries(engine.skips).map(([fixture, { reason }]) => `${engine.name} skips ${fixture}: ${reason}`),
  );

const failures = (
  columns: readonly Column[],
  fixtures: readonly string[],
  rows: readonly (readonly Cell[])[],
): string[] =>
  rows.flatMap((row, index) =>
    row.flatMap(({ complaint }, column) =>
      complaint === undefined ? [] : [`${columns[column]?.engine.name}, ${fixtures[index]}: ${complaint}`],
    ),
  );
