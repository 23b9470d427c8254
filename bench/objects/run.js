/**
 * `npm run bench:objects [-- --node PATH…]`: methods, shared objects and virtual calls through the DSL, as JavaScript, beside an
 * expert's glue over the same C++. Goals: a method 1.2 times, a shared object 1.5, a virtual call 1.5 times a bare callback.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { compileCpp } from '../../.build/clang.js';
import { engineOf } from '../node.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../out/objects');

async function build() {
  await mkdir(out, { recursive: true });
  execFileSync(process.execPath, [
    join(here, '../../bin/itlc.js'),
    join(here, 'objects.cpp'),
    '-O',
    '-o',
    out,
    '--emit',
    'js',
    '--quiet',
  ]);
  const read = (name) => readFile(join(here, name), 'utf8');
  const sources = { 'expert.cpp': await read('expert.cpp'), 'objects.h': await read('objects.h') };
  const made = await compileCpp({ sources, flags: ['-std=gnu++17', '-O3'] });
  if (made.kind === 'failed') throw new Error(made.errors);
  await writeFile(join(out, 'expert.wasm'), made.wasm);
}

/** In a process of its own. */
async function measured(node, name) {
  const code = `const { load } = await import('./${name}.js'); const { measureObjects } = await import('./measure.js');
    console.log(JSON.stringify(measureObjects(await load()))); process.exit(0)`;
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', code], { cwd: here });
  return JSON.parse(stdout);
}

const { node } = parseArgs({
  options: { node: { type: 'string', multiple: true, default: [process.execPath] } },
}).values;
await build();
for (const path of node) {
  const expert = await measured(path, 'expert');
  const itlc = await measured(path, 'itlc');
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
