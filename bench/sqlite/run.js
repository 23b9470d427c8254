/**
 * `npm run bench:sqlite [-- --node PATH]…`: cpp-examples/sqlite beside the package `@sqlite.org/sqlite-wasm`, which goes
 * to `bench/out`. One process a peer, in turns; the least of all runs. Both must give the same rows before anything counts.
 * Writes RESULTS-sqlite.md; with `--quick` only a short look.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build, sqliteFlags } from '../../cpp-examples/sqlite/build.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const installed = join(here, '../out/sqlite-wasm');
// The version of SQLite is the one of the Debian package.
const packageName = '@sqlite.org/sqlite-wasm';
const packageVersion = '3.46.1-build5';
const ours = 'itlc';
const theirs = 'sqlite-wasm';
const { node = [process.execPath], quick = false } = parseArgs({
  options: { node: { type: 'string', multiple: true }, quick: { type: 'boolean' } },
}).values;
const rounds = quick ? 1 : 3;

function install() {
  if (existsSync(join(installed, 'node_modules', packageName))) return;
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), '{ "private": true }\n');
  const spec = `${packageName}@${packageVersion}`;
  execFileSync('npm', ['install', '--no-audit', '--no-fund', spec], { cwd: installed, stdio: 'inherit' });
}

async function measure(program, peer) {
  console.error(`${peer} on ${program} …`);
  const env = { ...process.env, ...(quick && { BENCH_REPETITIONS: '2' }) };
  const { stdout } = await promisify(execFile)(program, [join(here, 'measure.js'), peer], { env });
  return JSON.parse(stdout);
}

/** Throws where the peers do not give the same. */
function compareHashes(left, right) {
  for (const [name, hash] of Object.entries(left.hashes)) {
    if (right.hashes[name] !== hash) throw new Error(`the results of '${name}' differ`);
  }
}

function least(runs) {
  const names = Object.keys(runs[0].results);
  return Object.fromEntries(names.map((name) => [name, Math.min(...runs.map(({ results }) => results[name]))]));
}

async function measureOn(program) {
  const runs = { [ours]: [], [theirs]: [] };
  for (let round = 0; round < rounds; round++) {
    for (const peer of [ours, theirs]) runs[peer].push(await measure(program, peer));
    compareHashes(runs[ours][round], runs[theirs][round]);
  }
  const [mine] = runs[ours];
  const [their] = runs[theirs];
  return { engine: mine.engine, mine, their, results: least(runs[ours]), theirResults: least(runs[theirs]) };
}

const row = (cells) => `| ${cells.join(' | ')} |`;

const table = ({ engine, results, theirResults }) =>
  [
    `## ${engine}`,
    '',
    row(['workload', 'cpp-examples/sqlite', theirs, 'ratio']),
    row(['---', '---:', '---:', '---:']),
    ...Object.entries(results).map(([name, own]) =>
      row([name, own.toFixed(0), theirResults[name].toFixed(0), (own / theirResults[name]).toFixed(2)]),
    ),
    '',
  ].join('\n');

/** What only one of two lists has. */
const only = (list, other) => list.filter((item) => !other.includes(item)).join(', ');

function report(measured) {
  const [{ mine, their }] = measured;
  return [
    '# SQLite: the DSL beside its own JavaScript API',
    '',
    `Milliseconds, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; the least of several runs. Written by`,
    '`npm run bench:sqlite`; only ratios travel to another machine. Below 1, the DSL is faster.',
    '',
    ...measured.map(table),
    '## What is compared',
    '',
    `[cpp-examples/sqlite](../cpp-examples/sqlite/README.md), and the npm package \`${packageName}@${packageVersion}\` by`,
    'its object-oriented API (`oo1`). Both do the same statements on the same rows, inserts prepared and in one',
    'transaction; the function is the same, and not declared deterministic. Before a time counts, all rows that come out',
    'are compared.',
    '',
    'Both are SQLite 3.46.1 in WebAssembly, one thread, in memory. They are not compiled alike, which the workload',
    'without JavaScript shows: its ratio is the share that has nothing to do with the way to JavaScript.',
    '',
    `- here: \`${sqliteFlags.join(' ')}\`, \`PRAGMA compile_options\` with ${only(mine.options, their.options)}`,
    `- there: compiled by sqlite.org; \`PRAGMA compile_options\` with ${only(their.options, mine.options)}`,
    '',
    'The rest is what a value takes on its way. `oo1` is JavaScript on top of C functions that it calls one by one, a',
    'call and its checks for each value, its type and its conversion; here one call takes a whole row of parameters or',
    'gives a whole row of values, and the checks and conversions are made by the adapter.',
    '',
  ].join('\n');
}

install();
await build();
const measured = [];
for (const program of node) measured.push(await measureOn(program));
const text = report(measured);
console.log(text);
if (!quick) writeFileSync(join(here, '../RESULTS-sqlite.md'), text);
