import { instantiate } from '../out/it_loader.js';

const adapter = new URL('../out/prices/it_prices.wasm', import.meta.url);

export const load = () => instantiate(adapter, {}, { variant: 'table' });
