/** Core modules: what they are made of, what they are linked with, and the functions that they export. */

import type { Callable } from '../values/callable.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { LifeOptions } from '../values/life.ts';
import type { WasiOptions } from '../wasi/wasi.ts';
import { checkSignatures } from './signatures.ts';

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

export interface Options extends LifeOptions {
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
}

/** @see Core.serve */
export type Serve = (module: WebAssembly.Module, core: Core, options: Options) => Served;

/** What a core module is linked with, and what follows once it is there. */
export type Served = Pick<Core, 'imports' | 'begin'>;

/**
 * @param signatures - what their types are to be: see signatures.ts
 * @throws ItlLinkError for what the core module does not export, or of another type
 */
export function typedFunctions(
  exports: CoreExports,
  path: string,
  names: readonly string[],
  signatures: BufferSource,
): readonly Callable[] {
  const functions = names.map((name) => coreFunction(exports, path, name));
  checkSignatures(functions, path, names, signatures);
  return functions;
}

/** @throws ItlLinkError that lists what there is */
export function coreFunction(exports: CoreExports, path: string, name: string): Callable {
  if (typeof exports[name] === 'function') return exports[name] as Callable;
  const others = Object.keys(exports).join(', ') || 'nothing';
  throw new ItlLinkError(`core module '${path}' exports no function '${name}', only ${others}`);
}
