/**
 * `npm run bench:plugin`: how long the plugin takes, in seconds by the clock: from the start of a bundler's process to the first core
 * module that a page could have (goal: 4), and from a changed `.cpp` to its new core module (goal: 1.5), soon after the first build and
 * later. In brackets what the process used of processors meanwhile, where Linux says so: a busy machine makes little of a difference to
 * that. The bundlers are those of `npm run test:plugin`, which installs them.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { greeting, inRound, sources } from './sources.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = join(root, '.engines/plugin');
const bundlers = ['vite', 'vite build', 'rollup', 'webpack'];

/** Seconds after the first build, and after each other, that a person takes to change something again. */
const PAUSES = [0.5, 2, 5, 3, 3];

/** The package as it is built, where the bundlers find it. */
function installItlc() {
  if (!existsSync(join(tools, 'node_modules')))
    throw new Error('the bundlers are not there: npm run test:plugin -- vite');
  const target = join(tools, 'node_modules/itlc');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const part of ['dist', 'runtime/cpp', 'package.json'])
    cpSync(join(root, part), join(target, part), { recursive: true });
  const clang = join(tools, 'node_modules/@yowasp');
  if (!existsSync(clang)) symlinkSync(join(root, 'node_modules/@yowasp'), clang);
}

function createProject(source) {
  const folder = join(tools, 'apps/bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = {
    'package.json': '{ "private": true, "type": "module" }\n',
    'index.html': '<!doctype html><title>app</title><output></output><script type="module" src="./main.js"></script>\n',
    'main.js': "import { instantiate } from './component.cpp';\n\nconsole.log(await instantiate());\n",
    'component.cpp': source,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/** Starts a bundler. Its `built` waits for a core module with a greeting. */
function start(name, folder) {
  const env = { ...process.env, ITLC_CACHE: '', NODE_ENV: '' };
  const stdio = ['ignore', 'pipe', 'inherit'];
  const args = [join(root, 'bench/plugin/bundle.js'), name, folder];
  // What does not come within a minute will not come any more.
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio, timeout: 60_000 });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const built = async (wanted) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended without '${wanted}'`);
      if (JSON.parse(value).greeting === wanted) return;
    }
  };
  return { built, used: () => processorTime(child.pid), end: () => child.kill() };
}

/** What a process has used of processors so far, in seconds; Linux says so. */
function processorTime(id) {
  try {
    const [, rest] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ');
    const [user, system] = rest.split(' ').slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return Number.NaN;
  }
}

/** By the clock, and of processors. */
async function timed(work, used) {
  const [begin, before] = [performance.now(), used()];
  await work();
  return { clock: (performance.now() - begin) / 1000, own: used() - before };
}

async function measure(name, source) {
  const folder = createProject(inRound(source, 0));
  const begin = performance.now();
  const { built, used, end } = start(name, folder);
  try {
    await built(greeting(0));
    const times = [{ clock: (performance.now() - begin) / 1000, own: used() }];
    for (const [index, seconds] of name === 'vite build' ? [] : PAUSES.entries()) {
      await pause(1000 * seconds);
      writeFileSync(join(folder, 'component.cpp'), inRound(source, index + 1));
      times.push(await timed(() => built(greeting(index + 1)), used));
    }
    return times;
  } finally {
    end();
  }
}

installItlc();
const chosen = process.argv.slice(2);
console.log(`| | first build | changed after ${PAUSES.map((seconds) => `${seconds} s`).join(' | ')} |`);
console.log(`|---|---:${'|---:'.repeat(PAUSES.length)}|`);
for (const [what, source] of Object.entries(sources))
  for (const name of chosen.length > 0 ? chosen : bundlers) {
    const times = await measure(name, source);
    console.log(
      `| ${name}, ${what} | ${times.map(({ clock, own }) => `${clock.toFixed(2)} (${own.toFixed(2)})`).join(' | ')} |`,
    );
  }
