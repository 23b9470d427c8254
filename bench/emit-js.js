/** Writes the JavaScript of a component beside its core module. */

import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compile } from '../dist/index.js';

/** @param path of an .itl; `.js` beside it is written */
export async function emitJs(path) {
  const readCore = (core) => readFileSync(join(dirname(path), core));
  const { js, diagnostics } = await compile({ path, text: await readFile(path, 'utf8') }, { emit: ['js'], readCore });
  if (js === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  await writeFile(path.replace(/\.itl$/, '.js'), js);
}
