/** The loader as users get it: minified, with short names for its own properties. */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildResult } from 'esbuild';
// @ts-expect-error plain JavaScript
import { buildLoader } from '../../runtime/build.js';
import type { instantiate } from '../../runtime/it_loader.ts';
import { root } from './folders.ts';
import { write } from './generated-module.ts';

type Loader = { readonly instantiate: typeof instantiate };

async function make(): Promise<Loader> {
  const built: readonly BuildResult<{ write: false }>[] = await buildLoader({ write: false });
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  const hash = createHash('sha256')
    .update(files.map(({ text }) => text).join(''))
    .digest('hex');
  const folder = join(root, 'node_modules/.cache/itlc-loader', hash);
  write(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const { path, text } of files) write(join(folder, basename(path)), text);
  return import(/* @vite-ignore */ pathToFileURL(join(folder, 'it_loader.js')).href) as Promise<Loader>;
}

let made: Promise<Loader> | undefined;

/** Made when a test first asks for it. */
export function shippedLoader(): Promise<Loader> {
  made ??= make();
  return made;
}
