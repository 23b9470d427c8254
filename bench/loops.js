/**
 * The loops that are timed, as a module: a function's text for each workload, so that each has its own inline caches and
 * nothing that was optimised for another. Written ahead of time, since a page's policy lets nobody make code from text.
 */
import { values, workloads } from './workloads.js';

const names = Object.keys(values).join(', ');

/** `make` gives the loop for a function, `one` calls it once, for the check. */
const textOf = ({ call, use = 'result' }) => `{
  make: (f, { ${names} }) => (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const result = ${call};
      sum += ${use};
    }
    return sum;
  },
  one: (f, { ${names} }, i = 2) => ${call},
}`;

/** `loops`, in the order of the workloads. */
export const loopsText = () => `export const loops = [\n${workloads.map(textOf).join(',\n')},\n];\n`;
