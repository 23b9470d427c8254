/** Core modules: where they come from, and what they are linked with. */

import type { Callable } from '../values/callable.ts';
import { ItlLinkError, reason, show } from '../values/errors.ts';
import type { WasiOptions } from '../wasi/wasi.ts';
import { checkSignatures } from './signatures.ts';
import {
  bytesOfSource,
  cannotLoad,
  compileResponse,
  hasFiles,
  inlined,
  isBufferSource,
  isModule,
  isResponse,
  isUrl,
  locate,
  refuseSource,
  shownResponse,
} from './sources.ts';

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
  /** Core modules by the path that the ITL source gives, or a function of that. */
  readonly modules?:
    | Readonly<Record<string, CoreSource | PromiseLike<CoreSource>>>
    | ((path: string) => CoreSource | PromiseLike<CoreSource>);
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
  /** The component makes it: there is no file. */
  readonly isMade?: boolean;
  /** What the component serves. */
  readonly imports: WebAssembly.Imports;
  /** What it gets of core modules before it, given what they export. */
  readonly takes?: (before: readonly CoreExports[]) => Readonly<Record<string, object>>;
  readonly begin?: (exports: WebAssembly.Exports) => void;
  /** Takes what the component calls of it, where core modules after it may call the component when they start. */
  readonly opened?: (exports: CoreExports) => void;
  /** Looks at what it imports, where that is not known, and adds what else it needs. */
  readonly serve?: Serve;
  /** What to say of an error of its start function. */
  readonly explain?: (cause: unknown) => string;
}

/** @see Core.serve */
export interface Serve {
  (module: WebAssembly.Module, core: Core, options: Options): Served;
  readonly takesWasi?: true;
}

/** What a core module is linked with, and what follows once it is there. */
export type Served = Pick<Core, 'imports' | 'begin'>;

/** What is there of a core module, and what it is called in messages. */
function given({ path, source, isMade }: Core, { modules }: Options): { source: unknown; label: string; hint: string } {
  const label = `the module given for '${path}'`;
  if (typeof modules === 'function') {
    if (!isMade) return { source: modules(path), label, hint: '' };
  } else if (modules && Object.hasOwn(modules, path)) return { source: modules[path], label, hint: '' };
  const hint = `options.modules can say where core module '${path}' is`;
  try {
    return { source: source(), label: `core module '${path}'`, hint: `; ${hint}` };
  } catch (cause) {
    if (isMade) throw cause;
    // A host where a module has no place.
    throw new ItlLinkError(`no place is known for core module '${path}': ${hint}`, { cause });
  }
}

/** Of an instance, or what is given as such. */
function startedOf(source: unknown): Started | undefined {
  if (Object.prototype.toString.call(source) === '[object WebAssembly.Instance]') return source as Started;
  return typeof source !== 'object' || source === null || isModule(source) || isBufferSource(source)
    ? undefined
    : { exports: source as CoreExports };
}

const readFile = (url: URL): Uint8Array<ArrayBuffer> =>
  globalThis.process.getBuiltinModule('node:fs').readFileSync(url);

/** Nobody reads what such a URL holds: messages call it by what it was given for. */
const isData = (url: string): boolean => url.startsWith('data:');

/** Waits for promises, and loads what is only a place. Gives a module, or exports. */
export async function loadCore(core: Core, options: Options): Promise<WebAssembly.Module | Started> {
  const { source, label, hint } = given(core, options);
  let shown = label;
  try {
    const found = await source;
    const place = typeof found === 'string' ? locate(found) : found;
    if (isUrl(place) && !isData(place.href)) shown = typeof found === 'string' ? found : place.href;
    const content = isUrl(place) ? (bytesAt(place) ?? (await fetch(place))) : place;
    if (isModule(content)) return content as WebAssembly.Module;
    if (!isResponse(content))
      return startedOf(content) ?? (await WebAssembly.compile(bytesOfSource(checkBytes(content))));
    shown = shownResponse(content, isData(content.url) ? label : content.url || 'the given response');
    if (!content.ok) throw new Error('no file came');
    return await compileResponse(content);
  } catch (cause) {
    throw cannotLoad(shown, cause, hint);
  }
}

/** What is there without waiting: a file, or what the URL itself holds. */
const bytesAt = (url: URL): Uint8Array<ArrayBuffer> | undefined =>
  url.protocol === 'file:' && hasFiles() ? readFile(url) : inlined(url);

/** Not by its `then`: exports may have one. */
const isPromise = (given: unknown): boolean => Object.prototype.toString.call(given) === '[object Promise]';

const checkBytes = (source: unknown): BufferSource => (isBufferSource(source) ? source : refuseSource(source));

/** The same without waiting: what is only a place has to be a file, or hold the module itself. */
export function loadCoreSync(core: Core, options: Options): WebAssembly.Module | Started {
  const { source, label, hint } = given(core, options);
  try {
    if (isPromise(source)) throw new Error('it is a promise, and instantiateSync does not wait');
    const place = typeof source === 'string' ? locate(source) : source;
    if (isModule(place)) return place as WebAssembly.Module;
    const content = isUrl(place) ? bytesAt(place) : place;
    if (isUrl(place) && !content)
      throw new Error(`${isData(place.href) ? 'what is not in Base64' : place.href} cannot be loaded without waiting`);
    return startedOf(content) ?? new WebAssembly.Module(bytesOfSource(checkBytes(content)));
  } catch (cause) {
    throw cannotLoad(label, cause, hint);
  }
}

function cannotLink({ path, explain }: Core, cause: unknown): ItlLinkError {
  const [what, hint] = cause instanceof WebAssembly.LinkError ? ['link', ''] : ['start', explain?.(cause) ?? ''];
  return new ItlLinkError(`cannot ${what} core module '${path}': ${reason(cause)}${hint}`, { cause });
}

/** Instantiates what was loaded, unless it is an instance already. */
export async function linkCore(loaded: WebAssembly.Module | Started, core: Core, options: Options): Promise<Started> {
  if ('exports' in loaded) return loaded;
  const { imports, begin } = core.serve?.(loaded, core, options) ?? core;
  try {
    return begun(await (make(loaded, imports, core, options) ?? WebAssembly.instantiate(loaded, imports)), begin);
  } catch (cause) {
    throw cause instanceof ItlLinkError ? cause : cannotLink(core, cause);
  }
}

export function linkCoreSync(loaded: WebAssembly.Module | Started, core: Core, options: Options): Started {
  if ('exports' in loaded) return loaded;
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

/**
 * @param signatures - what their types are to be: see signatures.ts
 * @throws ItlLinkError for what the core module does not export, or of another type
 */
export function typedFunctions(
  exports: CoreExports,
  path: string,
  names: readonly string[],
  signatures: string,
): readonly Callable[] {
  const functions = names.map((name) => coreFunction(exports, path, name));
  checkSignatures(functions, path, names, signatures);
  return functions;
}

/** @throws ItlLinkError that lists what there is */
export function coreFunction(exports: CoreExports, path: string, name: string): Callable {
  const func = exports[name];
  if (typeof func === 'function') return func as Callable;
  const others = Object.keys(exports).join(', ') || 'nothing';
  throw new ItlLinkError(`core module '${path}' exports no function '${name}', only ${others}`);
}
