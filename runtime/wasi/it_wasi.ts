/** `wasi_snapshot_preview1` for one core module: files in memory, standard output to the console. */
import { File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import type { ItlRangeError, ItlTrapError, ItlTypeError } from '../values/errors.ts';
import { bytesOf } from './bytes-of.ts';
import { type CheckPlace, pointerChecks } from './check-pointers.ts';
import { argumentsIn, checkWasiOptions } from './check-wasi-options.ts';
import { fileTree, mirrorFiles } from './file-tree.ts';
import { GrowingFile } from './growing-file.ts';
import { outputTo } from './output-to.ts';
import type { Wasi, WasiOptions } from './wasi.ts';

/** Handed over: a second copy would not be the same classes. */
export interface WasiErrors {
  readonly ItlRangeError: typeof ItlRangeError;
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
  const given = wasi.wasiImport as Record<string, (...values: never[]) => unknown>;
  const { path_open: open, args_get: getArguments, environ_get: getVariables, ...others } = given;
  const system = { ...others, path_open: (...values: never[]) => growing(wasi, open?.(...values)) };
  let core: WebAssembly.Exports = {};
  const own = Object.entries(functions).map(([name, func]) => [
    name,
    (...values: unknown[]) => Reflect.apply(func, core, values),
  ]);
  const { check, checked } = pointerChecks(() => memoryOf(wasi, core), errors.ItlRangeError);
  const all: Readonly<Record<string, unknown>> = {
    ...system,
    ...(isMap(files) && mirrorFiles(files, tree, wasi, system)),
    // The module asks for their sizes, then for themselves.
    args_sizes_get: (count: number, size: number) => {
      wasi.args = argumentsIn(args, errors.ItlTypeError);
      return writeSizes(core, wasi.args, count, size);
    },
    args_get: behindCheck('args_get', () => wasi.args, getArguments, check),
    environ_get: behindCheck('environ_get', () => variables, getVariables, check),
  };
  return {
    imports: {
      ...Object.fromEntries(Object.entries(all).map(([name, func]) => [name, checked(name, func)])),
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

/** What WASI is about to use, once the module is there; a module without one has no place at all. */
const memoryOf = (wasi: WASI, { memory }: WebAssembly.Exports): WebAssembly.Memory | undefined =>
  wasi.inst && ((memory as WebAssembly.Memory | undefined) ?? new WebAssembly.Memory({ initial: 0 }));

/** Pointers to texts, and the texts. */
const behindCheck =
  (name: string, texts: () => readonly string[], func: unknown, check: CheckPlace) =>
  (list: number, content: number): unknown => {
    check(name, list, 4 * texts().length);
    check(name, content, sizeOf(texts()));
    return (func as (...values: number[]) => unknown)(list, content);
  };

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
  data.setUint32(size, sizeOf(texts), true);
  return 0;
}

const sizeOf = (texts: readonly string[]): number => bytesOf(texts.map((text) => `${text}\0`).join('')).length;

/** Also one of another realm. */
const isMap = (files: object): files is Map<string, string | Uint8Array> =>
  Object.prototype.toString.call(files) === '[object Map]';
