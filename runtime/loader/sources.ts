/** Where modules come from: paths, URLs, responses, bytes, compiled modules. */

import {
  bytesAt,
  bytesOfSource,
  cannot,
  compileResponse,
  isBufferSource,
  isModule,
  isResponse,
  isUrl,
  locate,
  refuseSource,
  shownResponse,
} from '../cores/sources.ts';
import { ItlLinkError, reason } from '../values/errors.ts';

/**
 * A module: its path or URL, its bytes, a `Response` that carries them, or the compiled module itself. TypeScript cannot
 * tell a `WebAssembly.Module` from other objects, and has neither it nor `Response` without the library of the DOM.
 */
export type Source = string | object;

/** A source, or a promise of one. */
export type SourceLike = Source | PromiseLike<Source>;

/** Where something was that is loaded. */
export interface Place {
  /** `undefined` where only the bytes are known, `data:` and `blob:` URLs included. */
  readonly url: URL | undefined;
  /** For messages. */
  readonly label: string;
}

export interface Loaded<T> extends Place {
  readonly content: T;
}

/** Bytes, or what somebody has compiled. */
export type Content = BufferSource | WebAssembly.Module;

/**
 * @param take - makes what is wanted of what was found
 * @param hint - ends the message, whatever it is
 * @param label - what it is called where it has no place
 * @throws ItlLinkError naming the place and what came instead of WebAssembly
 */
export async function load<T>(
  source: SourceLike,
  take: (content: Content | Response) => Promise<T>,
  hint = '',
  label = 'the given module',
): Promise<Loaded<T>> {
  try {
    const given: unknown = await source;
    if (typeof given === 'string') label = given;
    const place = typeof given === 'string' ? locate(given) : isUrl(given) ? new URL(given.href) : undefined;
    let url = place && placeOf(place);
    if (place) label = url?.href ?? `the given ${place.protocol} URL`;
    const content = place
      ? (bytesAt(place.href) ?? (await fetch(place)))
      : isContent(given)
        ? given
        : refuseSource(given);
    if (!isResponse(content)) return { content: await take(content), url, label };
    // Where redirects have led.
    if (content.url !== '') url = placeOf(new URL(content.url));
    label = shownResponse(content, url?.href ?? 'the given response');
    if (!content.ok) throw new Error('no file came');
    return { content: await take(content), url, label };
  } catch (cause) {
    throw cannot(`load ${label}`, cause, reason(cause) + hint);
  }
}

/** Compiles whatever it was. */
export async function compile(content: Content | Response): Promise<WebAssembly.Module> {
  if (isModule(content)) return content as WebAssembly.Module;
  return isResponse(content) ? compileResponse(content) : WebAssembly.compile(bytesOfSource(content));
}

/** Leaves it at the bytes. */
export const read = async (content: Content | Response): Promise<Content> =>
  isResponse(content) ? content.arrayBuffer() : content;

const isContent = (given: unknown): given is Response | Content =>
  isBufferSource(given) || isResponse(given) || isModule(given);

/** Nothing lies beside what a `data:` or `blob:` URL holds. */
const placeOf = (url: URL): URL | undefined => (/^(data|blob):$/.test(url.protocol) ? undefined : url);

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
