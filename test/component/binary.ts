/** Component binaries, byte by byte. */

export const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];

/** Sections shorter than 128 bytes. */
export const section = (id: number, ...content: readonly number[]): readonly number[] => [
  id,
  content.length,
  ...content,
];

/** A section of definitions. */
export const definitions = (id: number, ...items: readonly (readonly number[])[]): readonly number[] =>
  section(id, items.length, ...items.flat());

export const component = (...sections: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...PREAMBLE, ...sections.flat()]);

export const name = (text: string): readonly number[] => [text.length, ...new TextEncoder().encode(text)];

/** Of an import or export. */
export const externName = (text: string): readonly number[] => [0x00, ...name(text)];
