/**
 * Asks publint and attw about the packages, as they are packed: the compiler's, the loader's and `create-itlc`; TypeDoc for a
 * word on everything that is public; and the packed editor extension to answer. Installs the tools on demand.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApi } from '../../src/build-api.js';
import { checkExtension } from './check-extension.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = join(root, '.engines/packages');
const packages = {
  itlc: root,
  'itlc-loader': join(root, '.build/itlc-loader'),
  'create-itlc': join(root, '.build/create-itlc'),
};
const wanted = ['publint@0.3', '@arethetypeswrong/cli@0.18', '@vscode/vsce@3'];

function install() {
  if (['publint', 'attw', 'vsce'].every((name) => existsSync(join(tools, 'node_modules/.bin', name)))) return;
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...wanted], { cwd: tools, stdio: 'inherit' });
}

/** @param {string} folder */
function pack(folder) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', tools];
  const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }));
  return join(tools, filename);
}

/** A program has no types to ask about. */
const programs = ['create-itlc'];

/** Not what TypeScript's oldest resolution finds, which knows no `exports`; and the compiler is an ES module alone. */
const attwOptions = ['--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii', '--no-emoji'];
const checks = [
  ['publint', (tarball) => [tarball, '--strict']],
  ['attw', (tarball) => [tarball, ...attwOptions]],
];

install();
let failed = 0;
let passed = 0;
for (const [name, folder] of Object.entries(packages)) {
  const tarball = pack(folder);
  for (const [tool, args] of checks) {
    if (tool === 'attw' && programs.includes(name)) continue;
    console.log(`== ${tool} ${name}`);
    const { status } = spawnSync(join(tools, 'node_modules/.bin', tool), args(tarball), { stdio: 'inherit' });
    if (status === 0) passed++;
    else failed++;
  }
}
console.log('== the reference of the library');
if (buildApi(join(root, '.build/api'))) passed++;
else failed++;
console.log('== the editor extension');
try {
  await checkExtension(tools);
  passed++;
} catch (error) {
  console.error(error);
  failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
