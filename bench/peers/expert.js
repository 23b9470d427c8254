import { cb, log } from '../host.js';
import { instantiate } from './expert-glue.js';

export async function load() {
  const glue = await instantiate(new URL('../out/core.wasm', import.meta.url), { log });
  return { ...glue, each: (count) => glue.each(cb, count) };
}
