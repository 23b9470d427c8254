import { setFlagsFromString } from 'node:v8';

const quick = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
const usual = ['--wasm-tier-up', '--wasm-dynamic-tiering'];

/** How much of such work goes on: V8 has its flags for the whole process. */
let going = 0;

/**
 * Has V8 leave WebAssembly as its fast compiler makes it, as long as the work goes on. Assemblers and clang are megabytes of
 * it and run for moments: to optimise them takes longer than they gain by it, and the process waits for it at its end.
 */
export async function inQuickCode<T>(work: () => Promise<T>): Promise<T> {
  if (going++ === 0) setFlags(quick);
  try {
    return await work();
  } finally {
    if (--going === 0) setFlags(usual);
  }
}

function setFlags(flags: readonly string[]): void {
  try {
    flags.forEach(setFlagsFromString);
  } catch {
    // Not V8: it only takes longer.
  }
}
