import { cb, log } from '../host.js';
import { instantiate } from '../out/work.js';

export const load = () => instantiate({ host: { cb, log } });
