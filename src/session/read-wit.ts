/** Finds the files of WIT: one, or those of a folder, with the packages in the folder `deps` beside them. */
import { dirname, join } from 'node:path';
import type { WitSource } from '../wit/resolve-wit.ts';
import { isFolder, namesIn } from './files.ts';
import { isWitFile } from './input-kinds.ts';
import { readSource } from './read-source.ts';
import type { Reports } from './reports.ts';

/**
 * The first source is what the path means; the others are its dependencies. Undefined after a reported error.
 * @param note is told each file that is read
 */
export function readWitSources(
  path: string,
  reports: Reports,
  note: (file: string) => void = () => {},
): readonly WitSource[] | undefined {
  const isFile = !isFolder(path);
  const read = (place: string, files: readonly string[]): WitSource | undefined => {
    const texts = files.map((file) => {
      note(file);
      return { path: file, text: readSource(file, reports) };
    });
    const readable = texts.flatMap(({ path: file, text }) => (text === undefined ? [] : [{ path: file, text }]));
    return readable.length === texts.length ? { place, files: readable } : undefined;
  };
  const sources = [
    read(path, isFile ? [path] : witFilesIn(path)),
    ...dependenciesIn(join(isFile ? dirname(path) : path, 'deps')).map(({ place, files }) => read(place, files)),
  ];
  return sources.every((source) => source !== undefined) ? sources : undefined;
}

/** Whether it is a folder that has WIT in it. */
export const isWitFolder = (path: string): boolean => isFolder(path) && witFilesIn(path).length > 0;

const witFilesIn = (folder: string): readonly string[] =>
  namesIn(folder)
    .filter((name) => isWitFile(name) && !isFolder(join(folder, name)))
    .sort()
    .map((name) => join(folder, name));

interface Dependency {
  readonly place: string;
  readonly files: readonly string[];
}

/** Each is a package: a file, or a folder of files. */
export function dependenciesIn(folder: string): readonly Dependency[] {
  return [...namesIn(folder)]
    .sort()
    .map((name) => join(folder, name))
    .map((place) => ({ place, files: isFolder(place) ? witFilesIn(place) : isWitFile(place) ? [place] : [] }))
    .filter(({ files }) => files.length > 0);
}
