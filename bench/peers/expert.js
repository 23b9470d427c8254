import { readFile } from 'node:fs/promises';
import { cb, log } from '../host.js';
import { instantiate } from './expert-glue.js';

const core = new URL('../out/core.wasm', import.meta.url);
const start = async (imports) => WebAssembly.instantiate(await readFile(core), imports);

export async function load() {
  const glue = await instantiate(start, { log });
  return { ...glue, each: (count) => glue.each(cb, count) };
}
