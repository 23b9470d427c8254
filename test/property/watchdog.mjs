/**
 * Ends the test process when one case takes too long: code that never comes back cannot be interrupted from the same
 * thread. Says what the case was.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { clock, text, limit } = workerData;
const [COUNT, LENGTH] = [0, 1];
const [turns, bytes] = [new Int32Array(clock), new Uint8Array(text)];
let seen = -1;
let since = Date.now();

setInterval(() => {
  const count = Atomics.load(turns, COUNT);
  if (count !== seen || count % 2 === 0) {
    seen = count;
    since = Date.now();
  } else if (Date.now() - since > limit) {
    const what = new TextDecoder().decode(bytes.slice(0, Atomics.load(turns, LENGTH)));
    writeSync(2, `\nstill busy after ${limit} ms with:\n${what}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}, 500);
