/** What is kept of several runs. */
import { own } from './participants.js';

/** The least of each number: what disturbs a measurement only makes it longer. */
function least(runs) {
  const names = Object.keys(runs[0].results);
  return Object.fromEntries(names.map((name) => [name, Math.min(...runs.map((run) => run.results[name]))]));
}

const rounded = (milliseconds) => Number(milliseconds.toFixed(2));

/** Of an odd number of starts; of starts in a page also what they asked for. */
function coldOf(starts) {
  const [first, ...rest] = [...starts].sort((one, two) => one.milliseconds - two.milliseconds);
  if (first === undefined) return undefined;
  const { milliseconds, ...asked } = first;
  const median = [first, ...rest][starts.length >> 1].milliseconds;
  return { least: rounded(milliseconds), median: rounded(median), ...asked };
}

function refuseWrong(runs) {
  for (const name of own) {
    const [wrong] = Object.entries(runs[name]?.[0]?.wrong ?? {});
    if (wrong) throw new Error(`${name} gives a wrong result, ${wrong.join(': ')}`);
  }
}

/**
 * @param runs what `measureCalls` gave, by participant
 * @param colds starts, by participant: `milliseconds`, and in a page what was asked for
 * @param missing why a participant cannot run, by participant
 * @returns `peers`: results and cold starts by participant, and `missing`
 */
export function collected(runs, colds, missing) {
  if (missing.expert) throw new Error(`the expert's glue does not run: ${missing.expert}`);
  refuseWrong(runs);
  const ran = Object.keys(runs).filter((name) => !missing[name]);
  const peers = ran.map((name) => [
    name,
    { cold: coldOf(colds[name]), results: least(runs[name]), wrong: runs[name][0].wrong },
  ]);
  return { peers: Object.fromEntries(peers), missing };
}

/** The same ratios to another run of the reference. */
function rescaled({ cold, results, wrong }, before, now) {
  const scale = (workload) => now.results[workload] / before.results[workload];
  const scaled = Object.entries(results).map(([workload, value]) => [
    workload,
    Number((value * scale(workload)).toFixed(2)),
  ]);
  const ratio = now.cold && before.cold ? now.cold.median / before.cold.median : 1;
  const start = cold && { ...cold, least: rounded(cold.least * ratio), median: rounded(cold.median * ratio) };
  return { cold: start, results: Object.fromEntries(scaled), wrong };
}

/**
 * What was measured now, with the participants of before that were not there this time: their ratios to the expert's glue stay.
 *
 * @param names of those that may be kept
 */
export function withKept(now, before, names) {
  if (!before) return now;
  const absent = names.filter((name) => before.peers[name] && !now.peers[name]);
  const kept = absent.map((name) => [name, rescaled(before.peers[name], before.peers.expert, now.peers.expert)]);
  return { ...now, peers: { ...now.peers, ...Object.fromEntries(kept) } };
}
