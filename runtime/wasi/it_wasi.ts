/** `wasi_snapshot_preview1` for one core module: files in memory, standard output to the console. */
import { File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import type { ItlTrapError, ItlTypeError } from '../values/errors.ts';
import { bytesOf } from './bytes-of.ts';
import { checkWasiOptions } from './check-wasi-options.ts';
import { fileTree, mirrorFiles } from './file-tree.ts';
import { GrowingFile } from './growing-file.ts';
import { outputTo } from './output-to.ts';
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
  checkWasiOptions(options, errors.ItlTypeError);
  const { args = [], env = {}, files = {}, stdin = '', functions = {} } = options;
  const { stdout = (line) => console.log(line), stderr = (line) => console.error(line) } = options;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const tree = fileTree(files, errors.ItlTypeError);
  const descriptors = [
    new OpenFile(new File(bytesOf(stdin))),
    outputTo(stdout),
    outputTo(stderr),
    new PreopenDirectory('/', tree),
  ];
  const wasi = new WASI([], variables, descriptors, { debug: false });
  const { path_open: open, ...others } = wasi.wasiImport as Record<string, (...values: never[]) => unknown>;
  const system = { ...others, path_open: (...values: never[]) => growing(wasi, open?.(...values)) };
  let core: WebAssembly.Exports = {};
  const own = Object.entries(functions).map(([name, func]) => [
    name,
    (...values: unknown[]) => Reflect.apply(func, core, values),
  ]);
  return {
    imports: {
      ...system,
      ...(isMap(files) && mirrorFiles(files, tree, wasi, system)),
      // The module asks for their sizes, then for themselves.
      args_sizes_get: (count: number, size: number) => {
        wasi.args = [...(typeof args === 'function' ? args() : args)];
        return writeSizes(core, wasi.args, count, size);
      },
      proc_exit: (status: number): never => {
        const exit = new errors.ItlTrapError(`the core module has called exit(${status})`);
        throw Object.assign(exit, { exitCode: status });
      },
      ...Object.fromEntries(own),
    } as WebAssembly.ModuleImports,
    begin(exports, imports) {
      core = exports.memory ? exports : { ...exports, ...memoryIn(imports) };
      wasi.inst = { exports: core as { memory: WebAssembly.Memory } };
    },
  };
}

/** Of a module that imports its memory: under the name by which WASI looks for it. */
function memoryIn(imports: WebAssembly.Imports): { readonly memory?: WebAssembly.Memory } {
  const given = Object.values(imports).flatMap((members) => Object.values(members));
  const memory = given.find((value) => value instanceof WebAssembly.Memory);
  return memory ? { memory } : {};
}

/** What was opened is written faster. @param result - of what has opened it */
function growing({ fds }: WASI, result: unknown): unknown {
  for (const [index, open] of fds.entries())
    if (open instanceof OpenFile && !(open instanceof GrowingFile)) fds[index] = new GrowingFile(open);
  return result;
}

/** How many texts there are, and their bytes in UTF-8, each with a NUL: the shim counts code units. */
function writeSizes({ memory }: WebAssembly.Exports, texts: readonly string[], count: number, size: number): 0 {
  const data = new DataView((memory as WebAssembly.Memory).buffer);
  data.setUint32(count, texts.length, true);
  data.setUint32(size, bytesOf(texts.map((text) => `${text}\0`).join('')).length, true);
  return 0;
}

/** Also one of another realm. */
const isMap = (files: object): files is Map<string, string | Uint8Array> =>
  Object.prototype.toString.call(files) === '[object Map]';
