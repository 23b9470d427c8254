/** What two sides take for the same. */
const LEAST_ROUNDS = 15;
/** Nanoseconds. */
const SHORT_TURN = 500_000;
/** Milliseconds: engines optimise what runs that long. */
const LONG_ENOUGH = 800;
/** Of calls that are long themselves there are fewer, and what disturbs the machine takes more of each. */
const LONG_CALLS = 6000;

/** Nanoseconds a call. */
function time(action, turns) {
  const begin = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++) action();
  return Number(process.hrtime.bigint() - begin) / turns;
}

/** Short turns of each, one after the other, and the best of them: what disturbs the machine takes a few, not all. */
export function measured({ ours, theirs }) {
  const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
  const turns = Math.ceil(SHORT_TURN / time(theirs, 1));
  const end = performance.now() + (turns === 1 ? LONG_CALLS : LONG_ENOUGH);
  for (let round = 0; round < LEAST_ROUNDS || performance.now() < end; round++) {
    best.theirs = Math.min(best.theirs, time(theirs, turns));
    best.ours = Math.min(best.ours, time(ours, turns));
  }
  return best;
}
