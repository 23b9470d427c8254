/**
 * The direct variant: a module inside of the adapter's file that imports its core modules' functions and memories.
 * Engines without js-string builtins, GC arrays or several memories run the table variant.
 */
import { DIRECT_SECTION, directModules, SHIM_SECTION } from '../abi.ts';
import type { Adapter } from './adapter.ts';
import type { Instance } from './instance.ts';

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

/** Compiles the variant that is going to run; `undefined` for the table variant, where the adapter or the engine has no other. */
export function compileVariant(adapter: Adapter, isTable: boolean): Promise<Direct | undefined> {
  const bytes = adapter.section(DIRECT_SECTION);
  const compiling =
    isTable || bytes === undefined || !supportsDirect()
      ? adapter.table().then(() => undefined)
      : compileDirect(bytes, adapter);
  // Where something else fails first, nobody waits for it.
  compiling.catch(() => {});
  return compiling;
}

async function compileDirect(bytes: BufferSource, { section }: Adapter): Promise<Direct | undefined> {
  const shimBytes = section(SHIM_SECTION);
  try {
    const [adapter, shim] = await Promise.all([
      WebAssembly.compile(bytes, withBuiltins),
      shimBytes && WebAssembly.compile(shimBytes),
    ]);
    return { adapter, shim };
  } catch {
    // Not every host compiles at run time.
    return undefined;
  }
}

/** What the adapter imports: `linked`, and its core modules; so far the shim's exports stand for its own. */
export function directImports({ adapter, modules }: Instance, linked: WebAssembly.Imports): WebAssembly.Imports {
  // Any JavaScript value can stand for a global of type externref; TypeScript does not know.
  const imports: Record<string, unknown> = {
    ...linked,
    [directModules.instances]: modules,
    [directModules.shim]: adapter,
  };
  modules.forEach(({ exports }, index) => {
    imports[`${directModules.core}${index}`] = exports;
  });
  return imports as WebAssembly.Imports;
}
