import { cb, log } from '../host.js';
import { instantiate } from '../out/before/work.js';

export const load = () => instantiate({ host: { cb, log } });
