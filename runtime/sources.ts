/** Where modules come from: paths, URLs, responses, bytes, compiled modules. */
import { ItlLinkError, reason, show } from './errors.ts';
import { loadValues } from './load-values.ts';

/** A module: its path or URL, its bytes, a response that carries them, or the compiled module itself. */
export type Source = string | URL | Response | BufferSource | WebAssembly.Module;

/** A source, or a promise of one. */
export type SourceLike = Source | PromiseLike<Source>;

export interface Loaded {
  readonly module: WebAssembly.Module;
  /** Where it was; `undefined` where only its bytes are known, `data:` and `blob:` URLs included. */
  readonly url: URL | undefined;
  /** For messages. */
  readonly label: string;
}

/**
 * @param hint - ends the message, whatever it is
 * @throws ItlLinkError naming the place and what came instead of WebAssembly
 */
export async function loadModule(source: SourceLike, hint = ''): Promise<Loaded> {
  let label = 'the given module';
  try {
    const given = await source;
    if (typeof given === 'string') label = given;
    else if (typeof given !== 'object' || given === null) {
      throw new Error(`expected a path, URL, Response, bytes or WebAssembly.Module, got ${show(given)}`);
    }
    const place = typeof given === 'string' ? locate(given) : given;
    let url = place instanceof URL ? placeOf(place) : undefined;
    if (place instanceof URL) label = url?.href ?? `the given ${place.protocol} URL`;
    const content = place instanceof URL ? await open(place) : place;
    if (!isResponse(content)) return { module: await compile(content), url, label };
    // Where redirects have led.
    if (content.url !== '') url = placeOf(new URL(content.url));
    const type = content.headers.get('content-type');
    label = `${url ?? 'the given response'} (status ${content.status}, ${type ?? 'no content type'})`;
    if (!content.ok) throw new Error('no file came');
    return { module: await compileResponse(content, type), url, label };
  } catch (cause) {
    throw new ItlLinkError(`cannot load ${label}: ${reason(cause)}${hint}`, { cause });
  }
}

/** Not by its class: to have that made takes Node longer than all the rest. */
const isResponse = (content: Exclude<Source, string | URL>): content is Response => 'headers' in content;

/** Node, Deno and Bun: plain paths are files. */
const hasFiles = (): boolean => globalThis.process?.versions?.node !== undefined;

function locate(place: string): URL {
  // One letter is a drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(place)) return new URL(place);
  if (hasFiles()) return globalThis.process.getBuiltinModule('node:url').pathToFileURL(place);
  return new URL(place, globalThis.document?.baseURI ?? globalThis.location?.href);
}

/** Nothing lies beside what a `data:` or `blob:` URL holds. */
const placeOf = (url: URL): URL | undefined => (/^(data|blob):$/.test(url.protocol) ? undefined : url);

/** Node's modules not by `import()`: bundlers for browsers would look for them. */
const open = async (url: URL): Promise<Response | Uint8Array<ArrayBuffer>> =>
  url.protocol === 'file:' && hasFiles()
    ? globalThis.process.getBuiltinModule('node:fs/promises').readFile(url)
    : ((url.protocol === 'data:' ? (await loadValues()).inlined(url) : undefined) ?? fetch(url));

/** Not every engine compiles a DataView. */
const compile = async (source: BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> =>
  source instanceof WebAssembly.Module
    ? source
    : WebAssembly.compile(
        source instanceof DataView
          ? new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
          : source,
      );

/** Streaming insists on the MIME type. */
const compileResponse = async (response: Response, type: string | null): Promise<WebAssembly.Module> =>
  type?.toLowerCase() === 'application/wasm' && WebAssembly.compileStreaming !== undefined
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());

/**
 * The place of a file beside another. Only what lies relative to it: an adapter cannot make the loader fetch from
 * another host or read from the file system's root.
 */
export function relativeUrl(file: string, base: URL): URL {
  // The URL parser drops control characters and leading spaces, and takes `\` for `/` and `C|` for a drive.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  if (/^[\s/\\]|^[a-z](\||[\w+.-]*:)|[\0-\x1f]/i.test(file)) throw new ItlLinkError(`'${file}' is not a relative path`);
  return new URL(file, base);
}
