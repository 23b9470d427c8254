import { loadAdapter } from './adapter.js';

export const load = () => loadAdapter('dsl', 'table');
