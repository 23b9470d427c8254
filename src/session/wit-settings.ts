/** What is said of WIT beside its path, on a command line or to a session. */
import type { StringEncoding } from '../component/definitions.ts';
import type { WitRequest } from './read-world.ts';

/** How WIT is read, and which of its worlds is meant. */
export interface WitSettings {
  /** Of WIT with several: the world that the core module is made for. */
  readonly world?: string;
  /** Features that are on; `all` of them. */
  readonly features?: readonly string[] | 'all';
  /** Of the core module's strings; by default `utf8`. */
  readonly stringEncoding?: 'utf8' | 'utf16' | 'compact-utf16';
}

const encodings: Readonly<Record<NonNullable<WitSettings['stringEncoding']>, StringEncoding>> = {
  utf8: 'utf8',
  utf16: 'utf16',
  'compact-utf16': 'latin1+utf16',
};

/** @param path of a file or a folder */
export function witRequestOf(
  path: string,
  { world, features = [], stringEncoding = 'utf8' }: WitSettings = {},
): WitRequest {
  return {
    path,
    ...(world !== undefined && { world }),
    features: features === 'all' ? 'all' : new Set(features),
    encoding: encodings[stringEncoding],
  };
}
