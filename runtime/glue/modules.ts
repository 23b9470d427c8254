/** Core modules: where they come from, and what they are linked with. */

import { ItlLinkError, reason, show } from '../values/errors.ts';
import type { WasiOptions } from '../wasi/wasi.ts';

export type CoreExports = Readonly<Record<string, unknown>>;

/** Exports on their way through promises, which would take those that have a `then` for promises. */
export interface Started {
  readonly exports: CoreExports;
}

/** What a core module is made of, or what somebody has started already. */
export type CoreSource =
  | string
  | URL
  | Response
  | BufferSource
  | WebAssembly.Module
  | WebAssembly.Instance
  | CoreExports;

export interface Options {
  /** Core modules by the path that the ITL source gives. */
  readonly modules?: Readonly<Record<string, CoreSource | PromiseLike<CoreSource>>>;
  /** Makes the instance of a core module. */
  readonly instantiate?: (
    path: string,
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => CoreSource | PromiseLike<CoreSource>;
  readonly wasi?: WasiOptions | false;
}

/** A core module of the component. */
export interface Core {
  /** As the ITL source has it. */
  readonly path: string;
  /** Where the file is, or what is in it. */
  readonly source: () => URL | BufferSource | CoreExports;
  /** What the component serves. */
  readonly imports: WebAssembly.Imports;
  /** What it gets of core modules before it, given what they export. */
  readonly takes?: (before: readonly CoreExports[]) => Readonly<Record<string, object>>;
  readonly begin?: (exports: WebAssembly.Exports) => void;
  /** Looks at what it imports, where that is not known, and adds what else it needs. */
  readonly serve?: (module: WebAssembly.Module, core: Core, options: Options) => Served;
  /** What to say of an error of its start function. */
  readonly explain?: (cause: unknown) => string;
}

/** What a core module is linked with, and what follows once it is there. */
export type Served = Pick<Core, 'imports' | 'begin'>;

const isNode = (): boolean => globalThis.process?.versions?.node !== undefined;

/** What is there of a core module, and what it is called in messages. */
function given({ path, source }: Core, { modules }: Options): { source: unknown; label: string; hint: string } {
  if (modules && Object.hasOwn(modules, path))
    return { source: modules[path], label: `the module given for '${path}'`, hint: '' };
  const hint = `options.modules can say where core module '${path}' is`;
  try {
    return { source: source(), label: `core module '${path}'`, hint: `; ${hint}` };
  } catch (cause) {
    // A host where a module has no place.
    throw new ItlLinkError(`no place is known for core module '${path}': ${hint}`, { cause });
  }
}

function locate(place: string): URL {
  // One letter is a drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(place)) return new URL(place);
  if (isNode()) return globalThis.process.getBuiltinModule('node:url').pathToFileURL(place);
  return new URL(place, globalThis.document?.baseURI ?? globalThis.location?.href);
}

const areBytes = (source: unknown): source is BufferSource =>
  ArrayBuffer.isView(source) || (typeof source === 'object' && source !== null && 'byteLength' in source);

/** Of an instance, or what is given as such. */
function startedOf(source: unknown): Started | undefined {
  if (source instanceof WebAssembly.Instance) return { exports: source.exports };
  if (typeof source !== 'object' || source === null || source instanceof WebAssembly.Module) return undefined;
  return areBytes(source) ? undefined : { exports: source as CoreExports };
}

const readFile = (url: URL): Uint8Array<ArrayBuffer> =>
  globalThis.process.getBuiltinModule('node:fs').readFileSync(url);

/** Not every engine compiles a DataView. */
const bytesOf = (source: BufferSource): BufferSource =>
  source instanceof DataView
    ? new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
    : source;

/** Waits for promises, and loads what is only a place. Gives a module, or exports. */
export async function loadCore(core: Core, options: Options): Promise<WebAssembly.Module | Started> {
  const { source, label, hint } = given(core, options);
  let shown = label;
  try {
    const found = await source;
    const place = typeof found === 'string' ? locate(found) : found;
    if (place instanceof URL) shown = typeof found === 'string' ? found : place.href;
    const content = place instanceof URL ? await open(place) : place;
    if (!(typeof content === 'object' && content !== null && 'headers' in content)) return await compile(content);
    const response = content as Response;
    const type = response.headers.get('content-type');
    shown = `${response.url || 'the given response'} (status ${response.status}, ${type ?? 'no content type'})`;
    if (!response.ok) throw new Error('no file came');
    // Streaming insists on the MIME type.
    return type?.toLowerCase() === 'application/wasm'
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new ItlLinkError(`cannot load ${shown}: ${reason(cause)}${hint}`, { cause });
  }
}

const open = (url: URL): Promise<Response> | Uint8Array<ArrayBuffer> =>
  url.protocol === 'file:' && isNode() ? readFile(url) : fetch(url);

async function compile(source: unknown): Promise<WebAssembly.Module | Started> {
  if (source instanceof WebAssembly.Module) return source;
  return startedOf(source) ?? (await WebAssembly.compile(bytesOf(checkBytes(source))));
}

function checkBytes(source: unknown): BufferSource {
  if (areBytes(source)) return source;
  throw new Error(`expected a path, URL, Response, bytes or WebAssembly.Module, got ${show(source)}`);
}

/** The same without waiting: what is only a place has to be a file. */
export function loadCoreSync(core: Core, options: Options): WebAssembly.Module | Started {
  const { source, label, hint } = given(core, options);
  try {
    const place = typeof source === 'string' ? locate(source) : source;
    if (place instanceof WebAssembly.Module) return place;
    if (place instanceof URL && !(place.protocol === 'file:' && isNode()))
      throw new Error(`${place.href} cannot be loaded without waiting`);
    const content = place instanceof URL ? readFile(place) : place;
    return startedOf(content) ?? new WebAssembly.Module(bytesOf(checkBytes(content)));
  } catch (cause) {
    throw new ItlLinkError(`cannot load ${label}: ${reason(cause)}${hint}`, { cause });
  }
}

function cannotLink({ path, explain }: Core, cause: unknown): ItlLinkError {
  const [what, hint] = cause instanceof WebAssembly.LinkError ? ['link', ''] : ['start', explain?.(cause) ?? ''];
  return new ItlLinkError(`cannot ${what} core module '${path}': ${reason(cause)}${hint}`, { cause });
}

/** Instantiates what was loaded, unless it is an instance already. */
export async function linkCore(loaded: WebAssembly.Module | Started, core: Core, options: Options): Promise<Started> {
  if (!(loaded instanceof WebAssembly.Module)) return loaded;
  const { imports, begin } = core.serve?.(loaded, core, options) ?? core;
  try {
    return begun(await (make(loaded, imports, core, options) ?? WebAssembly.instantiate(loaded, imports)), begin);
  } catch (cause) {
    throw cause instanceof ItlLinkError ? cause : cannotLink(core, cause);
  }
}

export function linkCoreSync(loaded: WebAssembly.Module | Started, core: Core, options: Options): Started {
  if (!(loaded instanceof WebAssembly.Module)) return loaded;
  const { imports, begin } = core.serve?.(loaded, core, options) ?? core;
  try {
    return begun(make(loaded, imports, core, options) ?? new WebAssembly.Instance(loaded, imports), begin);
  } catch (cause) {
    throw cause instanceof ItlLinkError ? cause : cannotLink(core, cause);
  }
}

/** By way of the user. */
const make = (module: WebAssembly.Module, imports: WebAssembly.Imports, { path }: Core, options: Options): unknown =>
  options.instantiate?.(path, module, imports);

function begun(source: unknown, begin: Core['begin']): Started {
  const started = startedOf(source);
  if (!started) throw new ItlLinkError(`options.instantiate gave no instance, but ${show(source)}`);
  begin?.(started.exports as WebAssembly.Exports);
  return started;
}

/** @throws ItlLinkError for what the core module does not export */
export function coreFunctions(
  exports: CoreExports,
  path: string,
  names: readonly string[],
): readonly ((...values: never[]) => unknown)[] {
  return names.map((name) => {
    const func = exports[name];
    if (typeof func === 'function') return func as () => unknown;
    const others = Object.keys(exports).join(', ') || 'nothing';
    throw new ItlLinkError(`core module '${path}' exports no function '${name}', only ${others}`);
  });
}
