import wabtFactory from 'wabt';

const wabt = await wabtFactory();
const features = {
  multi_value: true,
  reference_types: true,
  simd: true,
  threads: true,
  exceptions: true,
  memory64: true,
  bulk_memory: true,
  extended_const: true,
  mutable_globals: true,
};

/** A core module for a test, with its name section. wabt takes the units of a string for bytes, so it gets bytes. */
export function assembleWat(text: string, debugNames = true): Uint8Array {
  const module = wabt.parseWat('test.wat', new TextEncoder().encode(text), features);
  try {
    return module.toBinary({ write_debug_names: debugNames }).buffer;
  } finally {
    module.destroy();
  }
}
