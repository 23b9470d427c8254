/** Whether functions of core modules have the types that itlc read: a module may have been built again since. */
import { ItlLinkError } from '../values/errors.ts';
import { fromHexadecimal } from '../values/hexadecimal.ts';

/**
 * The engine compares the types when it links. A function of JavaScript's is of any type, and a host that compiles
 * nothing now finds out when it calls.
 *
 * @param signatures - a module that imports such functions, in hexadecimal digits: see signature-module.ts
 * @throws ItlLinkError for a function of another type
 */
export function checkSignatures(
  functions: readonly unknown[],
  path: string,
  names: readonly string[],
  signatures: string,
): void {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(fromHexadecimal(signatures)), { '': functions as never });
  } catch (cause) {
    if (!(cause instanceof WebAssembly.LinkError)) return;
    // The first number in any engine's words is that of the import.
    const name = names[Number(/\d+/.exec(cause.message))];
    throw new ItlLinkError(
      `core module '${path}' exports '${name}' with another type than itlc read: has it changed since?`,
      { cause },
    );
  }
}
