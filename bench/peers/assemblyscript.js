import { readFile } from 'node:fs/promises';
import { cb, log } from '../host.js';
import { instantiate } from '../out/peers/assemblyscript/work.js';

export async function load() {
  const bytes = await readFile(new URL('../out/peers/assemblyscript/work.wasm', import.meta.url));
  const module = await instantiate(await WebAssembly.compile(bytes), { host: { cb, log } });
  // Strings have two bytes a character there, enums are numbers.
  return Object.assign(Object.create(module), { values: { green: 1, mixedSize: 63 } });
}
