/** Measures the calls of one participant, in Node or in a page. */
import { loops } from './out/loops.js';
import { values as common, workloads } from './workloads.js';

/** Many and short: on a busy machine some of them are left alone. */
const repetitions = 31;

let sink = 0;

/** Milliseconds for so many calls. */
function time(loop, count) {
  const start = performance.now();
  sink += loop(count);
  return performance.now() - start;
}

/** @returns nanoseconds for each of what a call does */
async function measure(loop, per, milliseconds) {
  const sample = milliseconds / 10;
  let count = 1;
  // Calls become faster meanwhile, and a page's clock is too coarse for few of them.
  for (const start = performance.now(); performance.now() - start < 5 * milliseconds; )
    if (time(loop, count) < sample) count *= 2;
  // Lets the engine's compiler threads hand over what they have.
  await new Promise((resolve) => setTimeout(resolve, 10));
  while (time(loop, count) < sample) count *= 2;
  let least = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < repetitions; repetition++) least = Math.min(least, time(loop, count));
  return (least / count) * (1e6 / per);
}

const shortened = (error) => String(error.message).replaceAll(/\s+/g, ' ').slice(0, 200);

/**
 * What the participant has no function for is left out.
 * @param api its exports; `values` has those that look otherwise there
 * @param milliseconds a fifth of the time to warm up, ten of the repetitions that are measured
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
