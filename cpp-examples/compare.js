/** What a port and the package that it ports give, and with `--times` how long both take for it. */
import assert from 'node:assert/strict';
import { measured } from '../bench/side-by-side.js';

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
