import { cb, log } from '../host.js';
import { instantiate } from '../out/before/dsl/work.js';

export const load = () => instantiate({ host: { cb, log } });
