import { loadAdapter } from './adapter.js';

export const load = () => loadAdapter('itl', 'table');
