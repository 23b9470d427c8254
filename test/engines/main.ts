/** `npm run test:engines`: every behavioural fixture on every engine, as a table. */
import { join } from 'node:path';
import { root } from '../harness/folders.ts';
import { type BuiltSuite, buildSuite } from './build-suite.ts';
import { type Engine, engines, installEngines } from './engines.ts';

const folder = join(root, '.engines');

type Outcome = 'passed' | 'failed' | 'skipped';

interface Column {
  readonly engine: Engine;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly failures: readonly string[];
}

async function runEngine(engine: Engine, suite: BuiltSuite): Promise<Column> {
  const skipped = Object.keys(engine.skips);
  const unknown = skipped.filter((name) => !suite.names.includes(name));
  if (unknown.length > 0) throw new Error(`${engine.name} skips fixtures that do not exist: ${unknown.join(' ')}`);
  const results = await engine.run(suite, skipped);
  const outcomes = new Map<string, Outcome>(skipped.map((name) => [name, 'skipped']));
  for (const { name, failure } of results) outcomes.set(name, failure === undefined ? 'passed' : 'failed');
  const failures = results.flatMap(({ name, failure }) =>
    failure === undefined ? [] : [`${engine.name}, ${name}: ${failure}`],
  );
  return { engine, outcomes, failures };
}

const marks: Readonly<Record<Outcome, string>> = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' };

function table(columns: readonly Column[], names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const head = `${''.padEnd(width)}  ${columns.map(({ engine }) => engine.name.padEnd(9)).join(' ')}`;
  const rows = names.map((name) => {
    const cells = columns.map(({ outcomes }) => marks[outcomes.get(name) ?? 'failed'].padEnd(9));
    return `${name.padEnd(width)}  ${cells.join(' ')}`;
  });
  return [head, ...rows].map((line) => line.trimEnd()).join('\n');
}

function count(columns: readonly Column[], names: readonly string[], wanted: Outcome): number {
  return columns.reduce(
    (sum, { outcomes }) => sum + names.filter((name) => (outcomes.get(name) ?? 'failed') === wanted).length,
    0,
  );
}

installEngines(folder);
const suite = await buildSuite(join(folder, 'suite'));
const columns: Column[] = [];
for (const engine of engines(folder)) columns.push(await runEngine(engine, suite));

console.log(table(columns, suite.names));
for (const { engine } of columns) {
  for (const [name, reason] of Object.entries(engine.skips)) console.log(`${engine.name} skips ${name}: ${reason}`);
}
for (const failure of columns.flatMap((column) => column.failures)) console.log(failure);
const failed = count(columns, suite.names, 'failed');
console.log(
  `${count(columns, suite.names, 'passed')} passed, ${failed} failed, ${count(columns, suite.names, 'skipped')} skipped`,
);
process.exitCode = failed > 0 ? 1 : 0;
