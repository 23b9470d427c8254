/** What a command line says of WIT. */
import { type Command, Option } from 'commander';
import type { WitRequest } from '../session/read-world.ts';
import { type WitSettings, witRequestOf } from '../session/wit-settings.ts';
import { isWit } from './inputs.ts';

export interface WitOptions extends Pick<WitSettings, 'world' | 'stringEncoding'> {
  readonly features?: readonly string[];
  readonly allFeatures?: boolean;
}

export function addWitOptions(program: Command): void {
  program
    .option('--world <name>', 'of WIT with several: the one that the core module is made for')
    .option('--features <names>', 'features of WIT that are on, separated by commas', (text) => text.split(','))
    .option('--all-features', 'all features of WIT are on')
    .addOption(
      new Option('--string-encoding <encoding>', "of the core module's strings, with WIT").choices([
        'utf8',
        'utf16',
        'compact-utf16',
      ]),
    );
}

/** An option that is given without WIT. */
export function uselessWitOption(
  files: readonly string[],
  { world, features, allFeatures, stringEncoding }: WitOptions,
): string | undefined {
  if (files.some(isWit)) return undefined;
  if (world !== undefined) return "option '--world' is for WIT";
  if (features !== undefined) return "option '--features' is for WIT";
  if (allFeatures) return "option '--all-features' is for WIT";
  return stringEncoding === undefined ? undefined : "option '--string-encoding' is for WIT";
}

/** Nothing where no file is WIT. */
export function witRequest(
  files: readonly string[],
  { features, allFeatures = false, ...options }: WitOptions,
): { readonly wit?: WitRequest } {
  const [path] = files.filter(isWit);
  if (path === undefined) return {};
  const on = allFeatures ? 'all' : features;
  return { wit: witRequestOf(path, { ...options, ...(on && { features: on }) }) };
}
