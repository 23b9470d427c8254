/** What `--loader` writes: imported and required, on every engine, whatever the application's package.json says. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/folders.ts';
import { nodeOf, tool } from '../harness/tools.ts';
import { run } from './build-site.ts';
import type { Case, Web } from './case.ts';
import { checkTypes } from './check-types.ts';

interface Engine {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

export const engines: readonly Engine[] = [
  ...[20, 22, 24, 26].map((major): Engine => ({ name: `Node ${major}`, command: [nodeOf(major)] })),
  { name: 'Deno', command: [tool('deno'), 'run', '--allow-read'] },
  { name: 'Bun', command: [tool('bun')] },
];

const packages: Readonly<Record<string, object | undefined>> = {
  none: undefined,
  typeless: { name: 'mine' },
  commonjs: { type: 'commonjs' },
  module: { type: 'module' },
};

const imports = `import { instantiate, ItlTypeError } from './out/it_loader.js';
const { greet } = await instantiate(new URL('./out/it_greet.wasm', import.meta.url));
try {
  greet(42);
} catch (error) {
  console.log(greet('Ada'), error instanceof ItlTypeError);
}
`;

const requires = `const { instantiate, ItlTypeError } = require('./out/it_loader.js');
const { join } = require('node:path');
instantiate(join(__dirname, 'out/it_greet.wasm')).then(({ greet }) => {
  try {
    greet(42);
  } catch (error) {
    console.log(greet('Ada'), error instanceof ItlTypeError);
  }
});
`;

const types = `import { type Exports, type Imports, ItlLinkError, instantiate, type InstantiateOptions, type Source } from './out/it_loader.js';
import type * as greet from './out/greet.js';
const options: InstantiateOptions = { modules: { 'greet.wasm': new URL('https://example.org') } };
const source: Source = 'out/it_greet.wasm';
const imported: Imports = {};
export const untyped: Promise<Exports> = instantiate(source, imported, options);
export const typed: Promise<string> = instantiate<greet.Exports>(source).then((made) => made.greet('Ada'));
export const code: 'ITL_LINK' = new ItlLinkError('').code;
// @ts-expect-error: nothing is no module
instantiate(undefined);
`;

/** An application of the kind, with the adapter and the loader in `out`. */
function createCopy({ app }: Web, kind: string): string {
  const folder = join(app, 'copies', kind);
  mkdirSync(folder, { recursive: true });
  const content = packages[kind];
  if (content !== undefined) writeFileSync(join(folder, 'package.json'), JSON.stringify(content));
  run(app, process.execPath, [join(root, 'bin/itlc.js'), 'greet.itl', '-o', join(folder, 'out'), '--loader']);
  for (const [name, text] of Object.entries({ 'imports.mjs': imports, 'requires.cjs': requires, 'types.ts': types })) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const runCases: readonly Case[] = Object.keys(packages).map((kind) => ({
  name: `the loader's copy, package.json: ${kind}`,
  async run(web) {
    const folder = createCopy(web, kind);
    for (const { name, command } of engines) {
      const [program, ...args] = command;
      for (const script of ['imports.mjs', 'requires.cjs'])
        assert.equal(run(folder, program, [...args, script]), 'Hello, Ada! true\n', `${name}, ${script}`);
    }
  },
}));

export const copyCases: readonly Case[] = [
  ...runCases,
  {
    name: "the types of the loader's copy need nothing else",
    run: async (web) => {
      for (const kind of ['commonjs', 'module']) checkTypes(createCopy(web, kind));
    },
  },
];
