/** Strings between JavaScript and linear memory, in each encoding. */
import { UTF8_SCRATCH } from '../abi.ts';
import { stringOf } from '../loader/mismatch.ts';
import type { CoreModule } from '../loader/modules.ts';
import { isLatin1, latin1Size, liftLatin1, liftUtf16, lowerLatin1, lowerUtf16 } from '../values/code-units.ts';
import { liftStrictText, liftStrictUtf16 } from '../values/strict-text.ts';
import { liftText, liftUpToNul, lowerText, lowerTextInto, sizeOfText } from '../values/text.ts';
import { utf8Encoder } from '../values/utf8-codecs.ts';
import { type Host, type HostFunctions, onMemory } from './host.ts';

/** Made when it is asked for: what nobody asks for, bundlers leave out. */
export const textFunctions = () =>
  ({
    string_len:
      ({ reach }) =>
      (text: unknown) =>
        sizeOfText(reach.text, stringOf(text)),
    mem_to_string:
      ({ reach }) =>
      (module: CoreModule, name: number, pointer: number, bytes: number) =>
        liftText(reach(module, name), pointer, bytes),
    mem_to_c_string: onMemory(liftUpToNul),
    mem_to_strict_string: onMemory(liftStrictText),
    string_to_mem:
      ({ reach }) =>
      (module: CoreModule, name: number, text: unknown, pointer: number) => {
        lowerText(reach(module, name), stringOf(text), pointer);
      },
    string_into_mem: onMemory((memory, text: unknown, pointer: number, room: number) =>
      lowerTextInto(memory, stringOf(text), pointer, room),
    ),
    utf16_len: () => (text: unknown) => stringOf(text).length,
    mem_to_utf16: onMemory(liftUtf16),
    utf16_to_mem: onMemory((memory, text: unknown, pointer: number) => lowerUtf16(memory, stringOf(text), pointer)),
    mem_to_strict_utf16: onMemory(liftStrictUtf16),
    is_latin1: () => (text: unknown) => +isLatin1(stringOf(text)),
    latin1_len: () => (text: unknown) => latin1Size(stringOf(text)),
    mem_to_latin1: onMemory(liftLatin1),
    latin1_to_mem: onMemory((memory, text: unknown, pointer: number) => lowerLatin1(memory, stringOf(text), pointer)),
    encode_string: createScratchEncoder,
    literal: ({ readName }) => readName,
  }) satisfies HostFunctions;

/** Always asked for the same address. */
function createScratchEncoder({ instance }: Host) {
  let area = new Uint8Array(0);
  return (text: string, address: number): number => {
    // The first time, and after the memory has grown.
    if (area.length === 0) {
      area = new Uint8Array((instance.adapter._it_memory as WebAssembly.Memory).buffer, address, UTF8_SCRATCH);
    }
    const { read, written } = utf8Encoder().encodeInto(text, area);
    return read === text.length ? written : -1;
  };
}
