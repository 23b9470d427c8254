/**
 * `npm run bench [-- --node PATH]…`: every participant on every Node, one process each, twice, the better of the two.
 * Writes results.json, RESULTS.md and chart.svg; engines that it did not measure keep what they had. `--quick` measures
 * for a tenth of the time and writes nothing.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from './build.js';
import { chart } from './chart.js';
import { others, own, readResults, sizesOf, writeResults } from './participants.js';
import { builtPeers } from './peers.js';
import { report } from './report.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const rounds = 2;
/** An odd number, for the median. */
const allColdStarts = 15;

/** A script of this folder on an engine. @returns what it prints */
async function runScript(node, script, ...args) {
  const { stdout } = await promisify(execFile)(node, [join('bench', script), ...args], { cwd: join(here, '..') });
  return JSON.parse(stdout);
}

function reasonOf(error) {
  const [, reason] = String(error.stderr).match(/\w*Error\]?: (.*)$/m) ?? ['', error.message];
  // Of an address, only the name is the same on every machine.
  return reason.split('\n')[0].replaceAll(/\S*\/(?=[\w.]+\.wasm)/g, '');
}

/** The least of each number: what disturbs a measurement only makes it longer. */
function least(runs) {
  const names = Object.keys(runs[0].results);
  return Object.fromEntries(names.map((name) => [name, Math.min(...runs.map((run) => run.results[name]))]));
}

/** By name; those that the engine cannot run are in `missing`, with the reason. */
async function measureCalls(node, names) {
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  const missing = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of names.filter((each) => !missing[each] && (round === 0 || !others.includes(each)))) {
      console.error(`${name} on ${node} …`);
      await runScript(node, 'measure.js', name).then(
        (run) => runs[name].push(run),
        (error) => {
          missing[name] = reasonOf(error);
        },
      );
    }
  }
  return { runs, missing };
}

/** Milliseconds, in ascending order. In turns, so that what disturbs the machine disturbs all alike. */
async function measureColds(node, names, coldStarts) {
  const colds = Object.fromEntries(names.map((name) => [name, []]));
  for (let start = 0; start < coldStarts; start++) {
    for (const name of names) colds[name].push(await runScript(node, 'cold.js', name));
  }
  return Object.fromEntries(names.map((name) => [name, colds[name].sort((one, two) => one - two)]));
}

const round = (milliseconds) => Number(milliseconds.toFixed(2));

/** @returns `peers`: results and cold starts by name, and `missing` */
async function measureEngine(node, names, coldStarts) {
  const { runs, missing } = await measureCalls(node, names);
  if (missing.expert) throw new Error(`the expert's glue does not run on ${node}: ${missing.expert}`);
  const ran = names.filter((name) => !missing[name]);
  for (const name of own) {
    const [wrong] = Object.entries(runs[name]?.[0]?.wrong ?? {});
    if (wrong) throw new Error(`${name} gives a wrong result, ${wrong.join(': ')}`);
  }
  const colds = await measureColds(node, ran, coldStarts);
  const peers = ran.map((name) => {
    const [start] = colds[name];
    const cold = start && { least: round(start), median: round(colds[name][coldStarts >> 1]) };
    return [name, { cold, results: least(runs[name]), wrong: runs[name][0].wrong }];
  });
  return { peers: Object.fromEntries(peers), missing };
}

const engineOf = async (node) => `Node ${(await promisify(execFile)(node, ['--version'])).stdout.trim().slice(1)}`;

/**
 * By engine.
 * @param coldStarts 0 for none
 */
export async function measureAll(nodes, names, coldStarts = allColdStarts) {
  const engines = {};
  for (const node of nodes) engines[await engineOf(node)] = await measureEngine(node, names, coldStarts);
  return engines;
}

export const majorOf = (engine) => /\d+/.exec(engine)?.[0];

/** A newer version takes the place of an older one of the same major version. */
function merged(before, now) {
  const measured = new Set(Object.keys(now).map(majorOf));
  const rest = Object.entries(before).filter(([engine]) => !measured.has(majorOf(engine)));
  const all = [...rest, ...Object.entries(now)];
  return Object.fromEntries(all.sort(([one], [two]) => majorOf(two) - majorOf(one)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { node: { type: 'string', multiple: true }, quick: { type: 'boolean' } };
  const { node = [process.execPath], quick } = parseArgs({ options }).values;
  if (quick) process.env.BENCH_MS = '2';
  await build();
  const built = await builtPeers();
  const names = ['expert', ...own, ...others.filter((name) => built[name].version)];
  const engines = await measureAll(
    node.map((path) => resolve(path)),
    names,
  );
  const kept = {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    others: built,
    sizes: await sizesOf(names),
    engines: merged((await readResults()).engines, engines),
  };
  const text = report(quick ? { ...kept, engines } : kept);
  console.log(text);
  if (!quick) {
    await writeResults(kept);
    await writeFile(join(here, 'RESULTS.md'), text);
    await writeFile(join(here, 'chart.svg'), chart(kept));
  }
}
