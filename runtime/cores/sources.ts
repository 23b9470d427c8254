/**
 * What modules are made of: paths, URLs, responses, bytes, compiled modules. What a source is, it shows by what it offers: a
 * test environment, or a page in a frame, has classes of its own. And to have the class of responses made takes Node longer
 * than all the rest.
 */
import { fromBase64 } from '../values/base64.ts';
import { ItlLinkError, reason, show } from '../values/errors.ts';

export const isUrl = (given: unknown): given is URL => typeof (given as URL | undefined)?.href === 'string';

export const isResponse = (given: unknown): given is Response =>
  typeof (given as Response | undefined)?.headers?.get === 'function';

export const isBufferSource = (given: unknown): given is BufferSource =>
  typeof (given as BufferSource | undefined)?.byteLength === 'number';

/** `WebAssembly.Module`, of whichever realm. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** No type guard: TypeScript takes everything for a module. */
export const isModule = (given: unknown): boolean => tagOf(given) === 'WebAssembly.Module';

/** The bytes of a buffer or a view; not every engine compiles every view. */
export function bytesOfSource(source: unknown): Uint8Array<ArrayBuffer> {
  if (!isBufferSource(source)) refuseSource(source);
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

export function refuseSource(given: unknown): never {
  throw new Error(`expected a path, URL, Response, bytes or WebAssembly.Module, got ${show(given)}`);
}

/** What a text that is a URL begins with; one letter is a drive. What `file:` is, and what is in Base64, it tells apart. */
const scheme = /^(?:(file:)|data:[^,]*;base64,([^#]*)|[a-z][a-z\d+.-]+:)/i;

/** Node, Deno and Bun: plain paths are files. */
const hasFiles = (): boolean => !!globalThis.process?.versions?.node;

/** The URL that a path or the text of a URL stands for. */
export function locate(place: string): URL {
  if (scheme.test(place)) return new URL(place);
  if (hasFiles()) return globalThis.process.getBuiltinModule('node:url').pathToFileURL(place);
  return new URL(place, globalThis.document?.baseURI ?? globalThis.location?.href);
}

/**
 * What is there without waiting: a file, or what a URL itself holds, as bundlers make them of small files. To fetch that, a page's
 * Content-Security-Policy would have to allow `data:`. Node takes longer to get ready for reading a file later than to read it.
 * Its modules not by `import()`: bundlers for browsers would look for them.
 *
 * @param place - a path, or the text of a URL
 */
export function bytesAt(place: string): Uint8Array<ArrayBuffer> | undefined {
  const [url, isFile, base64] = scheme.exec(place) ?? [];
  if (hasFiles() && (isFile || !url))
    return globalThis.process.getBuiltinModule('node:fs').readFileSync(isFile ? new URL(place) : place);
  return base64 === undefined ? undefined : fromBase64(decodeURIComponent(base64));
}

/** What carries a module, for messages: `URL (status 404, text/html)`. */
export const shownResponse = (response: Response, place: string): string =>
  `${place} (status ${response.status}, ${contentType(response) ?? 'no content type'})`;

const contentType = ({ headers }: Response): string | null => headers.get('content-type');

/** Streaming insists on the MIME type. */
export async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  return contentType(response) === 'application/wasm' && 'compileStreaming' in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param what - `load` or `link`, and what that was */
export const cannot = (what: string, cause: unknown, why = reason(cause)): ItlLinkError =>
  new ItlLinkError(`cannot ${what}: ${why}`, { cause });
