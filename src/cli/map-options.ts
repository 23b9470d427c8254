/** Imports that a command line takes from modules of its user's. */
import { type Command, InvalidArgumentError } from 'commander';
import { type ImportMap, mappedImport, withoutVersion } from '../backend/import-map.ts';
import type { Compilation } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { uselessMapping, uselessWasi } from '../diagnostics/files.ts';
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

/** What serves no import of anything that was made. */
export function uselessMappings(
  { map = {}, wasi }: ImportSettings,
  made: readonly (Compilation | undefined)[],
): readonly Diagnostic[] {
  const names = [...new Set(made.flatMap((each) => each?.importsFrom ?? []))];
  const isUseless = ([pattern, target]: readonly [string, string]): boolean =>
    names.every((name) => mappedImport({ [pattern]: target }, name) === undefined);
  const known = [...new Set(names.map(withoutVersion))];
  return [
    ...Object.entries(map)
      .filter(isUseless)
      .map(([pattern, target]) => uselessMapping(pattern, target, known)),
    ...(wasi === undefined || names.some((name) => name.startsWith('wasi:'))
      ? []
      : [uselessWasi(made.some((each) => each?.needsWasi))]),
  ];
}

/** An option that would change nothing. */
export function uselessMapOption(emit: readonly string[], { map, wasi }: ImportSettings): string | undefined {
  if ((!map && wasi === undefined) || emit.includes('js')) return undefined;
  return `option '${map ? '--map' : '--wasi'}' is for JavaScript: add js to --emit`;
}
