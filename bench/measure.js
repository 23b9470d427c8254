/**
 * `node bench/measure.js PEER [PART OF A NAME]`: one peer in one process, so that no peer meets code that another has
 * made megamorphic. Prints one line of JSON: see measureCalls.
 */
import { measureCalls } from './timing.js';

const [peer, only] = process.argv.slice(2);
const { load } = await import(`./peers/${peer}.js`);
const milliseconds = Number(process.env.BENCH_MS ?? 20);
console.log(JSON.stringify({ peer, ...(await measureCalls(await load(), { milliseconds, only })) }));
process.exit(0);
