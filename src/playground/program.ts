/** What the playground compiles: a few files of one folder. */

export interface SourceText {
  /** Without a folder: `people.cpp`. */
  readonly path: string;
  readonly text: string;
}

/**
 * C++ with a block; ITL or WIT with core modules: `.c` and `.cpp` without a block, or `.wat`, each `NAME.wasm`; a component. A
 * binary, `.wasm`, is in base64. `main.js` uses what
 * comes out, from `./out/`.
 */
export interface Program {
  readonly files: readonly SourceText[];
}

/** The script that the console runs: not a source of the component. */
export const MAIN = 'main.js';

/** As parts of an address: what was made of the text by {@link encodeProgram}. */
export async function decodeProgram(text: string): Promise<Program | undefined> {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
    const files: unknown = JSON.parse(
      new TextDecoder().decode(await piped(packed, new DecompressionStream('deflate-raw'))),
    );
    return isFiles(files) ? { files } : undefined;
  } catch {
    return undefined;
  }
}

/** The whole program in letters that an address may have. */
export async function encodeProgram({ files }: Program): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(files.map(({ path, text }) => ({ path, text }))));
  const packed = await piped(bytes, new CompressionStream('deflate-raw'));
  const units = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  return btoa(units).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function piped(bytes: Uint8Array<ArrayBuffer>, through: GenericTransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const isFiles = (value: unknown): value is readonly SourceText[] =>
  Array.isArray(value) && value.length > 0 && value.every(isFile);

const isFile = (value: unknown): value is SourceText =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'text' in value &&
  typeof value.path === 'string' &&
  typeof value.text === 'string' &&
  /^[\w.-]+$/.test(value.path);
