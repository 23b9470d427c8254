/**
 * `npm run bench:peers`: builds other generators' versions of the workload, from the sources in peers/, with their own
 * tools. What is on npm goes into out/tools, in the versions below; Emscripten is the machine's (`apt-get install
 * emscripten`). Whatever cannot be built is in out/peers/built.json with the reason, and `npm run bench` repeats it.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileCpp } from '../.build/clang.js';
import { out } from './build.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const tools = join(out, 'tools');
const listed = join(out, 'peers/built.json');

/** Two of jco's: the newer has every call keep the books of the component model's async. */
const packages = {
  jco: '@bytecodealliance/jco@1.35.0',
  'jco-1.8': 'jco-1.8@npm:@bytecodealliance/jco@1.8.1',
  assemblyscript: 'assemblyscript@0.28.20',
};

const programs = {
  jco: '@bytecodealliance/jco/dist/jco.js',
  'jco-1.8': 'jco-1.8/src/jco.js',
  assemblyscript: 'assemblyscript/bin/asc.js',
};

/** By peer: builds into its folder and gives the generator's name and version. */
const builders = {
  async embind(folder) {
    const { stdout } = await run('emcc', ['--version']);
    const source = join(here, 'peers/embind/work.cpp');
    const flags = ['-O2', '--bind', '-sMODULARIZE', '-sENVIRONMENT=node', '-o', join(folder, 'work.js')];
    // Where Debian has the minifier that its emcc calls.
    await run('emcc', [source, ...flags], { env: { ...process.env, NODE_PATH: '/usr/share/nodejs' } });
    // Emscripten 3.1.6 writes CommonJS.
    await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
    return `Emscripten ${/\d+\.\d+\.\d+/.exec(stdout)?.[0]}`;
  },
  jco: (folder) => buildComponent('jco', folder),
  'jco-1.8': (folder) => buildComponent('jco-1.8', folder),
  /** Itlc over the very component that jco has. */
  async component(folder) {
    const source = join(out, 'peers/jco-1.8/component.wasm');
    const made = join(folder, 'work.component.wasm');
    await copyFile(source, made);
    await run(process.execPath, [join(here, '../bin/itlc.js'), made, '-o', folder, '--emit', 'js', '--quiet']);
    return `itlc ${JSON.parse(await readFile(join(here, '../package.json'), 'utf8')).version}`;
  },
  /** Nothing is built: it takes the core module that itlc has written. */
  'expert-component': () => Promise.resolve('by hand, over the core module of the component'),
  async assemblyscript(folder) {
    const flags = ['-O3', '--noAssert', '--enable', 'reference-types', '--bindings', 'raw'];
    await tool('assemblyscript', [
      join(here, 'peers/assemblyscript/work.ts'),
      ...flags,
      '-o',
      join(folder, 'work.wasm'),
    ]);
    return `AssemblyScript ${versionOf('assemblyscript')}`;
  },
};

/** C to a core module, with the WIT embedded; that to a component; that to JavaScript and core modules. */
async function buildComponent(name, folder) {
  const core = join(folder, 'core.wasm');
  const embedded = join(folder, 'embedded.wasm');
  const component = join(folder, 'component.wasm');
  await compileC(join(here, 'peers/jco/work.c'), core);
  // By the older one for both: the newer one's cannot find files on some machines.
  await tool('jco-1.8', ['embed', core, '--wit', join(here, 'peers/jco/work.wit'), '-n', 'work', '-o', embedded]);
  await tool('jco-1.8', ['new', embedded, '-o', component]);
  const host = ['--map', 'bench:work/host=../../../peers/jco/host.js'];
  // As files, as the others have them, not as text in the JavaScript.
  const flags = ['--no-typescript', '--base64-cutoff', '0', '--name', 'work', '-q'];
  await tool(name, ['transpile', component, '-o', folder, ...flags, ...host]);
  return `jco ${versionOf(name)}`;
}

async function compileC(source, output) {
  const sources = { 'work.h': await readFile(join(here, 'work.h'), 'utf8'), 'work.c': await readFile(source, 'utf8') };
  const result = await compileCpp({ sources, flags: [] });
  if (result.kind === 'failed') throw new Error(`${source} does not compile:\n${result.errors}`);
  await writeFile(output, result.wasm);
}

const run = promisify(execFile);
const tool = (name, args) => run(process.execPath, [join(tools, 'node_modules', programs[name]), ...args]);
const versionOf = (name) => /@([\d.]+)$/.exec(packages[name])?.[1];

/** Once: as long as the versions stay what they are. */
async function installTools() {
  const wanted = `${JSON.stringify({ private: true, packages }, undefined, 1)}\n`;
  const path = join(tools, 'package.json');
  if ((await readFile(join(tools, 'installed.json'), 'utf8').catch(() => '')) === wanted) return;
  await rm(tools, { recursive: true, force: true });
  await mkdir(tools, { recursive: true });
  await writeFile(path, '{ "private": true }\n');
  console.error('installing jco and AssemblyScript into bench/out/tools, 600 MB …');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error'];
  await run('npm', ['install', ...flags, ...Object.values(packages)], {
    cwd: tools,
    shell: process.platform === 'win32',
  });
  await writeFile(join(tools, 'installed.json'), wanted);
}

/** A line for a table: what went wrong, not where in the tool. */
const reasonOf = (error) =>
  error.code === 'ENOENT'
    ? `${error.path} is not there${error.path === 'emcc' ? ': apt-get install emscripten' : ''}`
    : String(error.stderr || error.message)
        .trim()
        .split('\n')[0]
        .slice(0, 200);

/** By peer: `version`, or `missing` with the reason. */
export const builtPeers = async () => {
  const nothing = Object.keys(builders).map((name) => [name, { missing: 'not built: npm run bench:peers builds it' }]);
  const found = await readFile(listed, 'utf8').catch(() => '{}');
  return { ...Object.fromEntries(nothing), ...JSON.parse(found) };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installTools().catch((error) => console.error(`npm cannot install the tools: ${reasonOf(error)}`));
  const built = {};
  for (const [name, build] of Object.entries(builders)) {
    const folder = join(out, 'peers', name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    built[name] = await build(folder).then(
      (version) => ({ version }),
      (error) => ({ missing: reasonOf(error) }),
    );
    console.log(`${name}: ${built[name].version ?? `not built: ${built[name].missing}`}`);
  }
  await writeFile(listed, `${JSON.stringify(built, undefined, 1)}\n`);
}
