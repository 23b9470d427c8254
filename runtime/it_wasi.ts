/** `wasi_snapshot_preview1` for one core module: files in memory, standard output to the console. */
import {
  ConsoleStdout,
  Directory,
  File,
  type Inode,
  OpenFile,
  PreopenDirectory,
  WASI,
} from '@bjorn3/browser_wasi_shim';
import type { ItlTrapError } from './errors.ts';
import type { Wasi, WasiOptions } from './wasi.ts';

/** @param TrapError - the loader's own class */
export function createWasi(options: WasiOptions = {}, TrapError: typeof ItlTrapError): Wasi {
  const { args = [], env = {}, files = {}, stdin = '', functions = {} } = options;
  const { stdout = (line) => console.log(line), stderr = (line) => console.error(line) } = options;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const descriptors = [
    new OpenFile(new File(bytesOf(stdin))),
    lineOutput(stdout),
    lineOutput(stderr),
    new PreopenDirectory('/', treeOf(files)),
  ];
  const wasi = new WASI([...args], variables, descriptors, { debug: false });
  const proc_exit = (status: number): never => {
    throw new TrapError(`the core module has called exit(${status})`);
  };
  return {
    imports: { ...(wasi.wasiImport as WebAssembly.ModuleImports), proc_exit, ...functions },
    begin(exports) {
      wasi.inst = { exports: exports as { memory: WebAssembly.Memory } };
    },
  };
}

const bytesOf = (content: string | BufferSource): Uint8Array =>
  typeof content === 'string'
    ? new TextEncoder().encode(content)
    : ArrayBuffer.isView(content)
      ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
      : new Uint8Array(content);

/** Whole lines; what has no end of line when the call into the module is over is a line too. */
function lineOutput(write: (line: string) => void): ConsoleStdout {
  const decoder = new TextDecoder();
  let rest = '';
  function flush(): void {
    if (rest !== '') write(rest);
    rest = '';
  }
  return new ConsoleStdout((bytes) => {
    const wasEmpty = rest === '';
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) write(line);
    if (wasEmpty && rest !== '') queueMicrotask(flush);
  });
}

type Contents = Map<string, Inode>;

/** Folders from the paths of the files in them. */
function treeOf(files: NonNullable<WasiOptions['files']>): Contents {
  const root: Contents = new Map();
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop() ?? '';
    parts.reduce(folderIn, root).set(name, new File(bytesOf(content)));
  }
  return root;
}

function folderIn(contents: Contents, name: string): Contents {
  const known = contents.get(name);
  if (known instanceof Directory) return known.contents;
  const folder = new Directory(new Map());
  contents.set(name, folder);
  return folder.contents;
}
