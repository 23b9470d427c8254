/** Builds the workload: C to a core module, ITL to an adapter with both variants, the loader minified beside them. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileCpp } from '../dist/src/toolchain/clang.js';
import { buildLoader } from '../runtime/build.js';
import { loopsText } from './loops.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const itlc = fileURLToPath(new URL('../bin/itlc.js', import.meta.url));

/** Where everything goes that is not kept. */
export const out = join(here, 'out');

/** `out/core.wasm`, `out/it_work.wasm` and `out/it_loader.js`. */
export async function build() {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'loops.js'), loopsText());
  await compileCore();
  await copyFile(join(here, 'work.itl'), join(out, 'work.itl'));
  await promisify(execFile)(process.execPath, [itlc, 'work.itl'], { cwd: out });
  await promisify(execFile)(process.execPath, [itlc, 'work.cpp', '-o', 'out/dsl/'], { cwd: here });
  await buildLoader({ outdir: out, minify: true });
}

async function compileCore() {
  const sources = {
    'work.h': await readFile(join(here, 'work.h'), 'utf8'),
    'core.c': await readFile(join(here, 'core.c'), 'utf8'),
  };
  const result = await compileCpp({ sources, flags: ['-mreference-types'] });
  if (result.kind === 'failed') throw new Error(`core.c does not compile:\n${result.errors}`);
  await writeFile(join(out, 'core.wasm'), result.wasm);
}
