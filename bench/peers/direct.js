import { cb, log } from '../host.js';
import { instantiate } from '../out/it_loader.js';

const adapter = new URL('../out/dsl/it_work.wasm', import.meta.url);

export const load = () => instantiate(adapter, { host: { cb, log } }, { variant: 'direct' });
