/** The three components, linked: the exports of two are the imports of the third. */
import * as buzz from '../out/buzz.js';
import * as fizz from '../out/fizz.js';
import { instantiate } from '../out/fizzbuzz.js';

/** @typedef {(line: string | number) => void} Print */

/**
 * Each finds its core module beside itself.
 * @param {Print} print gets what the C++ prints
 * @returns {Promise<(limit: number) => void>}
 */
export async function loadFizzbuzz(print) {
  const [three, five] = await Promise.all([fizz.instantiate(), buzz.instantiate()]);
  const { fizzbuzz } = await instantiate({ fizz: three, buzz: five, console: { log: print, logInt: print } });
  return fizzbuzz;
}
