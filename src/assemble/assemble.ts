/** WebAssembly text → binary, and what is done to the binary. The assemblers are large: each is loaded when first needed. */
import { DIRECT_SECTION, type ItlSection, SECTION_NAME, SHIM_SECTION } from '../../runtime/abi.ts';
import { appendCustomSection } from '../core/sections.ts';

/** What adapters use; wabt refuses the rest. */
const features = {
  bulk_memory: true,
  multi_value: true,
  mutable_globals: true,
  reference_types: true,
  sat_float_to_int: true,
  sign_extension: true,
} as const;

let wabt: Promise<Awaited<ReturnType<typeof import('wabt')>>> | undefined;

/** Parentheses that wabt surely takes; it recurses on a small stack of its own and aborts a little later. */
const WABT_DEPTH = 100;

/**
 * Assembles and validates; undefined where code is nested deeper than any assembler takes. Throws for text that is not
 * valid: that is a defect of the back-end, never the user's.
 */
export async function assemble(name: string, text: string): Promise<Uint8Array | undefined> {
  return depthOf(text) <= WABT_DEPTH ? assembleByWabt(name, text) : assembleByBinaryen(text);
}

async function assembleByWabt(name: string, text: string): Promise<Uint8Array> {
  wabt ??= import('wabt').then(({ default: load }) => load());
  // As bytes: wabt takes the characters of a JavaScript string for Latin-1.
  const module = (await wabt).parseWat(`${name}.wat`, new TextEncoder().encode(text), features);
  try {
    module.resolveNames();
    module.validate();
    return module.toBinary({ write_debug_names: true }).buffer;
  } finally {
    module.destroy();
  }
}

/** Slower to load, but it recurses on JavaScript's stack. */
async function assembleByBinaryen(text: string): Promise<Uint8Array | undefined> {
  const { default: binaryen } = await import('binaryen');
  try {
    const module = binaryen.parseText(text);
    module.setFeatures(featureSet(binaryen));
    binaryen.setDebugInfo(true);
    return module.emitBinary();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The deepest nesting of parentheses, those in strings aside. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (token === '(') deepest = Math.max(deepest, ++depth);
    else if (token === ')') depth--;
  }
  return deepest;
}

/** Characters of WebAssembly text from which on optimising takes longer than anybody waits; engines inline small functions too. */
const MUCH_TEXT = 500_000;

/**
 * Assembles and optimises the direct variant, which wabt does not know; undefined where code is nested deeper than the
 * assembler takes. Throws for text that is not valid, as {@link assemble} does.
 */
export async function assembleDirect(text: string): Promise<Uint8Array | undefined> {
  const { default: binaryen } = await import('binaryen');
  let module: ReturnType<typeof binaryen.parseText> | undefined;
  try {
    module = binaryen.parseText(text);
    module.setFeatures(directFeatureSet(binaryen));
    if (module.validate() === 0) throw new Error(`the direct variant is not valid:\n${text}`);
    return text.length > MUCH_TEXT ? emitted(module, binaryen) : optimized(module, binaryen);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    module?.dispose();
  }
}

/** Optimises for speed, then size, as `wasm-opt -O3` does, and keeps function names. */
export async function optimize(binary: Uint8Array): Promise<Uint8Array> {
  const { default: binaryen } = await import('binaryen');
  const module = binaryen.readBinary(binary);
  try {
    module.setFeatures(featureSet(binaryen));
    return optimized(module, binaryen);
  } finally {
    module.dispose();
  }
}

type Binaryen = typeof import('binaryen').default;

type Module = ReturnType<Binaryen['parseText']>;

function optimized(module: Module, binaryen: Binaryen): Uint8Array {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(1);
  module.optimize();
  return emitted(module, binaryen);
}

function emitted(module: Module, binaryen: Binaryen): Uint8Array {
  binaryen.setDebugInfo(true);
  return module.emitBinary();
}

/** Named one by one: `Features.All` includes encodings that no engine takes yet. */
function featureSet({ Features }: Binaryen): number {
  return (
    // What threads share.
    Features.Atomics |
    Features.MutableGlobals |
    Features.NontrappingFPToInt |
    Features.SignExt |
    Features.BulkMemory |
    Features.BulkMemoryOpt |
    Features.ReferenceTypes |
    Features.Multivalue
  );
}

const directFeatureSet = (binaryen: Binaryen): number =>
  featureSet(binaryen) | binaryen.Features.GC | binaryen.Features.MultiMemory;

export interface AdapterSections {
  readonly section: ItlSection;
  readonly direct: Uint8Array | undefined;
  readonly shim: Uint8Array | undefined;
}

/** An adapter with its custom sections, those that there are. */
export function withSections(binary: Uint8Array, { section, direct, shim }: AdapterSections): Uint8Array {
  const described = appendCustomSection(binary, SECTION_NAME, new TextEncoder().encode(JSON.stringify(section)));
  const withShim = shim ? appendCustomSection(described, SHIM_SECTION, shim) : described;
  return direct ? appendCustomSection(withShim, DIRECT_SECTION, direct) : withShim;
}
