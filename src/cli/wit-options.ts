/** What a command line says of WIT. */
import { type Command, Option } from 'commander';
import type { StringEncoding } from '../component/definitions.ts';
import type { WitRequest } from '../session/read-world.ts';
import { isWit } from './inputs.ts';

export interface WitOptions {
  readonly world?: string;
  readonly features?: readonly string[];
  readonly allFeatures?: boolean;
  readonly stringEncoding?: 'utf8' | 'utf16' | 'compact-utf16';
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

const encodings: Readonly<Record<NonNullable<WitOptions['stringEncoding']>, StringEncoding>> = {
  utf8: 'utf8',
  utf16: 'utf16',
  'compact-utf16': 'latin1+utf16',
};

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
  { world, features = [], allFeatures = false, stringEncoding = 'utf8' }: WitOptions,
): { readonly wit?: WitRequest } {
  const [path] = files.filter(isWit);
  if (path === undefined) return {};
  const request = {
    path,
    ...(world !== undefined && { world }),
    features: allFeatures ? 'all' : new Set(features),
    encoding: encodings[stringEncoding],
  } as const;
  return { wit: request };
}
