/** Builds the example: C++ to core modules, ITL to JavaScript and adapters. The demo and the tests share it. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const itlc = fileURLToPath(new URL('../../bin/itlc.js', import.meta.url));
const components = ['fizz', 'buzz', 'fizzbuzz'];

/** @typedef {typeof import('../../src/toolchain/clang.ts').compileCpp} CompileCpp */

/**
 * Writes `out/*.wasm`, `out/*.js`, `out/*.d.ts`, and for the way by adapters `out/it_*.wasm` and `out/it_loader.js`.
 * @param {CompileCpp} compileCpp
 * @param {string} directory where `out` goes; the ITL files are copied there first when it is not the example's own
 * @returns {Promise<string>} the directory of the output
 */
export async function build(compileCpp, directory = here) {
  const out = join(directory, 'out');
  await mkdir(out, { recursive: true });
  await compileCores(compileCpp, out);
  if (directory !== here) await copyItl(directory);
  const sources = components.map((name) => `${name}.itl`);
  await promisify(execFile)(process.execPath, [itlc, ...sources, '-o', 'out/', '--loader'], { cwd: directory });
  return out;
}

/**
 * The C++ half: `fizz.wasm`, `buzz.wasm` and `fizzbuzz.wasm`.
 * @param {CompileCpp} compileCpp
 * @param {string} out an existing directory
 */
export async function compileCores(compileCpp, out) {
  const header = await readFile(join(here, '../it.h'), 'utf8');
  for (const name of components) {
    const source = await readFile(join(here, `${name}.cpp`), 'utf8');
    const result = await compileCpp({ sources: { 'it.h': header, [`fizzbuzz/${name}.cpp`]: source } });
    if (result.kind === 'failed') throw new Error(`${name}.cpp does not compile:\n${result.errors}`);
    await writeFile(join(out, `${name}.wasm`), result.wasm);
  }
}

/** @param {string} directory */
async function copyItl(directory) {
  for (const name of components) await copyFile(join(here, `${name}.itl`), join(directory, `${name}.itl`));
}
