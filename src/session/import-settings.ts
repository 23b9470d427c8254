/** Imports that JavaScript takes from modules: the user's own, and those of a package that serves WASI 0.2. */
import type { ImportMap } from '../backend/import-map.ts';

/** Where JavaScript takes imports from, besides what it is given. */
export interface ImportSettings {
  /** By import: `{ 'wasi:clocks/*': './clocks.js#*' }`. */
  readonly map?: ImportMap;
  /** The package that serves WASI; `true` for `@bytecodealliance/preview2-shim`. */
  readonly wasi?: string | true;
}

/** One map where an option and a configuration may give one: the option's goes before, and of patterns the first counts. */
export const joinMaps = (option: ImportMap | undefined, configured: ImportMap | undefined): ImportMap | undefined =>
  configured ? { ...option, ...configured, ...option } : option;

/** Whether a text can stand for imports: a name, or what has one `*` for a part of it. */
export const isImportPattern = (text: string): boolean => text !== '' && text.split('*').length <= 2;

const SHIM = '@bytecodealliance/preview2-shim';

/** The packages of WASI 0.2, each a file of the package that serves it. */
const wasiPackages = ['cli', 'clocks', 'filesystem', 'http', 'io', 'random', 'sockets'];

/** What the user maps goes before. */
export function importsOf({ map, wasi }: ImportSettings): { readonly imports?: ImportMap } {
  if (!map && wasi === undefined) return {};
  const from = wasi === true ? SHIM : wasi;
  const served = from === undefined ? [] : wasiPackages.map((name) => [`wasi:${name}/*`, `${from}/${name}#*`] as const);
  return { imports: { ...map, ...Object.fromEntries(served.filter(([name]) => !map || !Object.hasOwn(map, name))) } };
}
