/** UTF-8, made when it is needed: not every host has it from the beginning, and some take long to make it. */

type Codecs = Pick<typeof globalThis, 'TextDecoder' | 'TextEncoder'>;

/** Some test environments leave out what their host has. */
export const codecs = (): Codecs =>
  globalThis.TextDecoder ? globalThis : (globalThis.process.getBuiltinModule('node:util') as unknown as Codecs);

let decoder: TextDecoder | undefined;
let encoder: TextEncoder | undefined;

/** A byte-order mark is data: it stays. Ill-formed bytes become U+FFFD. */
export function utf8Decoder(): TextDecoder {
  decoder ??= new (codecs().TextDecoder)('utf-8', { ignoreBOM: true });
  return decoder;
}

export function utf8Encoder(): TextEncoder {
  encoder ??= new (codecs().TextEncoder)();
  return encoder;
}
