/** Nanoseconds for each of the things that ITL makes for JavaScript. */
const rounds = 60;
const turns = 2000;

function least(action) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let turn = 0; turn < turns; turn++) action();
    best = Math.min(best, performance.now() - start);
  }
  return Math.round((best / turns) * 1e6);
}

export const measurePrices = ({ lift, thing, Thing }) => ({
  'lift-func': least(() => lift(lift)),
  'new and dispose': least(() => new Thing().dispose()),
  'lift-resource and dispose': least(() => thing().dispose()),
});
