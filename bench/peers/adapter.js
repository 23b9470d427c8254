/** itlc's adapters for the workload, as its users have them. */
import { fileURLToPath } from 'node:url';
import { cb, log } from '../host.js';
import { instantiate } from '../out/it_loader.js';

const adapters = { dsl: '../out/dsl/it_work.wasm', itl: '../out/it_work.wasm' };

export const loadAdapter = (from, variant) =>
  instantiate(fileURLToPath(new URL(adapters[from], import.meta.url)), { host: { cb, log } }, { variant });
