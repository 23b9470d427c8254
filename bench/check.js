/**
 * `npm run bench:check`: measures again on this Node and fails where a workload's ratio to the expert's glue is more than
 * 1.25 times the kept one, where the compiler's own time grows faster than its source, or where what is shipped has grown
 * by two per cent; so do objects of C++. Machines differ, ratios hardly; what fails has to fail twice.
 */
import { build } from './build.js';
import { compilerProblems } from './compiler-times.js';
import { measureNode } from './node.js';
import { objectProblems } from './objects/both.js';
import { own, participants, readResults, references, sizesOf } from './participants.js';
import { ratios } from './report.js';
import { kindOf } from './run.js';

const tolerance = 1.25;
const largestGrowth = 1.02;
/** Of calls this short a change of a nanosecond is a change of the machine. */
const shortest = 5;

const kept = await readResults();

/** The kept results of the same major version. */
const keptFor = (engine) => Object.entries(kept.engines).find(([name]) => kindOf(name) === kindOf(engine))?.[1].peers;

function worse(before, now) {
  return own
    .filter((peer) => before[peer])
    .flatMap((peer) => {
      if (!now[peer]) return [`${participants[peer].title}: it does not run any more`];
      const [old, fresh] = [ratios(before, peer), ratios(now, peer)];
      return Object.keys(fresh)
        .filter((name) => old[name] !== undefined && now[peer].results[name] > shortest)
        .filter((name) => fresh[name] > old[name] * tolerance)
        .map(
          (name) =>
            `${participants[peer].title}, ${name}: ${fresh[name].toFixed(2)} times the expert's glue, ${old[name].toFixed(2)} is kept`,
        );
    });
}

await build();
async function ratioProblems() {
  const settings = { rounds: 2, coldStarts: 0 };
  const { engine, measured } = await measureNode(process.execPath, [...references, ...own], settings);
  const before = keptFor(engine);
  return before ? worse(before, measured.peers) : [`no results are kept for ${engine}: npm run bench writes them`];
}

/** Of JavaScript, minified and compressed. */
async function sizeProblems() {
  const now = await sizesOf(own);
  return own
    .filter((peer) => now[peer].script > kept.sizes[peer].script * largestGrowth)
    .map(
      (peer) =>
        `${participants[peer].title}, size: ${now[peer].script} bytes of JavaScript, ${kept.sizes[peer].script} are kept`,
    );
}
const problems = async () => [
  ...(await sizeProblems()),
  ...compilerProblems(),
  ...(await ratioProblems()),
  ...(await objectProblems()),
];

let found = await problems();
if (found.length > 0) {
  const again = new Set((await problems()).map((problem) => problem.replace(/:.*/, '')));
  found = found.filter((problem) => again.has(problem.replace(/:.*/, '')));
}
for (const problem of found) console.error(problem);
process.exitCode = found.length > 0 ? 1 : 0;
