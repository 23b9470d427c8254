/**
 * The direct variant: a module inside of the adapter's file that imports its core modules' functions and memories.
 * Engines without js-string builtins, GC arrays or several memories run the table variant.
 */
import { ItlLinkError, reason } from './errors.ts';
import type { Instance } from './instance.ts';
import { createImports } from './modules.ts';

/** Names of abi.ts, whose tables no bundle needs. */
const directSection = 'itl.direct';
const shimSection = 'itl.shim';

export interface Direct {
  readonly adapter: WebAssembly.Module;
  /** What core modules import in the adapter's place until that is there. */
  readonly shim: WebAssembly.Module | undefined;
}

/**
 * An array type, two memories, and one of the engine's string functions with a signature that it has not: valid for an
 * engine that has the first two, not valid any more for one that is asked for the third and knows it.
 */
const probe = Uint8Array.from(
  '\0asm\x01\0\0\0\x01\x07\x02^w\0`\0\0\x02\x19\x01\x0ewasm:js-string\x06length\0\x01\x05\x05\x02\0\0\0\0',
  (character) => character.charCodeAt(0),
);
const withBuiltins = { builtins: ['js-string'] };
let supported: boolean | undefined;

/** Whether the engine can run direct variants. */
export function supportsDirect(): boolean {
  supported ??= WebAssembly.validate(probe) && !WebAssembly.validate(probe, withBuiltins);
  return supported;
}

/** `undefined` where the adapter has no such variant or the engine cannot run it. */
export async function compileDirect(outer: WebAssembly.Module): Promise<Direct | undefined> {
  const [bytes] = WebAssembly.Module.customSections(outer, directSection);
  const [shim] = WebAssembly.Module.customSections(outer, shimSection);
  if (bytes === undefined || !supportsDirect()) return undefined;
  try {
    const adapter = await WebAssembly.compile(bytes, withBuiltins);
    return { adapter, shim: shim && (await WebAssembly.compile(shim)) };
  } catch {
    // Not every host compiles at run time.
    return undefined;
  }
}

/** The direct variant does not fit the core modules: a function of another signature, a memory that is shared or gone. */
export class DirectLinkError extends ItlLinkError {}

export const linkShim = async ({ shim }: Direct): Promise<WebAssembly.Exports> =>
  shim === undefined ? {} : (await WebAssembly.instantiate(shim)).exports;

/** Instantiates the adapter where so far the shim's exports stand for it. `linked` is what both variants import. */
export async function linkDirect(
  label: string,
  { adapter }: Direct,
  { adapter: shim, modules }: Instance,
  linked: WebAssembly.Imports,
): Promise<WebAssembly.Exports> {
  const imports: WebAssembly.Imports = Object.assign(createImports(), linked);
  // Any JavaScript value can stand for a global of type externref; TypeScript does not know.
  imports._it_modules = { ...modules } as unknown as WebAssembly.ModuleImports;
  imports._it_shim = shim as WebAssembly.ModuleImports;
  for (const [index, { exports }] of modules.entries()) {
    imports[`_it_core:${index}`] = exports as WebAssembly.ModuleImports;
  }
  try {
    return (await WebAssembly.instantiate(adapter, imports)).exports;
  } catch (cause) {
    if (!(cause instanceof WebAssembly.LinkError)) throw cause;
    throw new DirectLinkError(`cannot link the direct variant of ${label}: ${reason(cause)}`, { cause });
  }
}
