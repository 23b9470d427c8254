/** What a port and the package that it ports give, and with `--times` how long both take for it. */
import assert from 'node:assert/strict';

/** Nanoseconds of one turn, at least. */
const SHORT_TURN = 200_000;
/** Milliseconds for each workload: engines optimise what runs that long. */
const LONG_ENOUGH = 500;

/** Nanoseconds a call. */
function time(action, turns) {
  const begin = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++) action();
  return Number(process.hrtime.bigint() - begin) / turns;
}

/** Short turns of both, one after the other, and the best of each: what disturbs the machine takes a few, not all. */
function measured({ ours, theirs }) {
  const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
  const turns = Math.ceil(SHORT_TURN / time(theirs, 1));
  const end = performance.now() + LONG_ENOUGH;
  while (performance.now() < end) {
    best.theirs = Math.min(best.theirs, time(theirs, turns));
    best.ours = Math.min(best.ours, time(ours, turns));
  }
  return best;
}

const shown = (nanoseconds) =>
  nanoseconds < 1000 ? `${nanoseconds.toFixed(0)} ns` : `${(nanoseconds / 1000).toFixed(2)} µs`;

/**
 * Asserts that both sides of each workload give equal results, twice.
 *
 * @param {string} name of the package
 * @param {readonly { name: string, ours: () => unknown, theirs: () => unknown }[]} workloads
 */
export async function compare(name, workloads) {
  for (const { name: workload, ours, theirs } of workloads)
    for (let turn = 0; turn < 2; turn++) assert.deepEqual(ours(), theirs(), workload);
  console.log(`${name}: ${workloads.length} workloads, the same results`);
  if (!process.argv.includes('--times')) return;
  let product = 1;
  console.log(`\n| | ${name} | itlc | ratio |\n| --- | --: | --: | --: |`);
  for (const workload of workloads) {
    const best = measured(workload);
    const ratio = best.ours / best.theirs;
    product *= ratio;
    console.log(`| ${workload.name} | ${shown(best.theirs)} | ${shown(best.ours)} | ${ratio.toFixed(2)} |`);
  }
  console.log(`| *geometric mean* | | | *${(product ** (1 / workloads.length)).toFixed(2)}* |`);
}
