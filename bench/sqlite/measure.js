/**
 * `node bench/sqlite/measure.js PEER`: one peer in one process. Prints one line of JSON: milliseconds by workload, the
 * least of several runs, and a hash of all rows that came out.
 */
import { createHash } from 'node:crypto';
import { statements, workloads } from './work.js';

const repetitions = Number(process.env.BENCH_REPETITIONS ?? 7);
const peer = await (await import(`./peer-${process.argv[2]}.js`)).open();

function time({ run, isFilled }) {
  if (!isFilled) peer.exec(statements.clear);
  const start = performance.now();
  const rows = run(peer);
  return { milliseconds: performance.now() - start, rows };
}

/** Of what is in the table after an insert, or of what a select gives. */
function hashOf(rows) {
  const content = rows ?? peer.select(statements.select);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const results = {};
const hashes = {};
for (const [name, workload] of Object.entries(workloads)) {
  if (workload.isFilled) {
    peer.exec(statements.clear);
    workloads['insert 100,000 rows'].run(peer);
  }
  hashes[name] = hashOf(time(workload).rows);
  const times = Array.from({ length: repetitions }, () => time(workload).milliseconds);
  results[name] = Math.min(...times);
}
const { options, source } = peer;
console.log(JSON.stringify({ engine: `Node ${process.version.slice(1)}`, options, source, results, hashes }));
process.exit(0);
