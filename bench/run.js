/**
 * `npm run bench [-- --node PATH]…`: every peer on every Node, one process a peer, twice, the better of the two. Writes
 * results.json, RESULTS.md and chart.svg; `--quick` measures for a tenth of the time and writes nothing.
 */
import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from './build.js';
import { chart } from './chart.js';
import { report } from './report.js';

const here = fileURLToPath(new URL('.', import.meta.url));
export const peers = ['expert', 'direct', 'table'];
const rounds = 2;
const coldStarts = 5;

/** One process: what `measure.js` prints, or undefined where the engine cannot run the peer. */
async function measure(node, peer, only = '') {
  try {
    const { stdout } = await promisify(execFile)(node, ['bench/measure.js', peer, only], { cwd: join(here, '..') });
    return JSON.parse(stdout);
  } catch (error) {
    const [reason = ''] = String(error.stderr).match(/\w*Error\]?: .*$/m) ?? [];
    console.error(`${peer} on ${node}: ${reason || error.message}`);
    return undefined;
  }
}

/** The least of each number: what disturbs a measurement only makes it longer. */
function least(runs) {
  const results = {};
  for (const name of Object.keys(runs[0].results)) results[name] = Math.min(...runs.map((run) => run.results[name]));
  return results;
}

async function measurePeer(node, peer) {
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await measure(node, peer));
  if (runs.some((run) => run === undefined)) return undefined;
  const colds = [];
  for (let start = 0; start < coldStarts; start++) colds.push((await measure(node, peer, 'none of them')).cold);
  return { engine: runs[0].engine, results: least(runs), cold: Math.min(...colds) };
}

/** By engine, then peer. */
export async function measureAll(nodes) {
  const engines = {};
  for (const node of nodes) {
    for (const peer of peers) {
      console.error(`${peer} on ${node} …`);
      const measured = await measurePeer(node, peer);
      if (measured === undefined) continue;
      engines[measured.engine] ??= {};
      engines[measured.engine][peer] = { cold: measured.cold, results: measured.results };
    }
  }
  return engines;
}

async function sizeOf(path) {
  const bytes = await readFile(path);
  return {
    file: path.slice(here.length),
    bytes: (await stat(path)).size,
    gzipped: gzipSync(bytes, { level: 9 }).length,
  };
}

const sizes = () =>
  Promise.all(
    ['out/it_work.wasm', 'out/it_loader.js', 'out/it_direct.js', 'out/it_values.js', 'peers/expert-glue.js'].map(
      (file) => sizeOf(join(here, file)),
    ),
  );

export const options = () =>
  parseArgs({ options: { node: { type: 'string', multiple: true }, quick: { type: 'boolean' } } }).values;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { node = [process.execPath], quick } = options();
  if (quick) process.env.BENCH_MS = '3';
  await build();
  const kept = {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    sizes: await sizes(),
    engines: await measureAll(node),
  };
  const text = report(kept);
  console.log(text);
  if (!quick) {
    await writeFile(join(here, 'results.json'), `${JSON.stringify(kept, undefined, 1)}\n`);
    await writeFile(join(here, 'RESULTS.md'), text);
    await writeFile(join(here, 'chart.svg'), chart(kept));
  }
}
