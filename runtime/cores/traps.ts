/** Traps of the component's own. */

/** `(unreachable)` */
export function trap(): never {
  throw new WebAssembly.RuntimeError('unreachable');
}
