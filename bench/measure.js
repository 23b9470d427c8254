/**
 * `node bench/measure.js PEER [PART OF A NAME]`: one peer in one process, so that no peer meets code that another has
 * made megamorphic. Prints one line of JSON: nanoseconds a call by workload, and the workloads whose result is wrong.
 * What a peer has no function for is left out.
 */
import { setTimeout } from 'node:timers/promises';
import { values as common, workloads } from './workloads.js';

const [peer, only = ''] = process.argv.slice(2);
const repetitions = 7;
const milliseconds = Number(process.env.BENCH_MS ?? 20);
const warmUp = 5 * milliseconds;

const { load } = await import(`./peers/${peer}.js`);
const api = await load();
const values = { ...common, ...api.values };

/** A loop of its own for each workload: its own inline caches, and nothing that was optimised for another. */
function makeLoop({ f, call, use = 'result' }) {
  const names = Object.keys(values);
  const body = `return (count) => { let sum = 0; for (let i = 0; i < count; i++) { const result = ${call}; sum += ${use}; } return sum; }`;
  return new Function('f', ...names, body)(api[f], ...Object.values(values));
}

function check({ f, call, check }) {
  const names = Object.keys(values);
  check(new Function('f', ...names, 'i', `return ${call}`)(api[f], ...Object.values(values), 2), values);
}

let sink = 0;

/** Milliseconds a call. */
function time(loop, count) {
  const start = performance.now();
  sink += loop(count);
  return (performance.now() - start) / count;
}

async function measure(workload) {
  const loop = makeLoop(workload);
  let count = 1;
  while (time(loop, count) * count < 2) count *= 2;
  let each = Number.POSITIVE_INFINITY;
  for (const start = performance.now(); performance.now() - start < warmUp; ) each = Math.min(each, time(loop, count));
  // Lets the engine's compiler threads hand over what they have.
  await setTimeout(10);
  each = Math.min(each, time(loop, count));
  count = Math.max(1, Math.round(milliseconds / each));
  for (let repetition = 0; repetition < repetitions; repetition++) each = Math.min(each, time(loop, count));
  return (each * 1e6) / (workload.per ?? 1);
}

const results = {};
const wrong = {};
for (const workload of workloads.filter(({ f, name }) => api[f] && name.includes(only))) {
  try {
    check(workload);
  } catch (error) {
    wrong[workload.name] = String(error.message).replaceAll(/\s+/g, ' ').slice(0, 200);
    continue;
  }
  results[workload.name] = Number((await measure(workload)).toFixed(2));
}
console.log(JSON.stringify({ peer, results, wrong, used: Number.isFinite(sink) }));
process.exit(0);
