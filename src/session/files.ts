/** Everything the command line does to the file system. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

export type FileResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a part of its path is no folder',
  ELOOP: 'a link in its path leads back to itself',
};

/** Why the system refuses, for people. */
export const reasonOf = ({ code, message }: NodeJS.ErrnoException): string => (code && reasons[code]) ?? message;

function attempt<T>(action: () => T, more: Readonly<Record<string, string>> = {}): FileResult<T> {
  try {
    return { ok: true, value: action() };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { ok: false, reason: more[code] ?? reasonOf(error as NodeJS.ErrnoException) };
  }
}

/** `src/fizz.cpp` → `fizz`. */
export const stemOf = (path: string): string => path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** `out/greet.component.wasm` → `greet`. */
export const componentStem = (path: string): string =>
  path.replace(/^.*[\\/]/, '').replace(/(?:\.component)?\.wasm$/i, '');

export const exists = (path: string): boolean => existsSync(path);

export function isFolder(path: string): boolean {
  const stats = attempt(() => statSync(path));
  return stats.ok && stats.value.isDirectory();
}

/** What is in a folder; nothing where there is none, or it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  const names = attempt(() => readdirSync(folder));
  return names.ok ? names.value : [];
}

export const readBytes = (path: string): FileResult<Uint8Array> => attempt(() => readFileSync(path));

/** Of what is to be written nobody expects that it is there. */
const whereWritten = { ENOENT: 'its folder cannot be made' };

/** One after the other: Node 20 tries for ever to make all at once in a folder that takes none, such as `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const outer = dirname(path);
  // A drive of Windows that there is not is in no other folder.
  if (outer !== path) makeFolder(outer);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster, or a link may lead to what is not there.
    if (!existsSync(path)) throw error;
  }
}

/** Makes the folders on the way. */
export const writeOutput = (path: string, content: Uint8Array | string): FileResult<void> =>
  attempt(() => {
    makeFolder(dirname(path));
    writeFileSync(path, content);
  }, whereWritten);

/**
 * A core module's file: its path is meant from the folder of the ITL file, as imports are everywhere; where there is
 * nothing but there is from the working directory, as in the seed's commands, it is that.
 */
export function coreModuleFile(itlPath: string, path: string): string {
  const beside = resolve(dirname(itlPath), path);
  const fromHere = resolve(path);
  return !existsSync(beside) && existsSync(fromHere) ? fromHere : beside;
}

/** The way from a folder to a file as a relative URL. */
export function relativeUrl(folder: string, file: string): string {
  const way = relative(folder, file).split(sep).map(encodeURIComponent);
  return way.map((part) => part.replaceAll('%40', '@').replaceAll('%2B', '+')).join('/');
}
