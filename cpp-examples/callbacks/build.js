/** Builds the example: C to core modules, ITL to JavaScript and adapters. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dslStage, stages } from './stages.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const itlc = fileURLToPath(new URL('../../bin/itlc.js', import.meta.url));

/** @typedef {typeof import('../../src/toolchain/clang.ts').compileCpp} CompileCpp */

/**
 * Writes `out/1-static.wasm` and `out/1-static/calc.js`, and so on for each stage; of the last all is in `out/5-dsl`.
 * @param {CompileCpp} compileCpp
 * @returns {Promise<string>} the directory of the output
 */
export async function build(compileCpp) {
  const out = join(here, 'out');
  for (const stage of stages) {
    await mkdir(join(out, stage.name), { recursive: true });
    await writeFile(join(out, `${stage.name}.wasm`), await compileCore(compileCpp, stage));
    const args = [itlc, join(stage.name, stage.itl), '-o', `out/${stage.name}/`];
    await promisify(execFile)(process.execPath, args, { cwd: here });
  }
  const args = [itlc, ...dslStage.args, '-o', `out/${dslStage.name}/`];
  await promisify(execFile)(process.execPath, args, { cwd: here });
  return out;
}

/**
 * @param {CompileCpp} compileCpp
 * @param {(typeof stages)[number]} stage
 */
export async function compileCore(compileCpp, { name, flags }) {
  const files = (await readdir(join(here, name))).filter((file) => /\.[ch]$/.test(file));
  const paths = ['wasm.h', ...files.map((file) => `${name}/${file}`)];
  const texts = await Promise.all(paths.map((path) => readFile(join(here, path), 'utf8')));
  const sources = Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
  const result = await compileCpp({ sources, flags });
  if (result.kind === 'failed') throw new Error(`${name} does not compile:\n${result.errors}`);
  return result.wasm;
}
