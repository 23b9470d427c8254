/** WebAssembly text → binary, and what is done to the binary. The assemblers are large: each is loaded when first needed. */
import { type ItlSection, SECTION_NAME } from '../../runtime/abi.ts';
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

/** Optimises for speed, then size, as `wasm-opt -O3` does, and keeps function names. */
export async function optimize(binary: Uint8Array): Promise<Uint8Array> {
  const { default: binaryen } = await import('binaryen');
  const module = binaryen.readBinary(binary);
  try {
    module.setFeatures(featureSet(binaryen));
    binaryen.setOptimizeLevel(3);
    binaryen.setShrinkLevel(1);
    binaryen.setDebugInfo(true);
    module.optimize();
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

/** Named one by one: `Features.All` includes encodings that no engine takes yet. */
function featureSet({ Features }: typeof import('binaryen').default): number {
  return (
    Features.MutableGlobals |
    Features.NontrappingFPToInt |
    Features.SignExt |
    Features.BulkMemory |
    Features.BulkMemoryOpt |
    Features.ReferenceTypes |
    Features.Multivalue
  );
}

export const withSection = (binary: Uint8Array, section: ItlSection): Uint8Array =>
  appendCustomSection(binary, SECTION_NAME, new TextEncoder().encode(JSON.stringify(section)));
