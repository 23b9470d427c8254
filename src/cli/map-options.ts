/** Imports that a command line takes from modules of its user's. */
import { type Command, InvalidArgumentError } from 'commander';
import type { ImportMap } from '../backend/import-map.ts';

export interface MapOptions {
  readonly map?: ImportMap;
  /** The package that serves WASI; `true` for the one that jco has. */
  readonly wasi?: string | true;
}

export function addMapOptions(program: Command): void {
  program
    .option(
      '--map <import=module>',
      "serve an import from a module, 'wasi:clocks/*=./clocks.js#*'; several times",
      collect,
    )
    .option('--wasi [package]', 'serve WASI 0.2 from a package; otherwise @bytecodealliance/preview2-shim');
}

function collect(text: string, former: ImportMap = {}): ImportMap {
  const equals = text.indexOf('=');
  const [pattern, target] = [text.slice(0, equals), text.slice(equals + 1)];
  if (equals <= 0 || target === '')
    throw new InvalidArgumentError("It is an import and a module: 'ns:pkg/interface=./mine.js'.");
  if (pattern.split('*').length > 2) throw new InvalidArgumentError("There can be one '*' in front of the '='.");
  return { ...former, [pattern]: target };
}

const SHIM = '@bytecodealliance/preview2-shim';

/** The packages of WASI 0.2, each a file of the package that serves it. */
const wasiPackages = ['cli', 'clocks', 'filesystem', 'http', 'io', 'random', 'sockets'];

/** What the user maps goes before. */
export function importsOf({ map, wasi }: MapOptions): { readonly imports?: ImportMap } {
  if (!map && wasi === undefined) return {};
  const from = wasi === true ? SHIM : wasi;
  const served = from === undefined ? [] : wasiPackages.map((name) => [`wasi:${name}/*`, `${from}/${name}#*`] as const);
  return { imports: { ...map, ...Object.fromEntries(served.filter(([name]) => !map || !Object.hasOwn(map, name))) } };
}

/** An option that would change nothing. */
export function uselessMapOption(emit: readonly string[], { map, wasi }: MapOptions): string | undefined {
  if ((!map && wasi === undefined) || emit.includes('js')) return undefined;
  return `option '${map ? '--map' : '--wasi'}' is for JavaScript: add js to --emit`;
}
