/** The ratios as a page: ours to the package's own glue. */
import { cpus } from 'node:os';
import type { PublishedCase } from './published-case.ts';

/** Nanoseconds a call. */
export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
}

export function reportText(
  times: ReadonlyMap<string, readonly Measured[]>,
  cases: Readonly<Record<string, PublishedCase>>,
): string {
  const parts = [...times].map(([name, workloads]) => {
    const packages = Object.entries(cases[name]?.packages ?? {}).map(([title, version]) => `${title} ${version}`);
    const rows = workloads.map(
      ({ name, ours, theirs }) =>
        `| ${name} | ${duration(theirs)} | ${duration(ours)} | ${(ours / theirs).toFixed(2)} |`,
    );
    const all = `| *all, geometric mean* | | | *${mean(workloads).toFixed(2)}* |`;
    return [`## ${packages.join(', ')}`, '', ...head, ...rows, all].join('\n');
  });
  return `${[...introduction, ...parts].join('\n\n')}\n`;
}

const head = ['| workload | the package | itlc | ratio |', '| --- | --: | --: | --: |'];

const introduction = [
  '# Published packages beside itlc',
  [
    'What `npm run test:published -- --write` measured: the same core module with the glue that the package brings, and with the',
    'JavaScript that itlc makes of `test/published/*/case.itl`. Time a call, the best of many short turns, both in one process on Node 26;',
    'results are equal on Node 20 and 26, as JavaScript and through the table variant. A ratio under 1 is faster than the package.',
  ].join('\n'),
  `${cpus()[0]?.model ?? 'an unknown processor'}, ${cpus().length} cores.`,
];

const mean = (workloads: readonly Measured[]): number =>
  Math.exp(workloads.reduce((sum, { ours, theirs }) => sum + Math.log(ours / theirs), 0) / workloads.length);

function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(2)} µs`;
  return `${(nanoseconds / 1e6).toFixed(1)} ms`;
}
