/**
 * `npm run bench:prices [-- --node PATH… --browser NAME…]`: what a closure (`lift-func`: under 500 ns) and an instance, made
 * and disposed of (under 300 ns besides the core module's own work), cost as JavaScript, direct and table.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import createWabt from 'wabt';
import { buildLoader } from '../../runtime/build.js';
import { runJobs } from '../browser/drive.js';
import { engineOf } from '../node.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../out/prices');
const targets = ['js', 'direct', 'table'];

async function build() {
  await mkdir(out, { recursive: true });
  const wabt = await createWabt();
  const module = wabt.parseWat('prices', await readFile(join(here, 'prices.wat'), 'utf8'));
  await writeFile(join(out, 'prices.wasm'), module.toBinary({}).buffer);
  await writeFile(join(out, 'prices.itl'), await readFile(join(here, 'prices.itl')));
  execFileSync(process.execPath, [join(here, '../../bin/itlc.js'), 'prices.itl', '-o', './'], { cwd: out });
  await buildLoader({ outdir: join(here, '../out') });
}

/** In a process of its own; nothing where the engine has no direct variant. */
async function onNode(node, target) {
  const code = `const { load } = await import('./${target}.js'); const { measurePrices } = await import('./measure-prices.js');
    console.log(JSON.stringify(measurePrices(await load()))); process.exit(0)`;
  try {
    const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', code], { cwd: here });
    return JSON.parse(stdout);
  } catch (error) {
    if (target === 'direct' && /has no direct variant/.test(error.stderr)) return undefined;
    throw error;
  }
}

async function inBrowser(name) {
  const jobs = targets.map((target) => ({ kind: 'prices', name: target, module: `prices/${target}.js` }));
  const { engine, results } = await runJobs(name, jobs);
  return Object.fromEntries(targets.map((target, index) => [`${engine}, ${target}`, results[index]]));
}

const { node, browser } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    browser: { type: 'string', multiple: true, default: [] },
  },
}).values;
await build();
const table = {};
for (const path of node.map((given) => resolve(given))) {
  const engine = await engineOf(path);
  for (const target of targets) {
    const found = await onNode(path, target);
    if (found) table[`${engine}, ${target}`] = found;
  }
}
for (const name of browser) Object.assign(table, await inBrowser(name));
console.log('nanoseconds');
console.table(table);
process.exit(0);
