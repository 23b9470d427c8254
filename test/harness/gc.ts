import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Runs the collector, without a flag of the process's. */
export const gc = runInNewContext('gc') as () => void;
