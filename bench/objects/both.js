/** What methods, shared objects and virtual calls take through the DSL, and what an expert's glue over the same C++ takes. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileCpp } from '../../.build/clang.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../out/objects');

export async function buildObjects() {
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

/** Nanoseconds by what is done, on a Node: `expert`, `itlc`. */
export async function measureBoth(node) {
  return { expert: await measured(node, 'expert'), itlc: await measured(node, 'itlc') };
}

/** Ratios: the goals, or what Node 20 takes where that is more. */
const limits = {
  'a method': 1.2,
  'an instance, made and disposed of': 1,
  'a shared object, taken and disposed of': 1.5,
  'a virtual call into JavaScript': 2.1,
};
const tolerance = 1.25;
/** Nanoseconds: of calls this short a change by so much is the machine's. */
const unsure = 1;

/** A line for each that takes too long on this Node. */
export async function objectProblems() {
  await buildObjects();
  const { expert, itlc } = await measureBoth(process.execPath);
  return Object.entries(limits)
    .filter(([what, limit]) => itlc[what] > expert[what] * limit * tolerance + unsure)
    .map(
      ([what, limit]) =>
        `objects of C++, ${what}: ${(itlc[what] / expert[what]).toFixed(2)} times the expert's glue, ${limit} is kept`,
    );
}
