/** Files of this machine as the file system of the clang package has to be given them. */
import { isAbsolute, resolve } from 'node:path';
import type { FileContents } from './include-files.ts';

type Tree = import('@yowasp/clang').Tree;

/** All of this machine's files are below it: the package has a `/usr` of its own. No file of a user has the name. */
const root = '/.itlc-host';
export const overlayFile = '/.itlc-overlay.yaml';

/** Where the package finds a file. */
export const hostPath = (path: string, folder: string): string =>
  `${root}/${resolve(folder, path).replaceAll('\\', '/').replace(/^\//, '')}`;

/** Absolute paths in flags; relative ones are meant from the working directory, there as here. */
export function hostFlag(flag: string): string {
  const [, head = '', path = flag] = /^(-(?:I|L|isystem|iquote|idirafter)|--sysroot=)(.+)$/.exec(flag) ?? [];
  return isAbsolute(path) ? `${head}${hostPath(path, '/')}` : flag;
}

/** What the package prints, in the terms of this machine. */
export const withoutHost = (messages: string): string => messages.replaceAll(root, '');

/**
 * With the folder itself, which may have none of the files in it.
 * @param searched folders that are there too, though all of their files may be elsewhere: clang does not look for
 *   `../x.h` from a folder that is not there
 */
export function treeOf(files: FileContents, folder: string, searched: readonly string[] = []): Tree {
  const tree: Tree = {};
  for (const each of ['.', ...searched]) folderAt(tree, partsOf(hostPath(each, folder)));
  const paths = [...files.keys()].map((path) => hostPath(path, folder));
  for (const [index, bytes] of [...files.values()].entries()) put(tree, paths[index] ?? '', bytes);
  put(tree, overlayFile, new TextEncoder().encode(overlayOf(paths)));
  return tree;
}

export function put(tree: Tree, path: string, bytes: Uint8Array): void {
  const parts = partsOf(path);
  const name = parts.pop() ?? path;
  folderAt(tree, parts)[name] = bytes;
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

function folderAt(tree: Tree, parts: readonly string[]): Tree {
  let folder = tree;
  for (const part of parts) {
    const existing = Object.hasOwn(folder, part) ? folder[part] : undefined;
    const next: Tree = typeof existing === 'object' && !(existing instanceof Uint8Array) ? existing : {};
    folder[part] = next;
    folder = next;
  }
  return folder;
}

/**
 * The package's file system does not know `..`, which `#include "../it.h"` needs; clang resolves it itself in paths that
 * an overlay lists. JSON is YAML enough for it.
 */
function overlayOf(paths: readonly string[]): string {
  const contents = paths.map((path) => ({ name: path.slice(1), type: 'file', 'external-contents': path }));
  const roots = [{ name: '/', type: 'directory', contents }];
  return JSON.stringify({ version: 0, 'case-sensitive': 'true', 'use-external-names': false, roots });
}
