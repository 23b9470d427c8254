/** Runs in the Node that is asked for: one case on one target, its results against the package's, then its times. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantiate } from '../../runtime/it_loader.ts';
import { assertions } from '../harness/assertions.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { cases } from './cases.ts';
import type { PublishedCase, Workload } from './published-case.ts';

const [name = '', target = '', folder = '', built = '', wantsTimes = ''] = process.argv.slice(2);
const LEAST_ROUNDS = 15;
/** Nanoseconds. */
const SHORT_TURN = 500_000;
/** Milliseconds: engines optimise what runs that long. */
const LONG_ENOUGH = 800;
/** Of calls that are long themselves there are fewer, and what disturbs the machine takes more of each. */
const LONG_CALLS = 6000;

async function start({ imports = {}, cores }: PublishedCase): Promise<AnyExports> {
  const modules = cores(folder);
  if (target === 'js') {
    const glue = await import(pathToFileURL(join(built, 'case.js')).href);
    return glue.instantiate(imports, { modules });
  }
  const adapter = readFileSync(join(built, 'it_case.wasm'));
  return (await instantiate(adapter, imports as never, { modules, variant: 'table' } as never)) as AnyExports;
}

/** Nanoseconds a call. */
function time(action: () => unknown, turns: number): number {
  const begin = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++) action();
  return Number(process.hrtime.bigint() - begin) / turns;
}

/** Short turns of each, one after the other, and the best of them: what disturbs the machine takes a few, not all. */
function measured({ ours, theirs }: Workload): { readonly ours: number; readonly theirs: number } {
  const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
  const turns = Math.ceil(SHORT_TURN / time(theirs, 1));
  const end = performance.now() + (turns === 1 ? LONG_CALLS : LONG_ENOUGH);
  for (let round = 0; round < LEAST_ROUNDS || performance.now() < end; round++) {
    best.theirs = Math.min(best.theirs, time(theirs, turns));
    best.ours = Math.min(best.ours, time(ours, turns));
  }
  return best;
}

const found = cases[name];
if (!found) throw new Error(`no case ${name}`);
for (const workload of await found.workloads(await start(found), folder)) {
  const { comparable = (result: unknown) => result } = workload;
  assertions.equal(comparable(workload.ours()), comparable(workload.theirs()), workload.name);
  // A second time: what grew, grew.
  assertions.equal(comparable(workload.ours()), comparable(workload.theirs()), `${workload.name}, again`);
  process.send?.({ name: workload.name, ...(wantsTimes === 'times' && measured(workload)) });
}
