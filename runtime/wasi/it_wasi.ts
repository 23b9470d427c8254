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
import type { ItlTrapError, ItlTypeError } from '../values/errors.ts';
import type { Wasi, WasiOptions } from './wasi.ts';

/** Handed over: a second copy would not be the same classes. */
export interface WasiErrors {
  readonly ItlTrapError: typeof ItlTrapError;
  readonly ItlTypeError: typeof ItlTypeError;
}

/**
 * @param errors - the loader's own classes
 * @throws ItlTypeError for options that are none
 */
export function createWasi(options: WasiOptions = {}, errors: WasiErrors): Wasi {
  checkOptions(options, errors);
  const { args = [], env = {}, files = {}, stdin = '', functions = {} } = options;
  const { stdout = (line) => console.log(line), stderr = (line) => console.error(line) } = options;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const descriptors = [
    new OpenFile(new File(bytesOf(stdin))),
    lineOutput(stdout),
    lineOutput(stderr),
    new PreopenDirectory('/', treeOf(files, errors)),
  ];
  const wasi = new WASI([...args], variables, descriptors, { debug: false });
  const proc_exit = (status: number): never => {
    throw new errors.ItlTrapError(`the core module has called exit(${status})`);
  };
  let core: WebAssembly.Exports = {};
  const own = Object.entries(functions).map(([name, func]) => [
    name,
    (...values: unknown[]) => Reflect.apply(func, core, values),
  ]);
  return {
    imports: { ...(wasi.wasiImport as WebAssembly.ModuleImports), proc_exit, ...Object.fromEntries(own) },
    begin(exports) {
      core = exports;
      wasi.inst = { exports: exports as { memory: WebAssembly.Memory } };
    },
  };
}

/** What each option must be; text stands for bytes. */
const optionTypes: Readonly<Record<keyof WasiOptions, readonly [expected: string, fits: (value: unknown) => boolean]>> =
  {
    args: ['an array of strings', (value) => Array.isArray(value) && value.every((arg) => typeof arg === 'string')],
    env: [
      'an object of strings',
      (value) => isObject(value) && Object.values(value).every((text) => typeof text === 'string'),
    ],
    files: ['an object of texts and bytes', (value) => isObject(value) && Object.values(value).every(isContent)],
    functions: ['an object of functions', (value) => isObject(value) && Object.values(value).every(isFunction)],
    stderr: ['a function', isFunction],
    stdin: ['a text or bytes', isContent],
    stdout: ['a function', isFunction],
  };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isContent(value: unknown): boolean {
  return typeof value === 'string' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function checkOptions(options: unknown, { ItlTypeError }: WasiErrors): void {
  if (!isObject(options)) throw new ItlTypeError('instantiate: options.wasi must be an object or false');
  for (const [name, value] of Object.entries(options)) {
    const names = Object.keys(optionTypes).join(', ');
    const type = Object.hasOwn(optionTypes, name) ? optionTypes[name as keyof WasiOptions] : undefined;
    if (type === undefined) throw new ItlTypeError(`instantiate: unknown option 'wasi.${name}', there are ${names}`);
    const [expected, fits] = type;
    if (value !== undefined && !fits(value))
      throw new ItlTypeError(`instantiate: option 'wasi.${name}' must be ${expected}`);
  }
}

const bytesOf = (content: string | ArrayBuffer | ArrayBufferView): Uint8Array =>
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
    const line = rest;
    rest = '';
    try {
      if (line !== '') write(line);
    } catch (error) {
      // The call that wrote it is over: nobody is there to catch it.
      console.error(error);
    }
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
function treeOf(files: NonNullable<WasiOptions['files']>, { ItlTypeError }: WasiErrors): Contents {
  const root: Contents = new Map();
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    const folder = parts.reduce<Contents | undefined>(folderIn, root);
    if (
      name === undefined ||
      path.endsWith('/') ||
      parts.includes('..') ||
      name === '..' ||
      !folder ||
      folder.has(name)
    ) {
      throw new ItlTypeError(`instantiate: option 'wasi.files' has no place for '${path}'`);
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
