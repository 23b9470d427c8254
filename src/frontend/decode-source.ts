import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { notUtf8, webAssemblyInsteadOfText } from '../diagnostics/syntax.ts';

/** The text of a source file's bytes, without a byte-order mark. Ill-formed UTF-8 and WebAssembly are reported once. */
export function decodeSource(path: string, bytes: Uint8Array, sink: DiagnosticSink): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (text.startsWith('\0asm')) {
    sink.add(webAssemblyInsteadOfText(path));
    return text;
  }
  const offset = text.includes('\ufffd') ? firstReplaced(bytes, text) : undefined;
  if (offset !== undefined) {
    const line = 1 + bytes.subarray(0, offset).filter((byte) => byte === NEW_LINE).length;
    sink.add(notUtf8(path, bytes[offset] ?? 0, offset, line));
  }
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const NEW_LINE = 0x0a;
/** U+FFFD is EF BF BD: how far in front of a byte of it the whole begins. */
const bytesBefore: Readonly<Record<number, number>> = { 191: 1, 189: 2 };

/** Where the decoder put a U+FFFD that the bytes do not have. */
function firstReplaced(bytes: Uint8Array, text: string): number | undefined {
  const encoded = new TextEncoder().encode(text);
  const different = encoded.findIndex((byte, index) => byte !== bytes[index]);
  return different < 0 ? undefined : different - (bytesBefore[encoded[different] ?? 0] ?? 0);
}
