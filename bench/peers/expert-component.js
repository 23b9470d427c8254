import { readFile } from 'node:fs/promises';
import { cb, log } from '../host.js';
import { instantiate } from './expert-component-glue.js';

/** The one of the component's core modules that holds code. */
const core = new URL('../out/peers/component/work.core2.wasm', import.meta.url);
const start = async (imports) => WebAssembly.instantiate(await readFile(core), imports);

export const load = () => instantiate(start, { cb, log });
