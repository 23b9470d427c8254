/**
 * `npm run bench:objects [-- --node PATH…]`: methods, shared objects and virtual calls through the DSL, as JavaScript, beside an
 * expert's glue over the same C++. Goals: a method 1.2 times, a shared object 1.5, a virtual call 1.5 times a bare callback.
 */
import { parseArgs } from 'node:util';
import { engineOf } from '../node.js';
import { buildObjects, measureBoth } from './both.js';

const { node } = parseArgs({
  options: { node: { type: 'string', multiple: true, default: [process.execPath] } },
}).values;
await buildObjects();
for (const path of node) {
  const { expert, itlc } = await measureBoth(path);
  const rows = Object.entries(expert).map(([what, nanoseconds]) => [
    what,
    {
      'expert’s glue': Number(nanoseconds.toFixed(1)),
      js: Number(itlc[what].toFixed(1)),
      ratio: Number((itlc[what] / nanoseconds).toFixed(2)),
    },
  ]);
  console.log(`${await engineOf(path)}, nanoseconds`);
  console.table(Object.fromEntries(rows));
}
