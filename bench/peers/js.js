import { cb, log } from '../host.js';
import { instantiate } from '../out/dsl/work.js';

export const load = () => instantiate({ host: { cb, log } });
