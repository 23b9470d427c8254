/** Where modules come from: paths, URLs, responses, bytes, compiled modules. */
import { ItlLinkError } from './errors.ts';

/** A module: its path or URL, its bytes, a response that carries them, or the compiled module itself. */
export type Source = string | URL | Response | BufferSource | WebAssembly.Module;

/** A source, or a promise of one. */
export type SourceLike = Source | PromiseLike<Source>;

export interface Loaded {
  readonly module: WebAssembly.Module;
  /** Where it was; `undefined` where only its bytes are known. */
  readonly url: URL | undefined;
  /** For messages. */
  readonly label: string;
}

/** @throws ItlLinkError naming the place and what came instead of WebAssembly. */
export async function loadModule(source: SourceLike): Promise<Loaded> {
  const given = await source;
  if (given instanceof WebAssembly.Module) return { module: given, url: undefined, label: 'the given module' };
  if (typeof Response === 'function' && given instanceof Response) return fromResponse(given, given.url);
  if (typeof given === 'string' || given instanceof URL) return fromUrl(await locate(given));
  if (!(given instanceof ArrayBuffer) && !ArrayBuffer.isView(given)) {
    throw new ItlLinkError('a module is a path, a URL, a Response, bytes or a WebAssembly.Module');
  }
  return { module: await compileBytes(given, 'the given source'), url: undefined, label: 'the given module' };
}

const hasScheme = (text: string): boolean => /^[a-z][a-z\d+.-]+:/i.test(text);

/** Node, Deno and Bun: plain paths are files. */
const hasFiles = (): boolean => typeof process === 'object' && process.versions?.node !== undefined;

async function locate(place: string | URL): Promise<URL> {
  if (typeof place !== 'string') return place;
  if (hasScheme(place)) return new URL(place);
  if (hasFiles()) return (await import('node:url')).pathToFileURL(place);
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (base === undefined)
    throw new ItlLinkError(`'${place}' is relative to nothing here: pass a URL, bytes or a WebAssembly.Module`);
  return new URL(place, base);
}

async function fromUrl(url: URL): Promise<Loaded> {
  if (url.protocol === 'file:' && hasFiles()) return fromFile(url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ItlLinkError(`cannot fetch ${url}: ${reason(cause)}`, { cause });
  }
  return fromResponse(response, response.url || url.href);
}

async function fromFile(url: URL): Promise<Loaded> {
  const [{ readFile }, { fileURLToPath }] = await Promise.all([import('node:fs/promises'), import('node:url')]);
  const label = `'${fileURLToPath(url)}'`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await readFile(url);
  } catch (cause) {
    throw new ItlLinkError(`cannot read ${label}: ${reason(cause)}`, { cause });
  }
  return { module: await compileBytes(bytes, label), url, label };
}

async function fromResponse(response: Response, href: string): Promise<Loaded> {
  const label = href || 'the given response';
  const type = response.headers.get('content-type') ?? 'no type';
  if (!response.ok) throw new ItlLinkError(`${label} answered ${response.status} ${response.statusText} (${type})`);
  const url = href === '' ? undefined : new URL(href);
  const streams = type.toLowerCase() === 'application/wasm' && typeof WebAssembly.compileStreaming === 'function';
  const module = streams
    ? compiled(WebAssembly.compileStreaming(response), label)
    : compileBytes(await response.arrayBuffer(), `${label} (${response.status}, ${type})`);
  return { module: await module, url, label };
}

async function compileBytes(source: BufferSource, label: string): Promise<WebAssembly.Module> {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  // "\0asm"
  if (bytes[0] !== 0 || bytes[1] !== 97 || bytes[2] !== 115 || bytes[3] !== 109)
    throw new ItlLinkError(`${label} is not WebAssembly`);
  return compiled(WebAssembly.compile(source), label);
}

async function compiled(module: Promise<WebAssembly.Module>, label: string): Promise<WebAssembly.Module> {
  try {
    return await module;
  } catch (cause) {
    throw new ItlLinkError(`cannot compile ${label}: ${reason(cause)}`, { cause });
  }
}

export const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/**
 * The place of a file beside another. Only what lies relative to it: an adapter cannot make the loader fetch from
 * another host or read from the file system's root.
 */
export function relativeUrl(file: string, base: URL): URL | undefined {
  // The URL parser drops control characters and leading spaces, and takes `\` for `/`.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  if (/^[\s/\\]|[\0-\x1f]/.test(file) || /^[a-z][a-z\d+.-]*:/i.test(file) || !URL.canParse(file, base))
    return undefined;
  const url = new URL(file, base);
  return url.protocol === base.protocol && url.host === base.host ? url : undefined;
}
