import { createRequire } from 'node:module';
import { cb, log } from '../host.js';

export async function load() {
  // Emscripten 3.1.6 takes whatever has it for a browser.
  delete globalThis.fetch;
  const module = await createRequire(import.meta.url)('../out/peers/embind/work.js')();
  return {
    ...module,
    each: (count) => module.each(cb, count),
    logs: (count) => module.logs(log, count),
    values: { green: module.Color.green },
  };
}
