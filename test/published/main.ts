/**
 * `npm run test:published [-- CASE… --write --times]`: published packages wrapped in ITL, their results compared with the package's own
 * glue on Node 20 and 26, as JavaScript and through the table variant; then the times of both on Node 26,
 * or only these. `--write` keeps them.
 */
import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../../src/compile.ts';
import { readModule } from '../../src/core/read-module.ts';
import { scaffold } from '../../src/core/scaffold.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { accepted } from '../core/scaffolded.ts';
import { root } from '../harness/folders.ts';
import { installTools, nodeOf, toolsFolder } from '../harness/tools.ts';
import { cases } from './cases.ts';
import { type Measured, reportText } from './report.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean' }, times: { type: 'boolean' } },
  allowPositionals: true,
});
const home = join(toolsFolder, 'published');

/** Does nothing where everything is there. */
function installPackages(): void {
  const dependencies = Object.assign({}, ...Object.values(cases).map(({ packages }) => packages));
  const manifest = `${JSON.stringify({ private: true, dependencies }, undefined, 2)}\n`;
  const installed = join(home, 'installed.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === manifest) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), manifest);
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: home, encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot install the packages\n${stderr}`);
  writeFileSync(installed, manifest);
}

/** What `init` writes for a core module compiles as it is, and with its suggestions. */
async function checkInit(path: string, bytes: Uint8Array): Promise<void> {
  const module = readModule(bytes);
  if (module.kind === 'problem') throw new Error(`${path}: ${module.message}`);
  const text = scaffold(module, path, 'case');
  for (const each of [text, accepted(text)]) {
    const source = { path: 'case.itl', text: each };
    const { diagnostics, sources } = await compile(source, { emit: ['js'], readCore: () => bytes });
    const [wrong] = diagnostics.filter(({ severity }) => severity === 'error');
    if (wrong) throw new Error(renderDiagnostic(wrong, sources));
  }
}

/** Compiles a case with a look at its core modules; any diagnostic is a failure. */
async function build(name: string): Promise<string> {
  const modules = cases[name]?.cores(join(home, 'node_modules')) ?? {};
  for (const [path, bytes] of Object.entries(modules)) await checkInit(path, bytes);
  const source = { path: 'case.itl', text: readFileSync(join(root, 'test/published', name, 'case.itl'), 'utf8') };
  const { wasm, js, diagnostics, sources } = await compile(source, {
    emit: ['wasm', 'js'],
    readCore: (path) => modules[path],
  });
  if (wasm === undefined || js === undefined || diagnostics.length > 0) {
    throw new Error(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n'));
  }
  const folder = join(home, 'built', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'case.js'), js);
  writeFileSync(join(folder, 'it_case.wasm'), wasm);
  return folder;
}

interface Run {
  readonly workloads: readonly Measured[];
  readonly failed: boolean;
}

function run(name: string, target: 'js' | 'table', major: number, built: string): Promise<Run> {
  const wantsTimes = target === 'js' && major === 26;
  const args = [name, target, join(home, 'node_modules'), built, wantsTimes ? 'times' : ''];
  return new Promise((resolve) => {
    const workloads: Measured[] = [];
    const child = fork(join(toolsFolder, 'build/published-child.mjs'), args, { execPath: nodeOf(major) });
    child.on('message', (message: Measured) => workloads.push(message));
    child.on('exit', (code) => resolve({ workloads, failed: code !== 0 }));
  });
}

installTools();
installPackages();
const names = positionals.length > 0 ? positionals : Object.keys(cases);
const times = new Map<string, readonly Measured[]>();
let [passed, failed] = [0, 0];
for (const name of names) {
  const built = await build(name);
  for (const major of values.times ? ([26] as const) : ([20, 26] as const)) {
    for (const target of values.times ? (['js'] as const) : (['table', 'js'] as const)) {
      const { workloads, failed: ended } = await run(name, target, major, built);
      passed += workloads.length;
      if (ended) failed++;
      console.log(`${name}, ${target}, Node ${major}: ${workloads.length} workloads${ended ? ', FAILED' : ''}`);
      if (target === 'js' && major === 26) times.set(name, workloads);
    }
  }
}
const report = reportText(times, cases);
console.log(report);
if (values.write) writeFileSync(join(root, 'bench/RESULTS-published.md'), report);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
