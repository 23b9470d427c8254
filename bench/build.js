/** Builds the workload: C to a core module, ITL to an adapter with both variants, the loader minified beside them. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileCpp } from '../.build/clang.js';
import { buildLoader } from '../runtime/build.js';
import { loopsText } from './loops.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const itlc = fileURLToPath(new URL('../bin/itlc.js', import.meta.url));

/** Where everything goes that is not kept. */
export const out = join(here, 'out');

/** `out/core.wasm`, `out/expert-dsl.wasm`, `out/it_work.wasm`, `out/dsl/` and `out/it_loader.js`. */
export async function build() {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'loops.js'), loopsText());
  await compileCore('core.wasm', { 'work.h': 'work.h', 'core.c': 'core.c' }, ['-mreference-types']);
  await compileCore('expert-dsl.wasm', expertDsl, ['-std=c++20']);
  await copyFile(join(here, 'work.itl'), join(out, 'work.itl'));
  await promisify(execFile)(process.execPath, [itlc, 'work.itl', '-o', './'], { cwd: out });
  await promisify(execFile)(process.execPath, [itlc, 'work.cpp', '-o', 'out/dsl/'], { cwd: here });
  await buildLoader({ outdir: out });
}

const expertDsl = { 'work.h': 'work.h', 'work-cpp.h': 'work.cpp', 'expert-dsl.cpp': 'peers/expert-dsl.cpp' };

/** Without the block of the DSL, which is no C++. */
const readCpp = async (path) =>
  (await readFile(join(here, path), 'utf8')).replace(/\/\*\*IT_START[\s\S]*IT_END\*\*\//, '');

/** @param files by name, the files below this folder; C and C++ is compiled, the rest included */
async function compileCore(output, files, flags) {
  const texts = Object.entries(files).map(async ([name, path]) => [name, await readCpp(path)]);
  const result = await compileCpp({ sources: Object.fromEntries(await Promise.all(texts)), flags });
  if (result.kind === 'failed') throw new Error(`${output} does not compile:\n${result.errors}`);
  await writeFile(join(out, output), result.wasm);
}
