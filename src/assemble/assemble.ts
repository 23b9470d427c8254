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

/** Assembles and validates. Throws for text that is not valid: that is a defect of the back-end, never the user's. */
export async function assemble(name: string, text: string): Promise<Uint8Array> {
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
