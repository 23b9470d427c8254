/** Whether functions of core modules have the types that itlc read: a module may have been built again since. */
import { ItlLinkError } from '../values/errors.ts';

/**
 * The engine compares the types when it links. A function of JavaScript's is of any type, and a host that compiles
 * nothing now finds out when it calls.
 *
 * @param signatures - a module that imports such functions: see signature-module.ts
 * @throws ItlLinkError for a function of another type
 */
export function checkSignatures(
  functions: readonly unknown[],
  path: string,
  names: readonly string[],
  signatures: BufferSource,
): void {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(signatures), { '': functions as never });
  } catch (cause) {
    // The first number in any engine's words is that of the import.
    if (cause instanceof WebAssembly.LinkError)
      throw new ItlLinkError(
        `core module '${path}' exports '${names[Number(/\d+/.exec(cause.message))]}' with another type than itlc read: has it changed since?`,
        { cause },
      );
  }
}
