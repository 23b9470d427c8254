import { readdirSync } from 'node:fs';
import wabt from 'wabt';
import { readText } from './folders.ts';

const features = {
  exceptions: true,
  reference_types: true,
  multi_value: true,
  mutable_globals: true,
  sign_extension: true,
  bulk_memory: true,
  sat_float_to_int: true,
  threads: true,
  memory64: true,
  annotations: true,
} as const;

const loading = wabt();

export async function assembleWat(name: string, text: string): Promise<Uint8Array> {
  const module = (await loading).parseWat(name, text, features);
  try {
    // It reads shared memories, but does not let them pass.
    if (!/ shared\)/.test(text)) module.validate();
    return module.toBinary({ write_debug_names: true }).buffer;
  } finally {
    module.destroy();
  }
}

/** Every `NAME.wat` of a folder as `NAME.wasm`, and every `NAME.raw` as it is. */
export async function assembleCores(folder: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const names = readdirSync(folder).filter((name) => /\.(wat|raw)$/.test(name));
  const built = names.map(async (name) => {
    const text = readText(folder, name);
    const bytes = name.endsWith('.raw') ? new TextEncoder().encode(text) : await assembleWat(name, text);
    return [name.replace(/\.\w+$/, '.wasm'), bytes] as const;
  });
  return Object.fromEntries(await Promise.all(built));
}
