/** The expert's glue for the C++ of the DSL, in a page. */
import { cb, log } from '../host.js';
import { instantiate } from '../peers/expert-dsl-glue.js';

const core = new URL('../out/expert-dsl.wasm', import.meta.url);
const start = (imports) => WebAssembly.instantiateStreaming(fetch(core), imports);

export const load = () => instantiate(start, { cb, log });
