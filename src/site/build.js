/** Builds the site with the playground and the reference of the library into `out/site`. What it takes besides is installed beside this file when it is missing. */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApi } from '../build-api.js';
import { buildPlayground } from '../playground/build.js';
import { folder, stage } from './stage.js';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '../../out/site');

export function installSite() {
  if (existsSync(join(here, 'node_modules/vitepress'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}

installSite();
rmSync(output, { recursive: true, force: true });
await stage();
const { build } = await import('vitepress');
await build(folder);
await buildPlayground(join(output, 'playground'));
if (!buildApi(join(output, 'api'))) process.exitCode = 1;
