import { instantiate } from '../out/prices/prices.js';

export const load = () => instantiate();
