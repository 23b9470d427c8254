import { join } from 'node:path';
import { root } from '../harness/folders.ts';
import { run } from './build-site.ts';

const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,esnext.disposable', '--types', ''];

const modes = [
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ['--module', 'nodenext'],
];

/** Runs tsc over `types.ts` of a folder, as bundlers and as Node resolve what it imports. */
export function checkTypes(folder: string): void {
  const tsc = join(root, 'node_modules/.bin/tsc');
  for (const mode of modes) run(folder, tsc, ['--ignoreConfig', ...strict, ...mode, 'types.ts']);
}
