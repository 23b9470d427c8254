/** Imports that a command line takes from modules of its user's. */
import { type Command, InvalidArgumentError } from 'commander';
import type { ImportMap } from '../backend/import-map.ts';
import { type ImportSettings, isImportPattern } from '../session/import-settings.ts';

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
  if (!isImportPattern(pattern)) throw new InvalidArgumentError("There can be one '*' in front of the '='.");
  return { ...former, [pattern]: target };
}

/** An option that would change nothing. */
export function uselessMapOption(emit: readonly string[], { map, wasi }: ImportSettings): string | undefined {
  if ((!map && wasi === undefined) || emit.includes('js')) return undefined;
  return `option '${map ? '--map' : '--wasi'}' is for JavaScript: add js to --emit`;
}
