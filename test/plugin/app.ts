/** An application whose page greets, by C++ and by ITL. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assembleWat } from '../harness/assemble-core.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { manual } from '../harness/manual.ts';
import { appsFolder } from './install-bundlers.ts';

export const page =
  '<!doctype html><title>app</title><output></output><script type="module" src="./main.js"></script>\n';

const core = (step: number): string => `(module
  (func (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const ${step}))))`;

const itl = `(module lib "lib.wasm" (func next "next" (param i32) (result i32)))
(export
  (func _ "next" (param $n s32) (result s32) (as s32 (call next (as i32 (local $n))))))
`;

/** What the manual's page about the plugin begins with, and ITL beside it: a greeting of C++, and the number after 1. */
const main = `import { instantiate as numbers } from './numbers.itl';
${fencedBlock(readText(root, 'grammar/plugin.md'), 'js', "'./people.cpp'")}
const { next } = await numbers();
document.querySelector('output').textContent = greet({ name: 'Ada', age: 36 }) + ' ' + next(1);
`;

/** The same in a bundle that may be no ES module, so that it has no top-level await. */
const classic = main.replace(
  /const \{ greet[\s\S]*/,
  `Promise.all([instantiate(), numbers()]).then(([{ greet }, { next }]) => {
  const text = greet({ name: 'Ada', age: 36 }) + ' ' + next(1);
  if (typeof document === 'undefined') console.log(text);
  else document.querySelector('output').textContent = text;
});
`,
);

export class App {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(appsFolder, name);
  }

  readonly path = (...parts: readonly string[]): string => join(this.folder, ...parts);

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  /** Changes a file as an editor would. */
  edit(path: string, before: string, after: string): void {
    const text = this.read(path);
    if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
    this.write(path, text.replace(before, after));
  }

  /** A core module that adds another number. */
  async writeCore(step: number): Promise<void> {
    this.write('src/lib.wasm', await assembleWat('lib.wat', core(step)));
  }
}

/** `src` has the page, `people.cpp` with a header, and `numbers.itl` with its core module. */
export async function createApp(name: string, files: Readonly<Record<string, string>> = {}): Promise<App> {
  const app = new App(name);
  rmSync(app.folder, { recursive: true, force: true });
  const people = fencedBlock(manual, 'cpp', 'oldest');
  const all = {
    'package.json': '{ "private": true, "type": "module" }\n',
    'src/index.html': page,
    'src/main.js': main,
    'src/classic.js': classic,
    'src/people.cpp': `#include "word.h"\n${people.replace('"Hello, "', 'WORD ", "')}`,
    'src/word.h': '#pragma once\n#define WORD "Hello"\n',
    'src/numbers.itl': itl,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) app.write(path, text);
  await app.writeCore(1);
  return app;
}

/** A page of its own beside what a bundler wrote. */
export function addPage(app: App, folder: string): void {
  cpSync(app.path('src/index.html'), app.path(folder, 'index.html'));
}
