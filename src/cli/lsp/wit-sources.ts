/** The files that an open file of WIT is read with: those of its package, in its folder, and the packages in `deps` beside them. */
import { dirname, join } from 'node:path';
import { namesIn } from '../../session/files.ts';
import { isWasm, isWitFile } from '../../session/input-kinds.ts';
import { dependenciesIn, unpackedSources } from '../../session/read-wit.ts';
import type { WitSource } from '../../wit/resolve-wit.ts';

/** @param read gives the text of a file; undefined where there is none */
export function witSourcesOf(
  path: string,
  text: string,
  read: (path: string) => string | undefined,
): readonly WitSource[] {
  const folder = dirname(path);
  const others = namesIn(folder)
    .filter((name) => isWitFile(name) && join(folder, name) !== path)
    .sort();
  const siblings = filesOf(
    others.map((name) => join(folder, name)),
    read,
  ).filter((file) => isOfPackage(file.text, text));
  const dependencies = dependenciesIn(join(folder, 'deps'));
  const binaries = dependencies.filter(({ place }) => isWasm(place)).map(({ place }) => place);
  const texts = dependencies
    .filter(({ place }) => !isWasm(place))
    .map(({ place, files }) => ({ place, files: filesOf(files, read) }));
  const all = [{ place: path, files: [{ path, text }, ...siblings] }, ...texts];
  return [...all, ...unpackedSources(binaries, all)];
}

const filesOf = (paths: readonly string[], read: (path: string) => string | undefined): WitSource['files'] =>
  paths.flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text }];
  });

const packageOf = (text: string): string | undefined => /^\s*package\s+([^\s;{]+)\s*;/m.exec(text)?.[1];

/** A folder may hold the WIT of several modules, each a package of one file. */
function isOfPackage(other: string, own: string): boolean {
  const [name, wanted] = [packageOf(other), packageOf(own)];
  return name === wanted || name === undefined || wanted === undefined;
}
