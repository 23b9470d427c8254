/** Engines that run a script: Node, Deno, Bun. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BuiltSuite } from './build-suite.ts';
import { type Engine, patience, type Run } from './engine.ts';

const runnerText = (version: string): string => `
import { readFile } from 'node:fs/promises';
import { fixtures, runSuite } from './suite.js';
const open = async (path) => new Uint8Array(await readFile(new URL('./' + path, import.meta.url)));
const results = await runSuite(fixtures, open);
console.log(JSON.stringify({ version: ${version}, results }));
`;

/** @param version - a JavaScript expression for it */
export function commandLine(command: readonly string[], version: string): Engine['run'] {
  const [program = '', ...args] = command;
  return async ({ folder }: BuiltSuite) => {
    const file = join(folder, 'runner.mjs');
    writeFileSync(file, runnerText(version));
    const { stdout, stderr, status, error } = spawnSync(program, [...args, file], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      timeout: patience,
    });
    if (status !== 0) throw new Error(`${basename(program)} ended with ${status}: ${error?.message ?? stderr}`);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Run;
  };
}
