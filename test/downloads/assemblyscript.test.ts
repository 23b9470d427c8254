/** The recipes for AssemblyScript, and what `init` writes, on modules that its compiler makes. Skipped where that cannot be fetched. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { readModule } from '../../src/core/read-module.ts';
import { scaffold } from '../../src/core/scaffold.ts';
import { accepted } from '../core/scaffolded.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { toolsFolder } from '../harness/tools.ts';

const run = promisify(execFile);
const second = 1000;
const home = join(toolsFolder, 'assemblyscript');
const compiler = join(home, 'node_modules/assemblyscript/bin/asc.js');

/** Why the compiler cannot be had; undefined where it is there. */
async function installProblem(): Promise<string | undefined> {
  if (existsSync(compiler)) return undefined;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true, "dependencies": { "assemblyscript": "0.28.20" } }\n');
  try {
    await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: home, timeout: 120 * second });
    return undefined;
  } catch (error) {
    return String(error).split('\n').at(0);
  }
}

const source = `
export function greet(name: string): string {
  if (name.length == 0) throw new Error("nobody");
  return name;
}
export function doubled(values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = values[index] * 2;
  return result;
}`;

async function assemble(): Promise<Uint8Array> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'module.ts'), source);
  const args = [compiler, 'module.ts', '--outFile', 'module.wasm', '--exportRuntime', '-O'];
  await run(process.execPath, args, { cwd: folder, timeout: 60 * second });
  return readFileSync(join(folder, 'module.wasm'));
}

async function exportsOf(text: string, path: string, bytes: Uint8Array): Promise<AnyExports> {
  const { js, diagnostics } = await compile({ path: 'case.itl', text }, { emit: ['js'], readCore: () => bytes });
  expect(diagnostics).toEqual([]);
  return (await importGenerated(js ?? '')).instantiate({}, { modules: { [path]: bytes } });
}

const recipe = (path: string): string => fencedBlock(readText(root, 'grammar/recipes.md'), 'itl', `"${path}"`);

/** More than the collector leaves alone. */
const TURNS = 2000;

test('strings and arrays, by the recipes and by init', { timeout: 240 * second }, async ({ skip }) => {
  const problem = await installProblem();
  if (problem !== undefined) skip(`AssemblyScript cannot be fetched: ${problem}`);
  const bytes = await assemble();

  const { greet } = await exportsOf(recipe('assembly.wasm'), 'assembly.wasm', bytes);
  for (const text of ['größer 💩', 'x'.repeat(100_000), '\ud800']) expect(greet(text)).toBe(text);
  for (let turn = 0; turn < TURNS; turn++) greet('x'.repeat(turn + 1));
  expect(() => greet('')).toThrow('nobody');

  const { doubled } = await exportsOf(recipe('arrays.wasm'), 'arrays.wasm', bytes);
  expect([doubled([]), doubled([1, -0.5])]).toEqual([new Float64Array(), Float64Array.of(2, -1)]);
  for (let turn = 0; turn < TURNS; turn++) doubled(new Float64Array(turn));
  expect(doubled(new Float64Array(100_000).fill(1))).toEqual(new Float64Array(100_000).fill(2));

  const module = readModule(bytes);
  if (module.kind === 'problem') throw new Error(module.message);
  const text = accepted(scaffold(module, 'module.wasm', 'case'));
  expect(text).toContain('(func _lower_f64s');
  expect((await exportsOf(text, 'module.wasm', bytes)).greet('größer')).toBe('größer');
});
