import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { FoundConfig } from '../../session/config/read-config.ts';
import type { Config } from '../../session/config.ts';
import { joinMaps } from '../../session/import-settings.ts';

/**
 * Options of a command line with what a configuration says besides.
 * @param command - whose options they are
 */
export function withConfig<Options extends object>(
  options: Options,
  found: FoundConfig | undefined,
  command: Command,
): Options {
  if (!found) return options;
  const { files: _, cxxflags = [], map, outDir, ...others } = found.config;
  const settings = { ...others, ...(outDir !== undefined && { outDir: pathFrom(found, outDir) }) };
  const taken = Object.entries(settings).filter(([name]) => !isGiven(command, name));
  const given = options as Pick<Config, 'cxxflags' | 'map'>;
  const flags = [...cxxflags, ...(given.cxxflags ?? [])];
  return {
    ...options,
    ...Object.fromEntries(taken),
    ...(flags.length > 0 && { cxxflags: flags }),
    ...(map && { map: joinMaps(given.map, map) }),
  };
}

/** Whether an option stands on the command line. */
export const isGiven = (command: Command, name: string): boolean => command.getOptionValueSource(name) === 'cli';

/** The files of the command line, or those of the configuration. */
export const filesFrom = (given: readonly string[], found: FoundConfig | undefined): readonly string[] =>
  given.length > 0 || !found ? given : (found.config.files ?? []).map((path) => pathFrom(found, path));

/** As people would write it from where they are. */
const pathFrom = ({ folder }: FoundConfig, path: string): string => relative('.', resolve(folder, path)) || '.';
