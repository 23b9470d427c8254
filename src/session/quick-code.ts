import { setFlagsFromString } from 'node:v8';

const quick = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
const usual = ['--wasm-tier-up', '--wasm-dynamic-tiering'];

/**
 * Has V8 leave WebAssembly as its fast compiler makes it, as long as the work goes on. The assemblers are megabytes of it
 * and run for a tenth of a second: to optimise them takes ten times as long, and the process waits for it at its end.
 */
export async function inQuickCode<T>(work: () => Promise<T>): Promise<T> {
  setFlags(quick);
  try {
    return await work();
  } finally {
    setFlags(usual);
  }
}

function setFlags(flags: readonly string[]): void {
  try {
    flags.forEach(setFlagsFromString);
  } catch {
    // Not V8: it only takes longer.
  }
}
