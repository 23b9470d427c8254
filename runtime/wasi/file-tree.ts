/** The file system in memory: folders from the paths of the files in them. */
import { Directory, File, type Inode, OpenFile, type WASI } from '@bjorn3/browser_wasi_shim';
import type { ItlTypeError } from '../values/errors.ts';
import { bytesOf } from './bytes-of.ts';
import type { WasiOptions } from './wasi.ts';

type Contents = Map<string, Inode>;
type Files = NonNullable<WasiOptions['files']>;

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** @throws ItlTypeError, whose class is handed over, for a path that has no place */
export function fileTree(files: Files, TypeErrorClass: typeof ItlTypeError): Contents {
  const root: Contents = new Map();
  for (const [path, content] of files instanceof Map ? files : Object.entries(files)) {
    const parts = partsOf(path);
    const name = parts.pop();
    const folder = parts.reduce<Contents | undefined>(folderIn, root);
    const isNone = name === undefined || name === '..' || path.endsWith('/') || parts.includes('..');
    if (isNone || !folder || folder.has(name)) {
      throw new TypeErrorClass(`instantiate: option 'wasi.files' has no place for '${path}'`);
    }
    folder.set(name, new File(bytesOf(content)));
  }
  return root;
}

/** `undefined` where a file has the name. */
function folderIn(contents: Contents | undefined, name: string): Contents | undefined {
  const known = contents?.get(name);
  if (known instanceof Directory) return known.contents;
  if (known !== undefined) return undefined;
  const folder = new Directory(new Map());
  contents?.set(name, folder);
  return folder.contents;
}

/** What changes a file that is open. */
const writing = ['fd_write', 'fd_pwrite', 'fd_allocate', 'fd_filestat_set_size'];
/** What changes which files there are, or empties one. */
const arranging = ['path_open', 'path_rename', 'path_link', 'path_unlink_file', 'path_remove_directory'];

/** WASI's functions that change files, so that the Map has what they leave: a file that was never written stays as it was given. */
export function mirrorFiles(
  files: Map<string, unknown>,
  tree: Contents,
  wasi: WASI,
  system: Readonly<Record<string, (...values: never[]) => unknown>>,
): Record<string, unknown> {
  /** As the Map calls them, in the user's spelling. */
  const paths = new Map<Inode, string>();
  for (const path of files.keys()) {
    const parts = partsOf(path);
    const file = parts.reduce<unknown>(
      (at, part) => (at instanceof Directory ? at.contents : (at as Contents))?.get(part),
      tree,
    );
    paths.set(file as Inode, path);
  }
  /** Of those the size when it was looked at last: opening may have emptied them. */
  const sizes = new Map<Inode, bigint>();
  const publish = (file: File, path: string): void => {
    sizes.set(file, file.size);
    files.set(path, file.data);
  };

  function write(descriptor: number): void {
    const open = wasi.fds[descriptor];
    const path = open instanceof OpenFile ? paths.get(open.file) : undefined;
    if (path !== undefined) publish((open as OpenFile).file, path);
  }

  function arrange(): void {
    const found = new Map<Inode, string>();
    walk(tree, '', found);
    for (const [file, path] of found) {
      const known = paths.get(file);
      const name = known !== undefined && partsOf(known).join('/') === path ? known : path;
      found.set(file, name);
      if (name !== known || (sizes.get(file) ?? (file as File).size) !== (file as File).size)
        publish(file as File, name);
      sizes.set(file, (file as File).size);
    }
    const names = new Set(found.values());
    for (const path of paths.values()) if (!names.has(path)) files.delete(path);
    paths.clear();
    for (const [file, path] of found) paths.set(file, path);
  }
  arrange();

  const after = (names: readonly string[], look: (descriptor: number) => void) =>
    names.map((name) => [
      name,
      (...values: never[]) => {
        const result = system[name]?.(...values);
        look(values[0] as unknown as number);
        return result;
      },
    ]);
  return Object.fromEntries([...after(writing, write), ...after(arranging, arrange)]);
}

function walk(contents: Contents, folder: string, found: Map<Inode, string>): void {
  for (const [name, inode] of contents) {
    if (inode instanceof Directory) walk(inode.contents, `${folder}${name}/`, found);
    else found.set(inode, `${folder}${name}`);
  }
}
