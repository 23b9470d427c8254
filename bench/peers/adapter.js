/** itlc's adapter for the workload, as its users have it. */
import { fileURLToPath } from 'node:url';
import { cb, log } from '../host.js';
import { instantiate } from '../out/it_loader.js';

const adapter = fileURLToPath(new URL('../out/it_work.wasm', import.meta.url));

export const loadAdapter = (variant) => instantiate(adapter, { host: { cb, log } }, { variant });
