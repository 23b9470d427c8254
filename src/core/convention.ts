/** How a tool chain passes what is no number: what `init` suggests depends on it. */
import type { ModuleInterface } from './module-interface.ts';

/**
 * `wasm-bindgen`: pointer and length go in, the callee frees them; what comes back lies in a return area or is two results.
 * `assemblyscript`: objects of its collector, strings in UTF-16 with their size in front. `plain`: C, C++, Zig, TinyGo, Rust's
 * `extern "C"`: pointers that the caller frees.
 */
export type Convention = 'wasm-bindgen' | 'assemblyscript' | 'plain';

export function conventionOf(module: ModuleInterface): Convention {
  const fields = module.exports.map(({ field }) => field);
  if (fields.some((field) => field.startsWith('__wbindgen_'))) return 'wasm-bindgen';
  if (fields.includes('__new') && fields.includes('__pin')) return 'assemblyscript';
  return 'plain';
}
