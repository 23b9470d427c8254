/** Finds the files of WIT: one, or those of a folder, with the packages in the folder `deps` beside them. */
import { dirname, join } from 'node:path';
import { unusablePackage } from '../diagnostics/wit.ts';
import type { WitSource } from '../wit/resolve-wit.ts';
import { isWitBinary, type UnpackedPackage, unpackWit } from '../wit/unpack-binary.ts';
import { isFolder, namesIn, readBytes } from './files.ts';
import { isWasm, isWitFile } from './input-kinds.ts';
import { readSource } from './read-source.ts';
import { readReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/** A source, and where it is a binary what it mentions of other packages. */
type Read = readonly (WitSource & { readonly isMentioned?: string })[];

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
  const read = (place: string, files: readonly string[]): Read | undefined => {
    for (const file of files) note(file);
    const [only] = files;
    if (only !== undefined && isWasm(only)) return readBinary(only, reports);
    const texts = files.map((file) => ({ path: file, text: readSource(file, reports) }));
    const readable = texts.flatMap(({ path: file, text }) => (text === undefined ? [] : [{ path: file, text }]));
    return readable.length === texts.length ? [{ place, files: readable }] : undefined;
  };
  const sources = [
    read(path, isFile ? [path] : witFilesIn(path)),
    ...dependenciesIn(join(isFile ? dirname(path) : path, 'deps')).map(({ place, files }) => read(place, files)),
  ];
  const found = sources.flatMap((source) => source ?? []);
  return sources.every((source) => source !== undefined) ? withoutRepeated(found) : undefined;
}

function readBinary(path: string, reports: Reports): Read | undefined {
  const bytes = readReported(path, reports);
  const packages = bytes && unpackWit(bytes);
  if (typeof packages === 'string') reports.show([unusablePackage(path, packages)]);
  if (!packages || typeof packages === 'string') return undefined;
  return sourcesOf(path, packages);
}

/** The packages of a binary, each as if it were a file. */
const sourcesOf = (path: string, packages: readonly UnpackedPackage[]): Read =>
  packages.map(({ name, text }, index) => {
    const place = index === 0 ? path : `${path}, ${name}`;
    return { place, files: [{ path: place, text }], ...(index > 0 && { isMentioned: name }) };
  });

/** Packages that are binaries, for whoever reads the others; those that are none are left out. */
export function unpackedSources(paths: readonly string[], others: readonly WitSource[]): readonly WitSource[] {
  const found = paths.flatMap((path): Read => {
    const bytes = readBytes(path);
    const packages = bytes.ok ? unpackWit(bytes.value) : '';
    return typeof packages === 'string' ? [] : sourcesOf(path, packages);
  });
  return withoutRepeated([...others, ...found]).slice(others.length);
}

/** Of a package that is there a binary mentions a part only, and of others what the first one says. */
function withoutRepeated(sources: Read): readonly WitSource[] {
  const taken = new Set(
    sources.flatMap(({ files, isMentioned }) =>
      isMentioned === undefined ? files.flatMap(({ text }) => namesOfPackages(text)) : [],
    ),
  );
  return sources.filter(({ isMentioned }) => {
    if (isMentioned === undefined) return true;
    const isNews = !taken.has(isMentioned);
    taken.add(isMentioned);
    return isNews;
  });
}

const namesOfPackages = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*package\s+([^\s;{]+)/gm)].map(([, name = '']) => name);

/** Whether it is a folder that has WIT in it. */
export const isWitFolder = (path: string): boolean => isFolder(path) && witFilesIn(path).length > 0;

/** Whether it is a package that is a binary. */
export function isWitPackage(path: string): boolean {
  if (!isWasm(path)) return false;
  const bytes = readBytes(path);
  return bytes.ok && isWitBinary(bytes.value);
}

const witFilesIn = (folder: string): readonly string[] =>
  namesIn(folder)
    .filter((name) => isWitFile(name) && !isFolder(join(folder, name)))
    .sort()
    .map((name) => join(folder, name));

interface Dependency {
  readonly place: string;
  readonly files: readonly string[];
}

/** Each is a package: a file, a binary, or a folder of files. */
export function dependenciesIn(folder: string): readonly Dependency[] {
  return [...namesIn(folder)]
    .sort()
    .map((name) => join(folder, name))
    .map((place) => ({
      place,
      files: isFolder(place) ? witFilesIn(place) : isWitFile(place) || isWasm(place) ? [place] : [],
    }))
    .filter(({ files }) => files.length > 0);
}
