/** Everything that the cases serve or bundle, built anew in an ignored folder. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { root } from '../harness/folders.ts';
import { manual } from '../harness/manual.ts';
import { toolsFolder } from '../harness/tools.ts';

export interface Folders {
  /** The example, built: `out/`, `web/`. */
  readonly fizzbuzz: string;
  /** The guide's greet, and the package as npm would install it. */
  readonly app: string;
  /** The guide's people.cpp as itlc writes it: `out/`, `inline/` with the core module in it, and `cjs/`. */
  readonly people: string;
  /** A core module of more than 8 MB, and a page that loads it. */
  readonly big: string;
  /** The canvas example without embind. */
  readonly canvas: string;
  readonly screenshots: string;
}

export async function buildSite(): Promise<Folders> {
  const folder = join(toolsFolder, 'web');
  rmSync(folder, { recursive: true, force: true });
  const folders = {
    fizzbuzz: join(folder, 'fizzbuzz'),
    app: join(folder, 'app'),
    people: join(folder, 'people'),
    big: join(folder, 'big'),
    canvas: join(folder, 'canvas'),
    screenshots: join(toolsFolder, 'screenshots'),
  };
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  await buildFizzbuzz(folders.fizzbuzz);
  await buildApp(folders.app);
  buildPeople(folders.people);
  await buildBig(folders.big);
  buildCanvas(folders.canvas);
  return folders;
}

async function buildFizzbuzz(folder: string): Promise<void> {
  const example = join(root, 'cpp-examples/fizzbuzz');
  const { build } = (await import(pathToFileURL(join(example, 'build.js')).href)) as {
    build(compile: typeof compileCpp, folder: string): Promise<string>;
  };
  await build(compileCpp, folder);
  cpSync(join(example, 'web'), join(folder, 'web'), { recursive: true });
}

function buildCanvas(folder: string): void {
  const example = join(root, 'cpp-examples/canvas');
  cpSync(example, folder, { recursive: true, filter: (path) => path !== join(example, 'out') });
  run(folder, process.execPath, [join(root, 'bin/itlc.js'), 'canvas.cpp', '-o', 'out/', '-O']);
}

async function buildApp(folder: string): Promise<void> {
  const sources = { 'greet.c': fencedBlock(manual, 'c', 'greet') };
  const flags = ['-Wl,--export=malloc,--export=free'];
  const result = await compileCpp({ sources, flags });
  if (result.kind === 'failed') throw new Error(result.errors);
  writeFileSync(join(folder, 'greet.wasm'), result.wasm);
  writeFileSync(join(folder, 'greet.itl'), fencedBlock(manual, 'lisp', '_lower_string'));
  run(folder, process.execPath, [join(root, 'bin/itlc.js'), 'greet.itl', '-o', 'out/']);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  installPackage(folder);
}

function buildPeople(folder: string): void {
  writeFileSync(join(folder, 'people.cpp'), fencedBlock(manual, 'cpp', 'oldest'));
  const forms = { out: [], inline: ['--inline'], cjs: ['--format', 'cjs', '--loader'] };
  for (const [form, options] of Object.entries(forms)) {
    run(folder, process.execPath, [join(root, 'bin/itlc.js'), 'people.cpp', '-o', `${form}/`, ...options]);
  }
}

/** As npm would install it: packed, so that what `files` leaves out is missing here too. */
export function installPackage(folder: string): void {
  const target = join(folder, 'node_modules/itlc');
  mkdirSync(target, { recursive: true });
  const packed = run(root, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename } = { filename: '' }] = JSON.parse(packed) as readonly { readonly filename: string }[];
  run(folder, 'tar', ['-xzf', filename, '-C', target, '--strip-components=1']);
}

const bigItl = `(module wasm "big.wasm" (func first "first" (param) (result i32)))
(export (func _ "first" (param) (result s32) (as s32 (call first))))
`;

async function buildBig(folder: string): Promise<void> {
  const data = 'A'.repeat(9 << 20);
  const core = `(module (memory (export "memory") 160) (data (i32.const 0) "${data}")
    (func (export "first") (result i32) (i32.load8_u (i32.const 0))))`;
  writeFileSync(join(folder, 'big.wasm'), await assembleWat('big.wat', core));
  writeFileSync(join(folder, 'big.itl'), bigItl);
  run(folder, process.execPath, [join(root, 'bin/itlc.js'), 'big.itl', '-o', 'out/', '--loader']);
  for (const name of ['big.html', 'big.js']) cpSync(join(root, 'test/web/pages', name), join(folder, name));
}

/** @returns what it printed; throws with what it complained about. */
export function run(folder: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

/** The snippet that the guide gives to users of a bundler, with its results shown. */
export const bundledApp = (): string => fencedBlock(manual, 'js', 'modules: {');
