import { loadJco } from './jco/load.js';

export const load = () => loadJco('jco-1.8');
