/** The same by the adapters that itlc makes besides: WebAssembly around WebAssembly, and a loader for it. */
import { instantiate } from '../out/it_loader.js';

/** @typedef {import('./fizzbuzz.js').Print} Print */

/**
 * An adapter finds its core module beside itself.
 * @param {string} name
 * @param {import('../out/it_loader.js').Imports} [imports]
 */
const load = (name, imports = {}) => instantiate(new URL(`../out/it_${name}.wasm`, import.meta.url), imports);

/**
 * @param {Print} print gets what the C++ prints
 * @returns {Promise<(limit: number) => void>}
 */
export async function loadFizzbuzz(print) {
  const [fizz, buzz] = await Promise.all([load('fizz'), load('buzz')]);
  const { fizzbuzz } = await load('fizzbuzz', { fizz, buzz, console: { log: print, logInt: print } });
  return fizzbuzz;
}
