/** Measures the calls of one participant, in Node or in a page. */
import { loops } from './out/loops.js';
import { values as common, workloads } from './workloads.js';

const repetitions = 7;

let sink = 0;

/** Milliseconds a call. */
function time(loop, count) {
  const start = performance.now();
  sink += loop(count);
  return (performance.now() - start) / count;
}

/** @returns nanoseconds for each of what a call does */
async function measure(loop, per, milliseconds) {
  let count = 1;
  while (time(loop, count) * count < milliseconds / 4) count *= 2;
  let each = Number.POSITIVE_INFINITY;
  const start = performance.now();
  while (performance.now() - start < 5 * milliseconds) each = Math.min(each, time(loop, count));
  // Lets the engine's compiler threads hand over what they have.
  await new Promise((resolve) => setTimeout(resolve, 10));
  each = Math.min(each, time(loop, count));
  count = Math.max(1, Math.round(milliseconds / each));
  for (let repetition = 0; repetition < repetitions; repetition++) each = Math.min(each, time(loop, count));
  return (each * 1e6) / per;
}

const shortened = (error) => String(error.message).replaceAll(/\s+/g, ' ').slice(0, 200);

/**
 * What the participant has no function for is left out.
 * @param api its exports; `values` has those that look otherwise there
 * @param milliseconds of one repetition
 * @param only part of a workload's name
 * @returns `results`, nanoseconds a call by workload, and `wrong`, why a result is
 */
export async function measureCalls(api, { milliseconds = 20, only = '' }) {
  const values = { ...common, ...api.values };
  const results = {};
  const wrong = {};
  for (const [index, { name, f, check, per = 1 }] of workloads.entries()) {
    if (!api[f] || !name.includes(only)) continue;
    try {
      check(loops[index].one(api[f], values), values);
    } catch (error) {
      wrong[name] = shortened(error);
      continue;
    }
    results[name] = Number((await measure(loops[index].make(api[f], values), per, milliseconds)).toFixed(2));
  }
  return { results, wrong, used: Number.isFinite(sink) };
}
