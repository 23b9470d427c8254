/** Generated JavaScript, imported as it is: in a file, by the engine itself. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { sharedHelpers } from '../../src/backend/js/shared-helpers.ts';
import type { AnyExports } from './fixture.ts';
import { root } from './folders.ts';

/** What every generated module exports. */
export interface GeneratedModule {
  readonly instantiate: (imports?: object, options?: object) => Promise<AnyExports>;
  readonly instantiateSync: (imports?: object, options?: object) => AnyExports;
}

/** In a folder of packages, whose files the test runner leaves alone. */
const folder = join(root, 'node_modules/.cache/itlc-generated');

/** The same text is the same module. */
export async function importGenerated(text: string): Promise<GeneratedModule> {
  for (const [name, content] of Object.entries(await besides(text))) write(join(folder, name), content);
  const path = join(folder, `${createHash('sha256').update(text).digest('hex')}.mjs`);
  write(path, text);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as GeneratedModule;
}

/** The files that have to lie beside a generated module, by name. */
export async function besides(text: string): Promise<Readonly<Record<string, string>>> {
  const isAt = (name: string): boolean => text.includes(`'./${name}'`);
  if (isAt('it_wasi.js')) wasi ??= buildWasi();
  const files = {
    ...(isAt('it_wasi.js') && { 'it_wasi.js': (await wasi) ?? '' }),
    ...(isAt('it_glue.js') && { 'it_glue.js': sharedHelpers('esm') }),
  };
  return Object.keys(files).length > 0 ? { ...files, 'package.json': '{ "type": "module" }\n' } : {};
}

let wasi: Promise<string> | undefined;

async function buildWasi(): Promise<string> {
  const entryPoints = [join(root, 'runtime/wasi/it_wasi.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', platform: 'neutral', write: false });
  return outputFiles[0]?.text ?? '';
}

/** Whole or not at all: other workers may import it meanwhile. */
export function write(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}
