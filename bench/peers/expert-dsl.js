import { readFile } from 'node:fs/promises';
import { cb, log } from '../host.js';
import { instantiate } from './expert-dsl-glue.js';

const core = new URL('../out/expert-dsl.wasm', import.meta.url);
const start = async (imports) => WebAssembly.instantiate(await readFile(core), imports);

export const load = () => instantiate(start, { cb, log });
