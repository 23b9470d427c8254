/** A network of 40 ms to the first byte of each answer and 10 Mbit/s for all of them together, made by the server. */

const latency = 40;
/** Bytes a millisecond. */
const bandwidth = 1250;

/** @returns a function that gives the milliseconds until an answer of so many bytes, asked for now, has come */
export function createNetwork() {
  let busyUntil = 0;
  return (size) => {
    const now = performance.now();
    busyUntil = Math.max(busyUntil, now + latency) + size / bandwidth;
    return busyUntil - now;
  };
}

/**
 * Of the requests of one start, with `begin`, `end` and `size`. Depth is how many came one after another: a request
 * that begins when another has been answered is one deeper.
 */
export function summaryOf(requests) {
  const seen = [];
  for (const { begin, end } of requests) {
    const before = seen.filter((other) => other.end <= begin).map(({ depth }) => depth);
    seen.push({ end, depth: 1 + Math.max(0, ...before) });
  }
  return {
    requests: requests.length,
    bytes: requests.reduce((sum, { size }) => sum + size, 0),
    depth: Math.max(...seen.map(({ depth }) => depth)),
  };
}
