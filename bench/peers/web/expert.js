/** The expert's glue in a page. */
import { cb, log } from '../host.js';
import { instantiate } from '../peers/expert-glue.js';

const core = new URL('../out/core.wasm', import.meta.url);
const start = (imports) => WebAssembly.instantiateStreaming(fetch(core), imports);

export async function load() {
  const glue = await instantiate(start, { log });
  return { ...glue, each: (count) => glue.each(cb, count) };
}
