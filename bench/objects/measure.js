/** Nanoseconds, the least of many short rounds. */
const rounds = 60;
const turns = 20_000;

function least(action) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let turn = 0; turn < turns; turn++) action();
    best = Math.min(best, performance.now() - start);
  }
  return (best / turns) * 1e6;
}

const CALLS = 1000;

export function measureObjects({ counter, share, total }) {
  const one = counter();
  if (one.next() !== 2 || total(3) !== 6) throw new Error('wrong result');
  return {
    'a method': least(() => one.next()),
    'an instance, made and disposed of': least(() => counter().dispose()),
    'a shared object, taken and disposed of': least(() => share().dispose()),
    'a virtual call into JavaScript': least(() => total(CALLS)) / CALLS,
  };
}
