/** The bundlers that the plugin is for: installed on demand, apart from the engines. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../harness/folders.ts';
import { toolsFolder } from '../harness/tools.ts';

const folder = join(toolsFolder, 'plugin');
const modules = join(folder, 'node_modules');

/** Where applications lie: they find the bundlers and itlc in a folder above. */
export const appsFolder = join(folder, 'apps');

const packages: Readonly<Record<string, string>> = {
  '@farmfe/core': '^1',
  '@rspack/core': '^2',
  '@rspack/dev-server': '^2',
  esbuild: '^0.28',
  rolldown: '^1',
  rollup: '^4',
  vite: '^8',
  webpack: '^5',
  'webpack-dev-server': '^5',
};

/** Does nothing where everything is there. */
export function installBundlers(): void {
  const manifest = `${JSON.stringify({ private: true, type: 'module', dependencies: packages }, undefined, 2)}\n`;
  const installed = join(folder, 'installed.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== manifest) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    console.log(`installing ${Object.keys(packages).join(', ')} into .engines/plugin`);
    run(folder, 'npm', ['install', '--no-audit', '--no-fund']);
    writeFileSync(installed, manifest);
  }
  installItlc();
}

/** Packed, so that what `files` leaves out is missing here too. */
function installItlc(): void {
  const target = join(modules, 'itlc');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const packed = run(root, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename } = { filename: '' }] = JSON.parse(packed) as readonly { readonly filename: string }[];
  run(folder, 'tar', ['-xzf', filename, '-C', target, '--strip-components=1']);
}

function run(cwd: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** A module of an installed package, by its path in node_modules. */
export const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(modules, path)).href)) as T;
