/** Programs that only the engine matrix and the web tests need: installed on demand, never by `npm ci`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './folders.ts';

/** Ignored by git. */
export const toolsFolder = join(root, '.engines');

/** The majors are what the tests speak of; within them the newest. */
const packages: Readonly<Record<string, string>> = {
  // Where Node 20 is what runs the tests, there is no need for another.
  ...(nodeMajor() === 20 ? {} : { node20: 'npm:node@^20' }),
  node22: 'npm:node@^22',
  node24: 'npm:node@^24',
  node26: 'npm:node@^26',
  bun: '^1',
  deno: '^2',
  'playwright-core': '^1',
  vite: '^8',
  workerd: '^1',
  // What people.js goes through in test:web.
  '@web/rollup-plugin-import-meta-assets': '^2',
  'happy-dom': '^20',
  jest: '^30',
  parcel: '^2',
  rollup: '^4',
  vitest: '^4',
  webpack: '^5',
};

function nodeMajor(): number {
  return Number.parseInt(process.versions.node, 10);
}

/** A program that one of the packages brings, by its name or its path in `node_modules`. */
export const tool = (name: string): string =>
  join(toolsFolder, 'node_modules', name.includes('/') ? name : join('.bin', name));

/** A Node of a major version. */
export const nodeOf = (major: number): string =>
  major === nodeMajor() ? process.execPath : tool(`node${major}/bin/node`);

/** Does nothing where everything is there. A first try may meet a registry that is busy. */
export function installTools(): void {
  const manifest = `${JSON.stringify({ private: true, type: 'module', dependencies: packages }, undefined, 2)}\n`;
  const installed = join(toolsFolder, 'installed.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === manifest) return;
  mkdirSync(toolsFolder, { recursive: true });
  writeFileSync(join(toolsFolder, 'package.json'), manifest);
  console.log(`installing ${Object.keys(packages).join(', ')} into .engines`);
  if (!npmInstall() && !npmInstall()) throw new Error('cannot install the engines');
  // Only now: what was interrupted is done again.
  writeFileSync(installed, manifest);
}

function npmInstall(): boolean {
  const { status, stderr, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
    cwd: toolsFolder,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status !== 0) console.error(error?.message ?? stderr);
  return status === 0;
}
