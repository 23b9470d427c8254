/** The functions that adapters import from `_it_runtime` under a fixed name. */
import type { HostFunctionName } from './abi.ts';
import { ItlLinkError, ItlRangeError, needed } from './errors.ts';
import type { Callable } from './functions.ts';
import type { Instance } from './instance.ts';
import type { CoreModule } from './memory.ts';
import { pointerFunctions } from './pointers.ts';
import { createReferences } from './refs.ts';
import {
  createUtf8Writer,
  cStringLength,
  decodeUnits,
  decodeUtf8,
  encodeUnits,
  latin1Length,
  stringOf,
} from './strings.ts';

/** Parameters are what the signatures in abi.ts say; TypeScript cannot see what wasm passes. */
export type HostFunction = (...args: never[]) => unknown;

type HostFunctions = Readonly<Record<HostFunctionName, HostFunction>>;

export function createHostFunctions(instance: Instance): HostFunctions {
  const { readName } = instance;
  const { add, get, drop } = createReferences();
  const nextModule = createModuleSupply(instance);
  return {
    ...stringFunctions(instance),
    ...bufferFunctions(instance),
    load_wasm: (path: number) => nextModule(readName(path)),
    set_table_func: (index: number, module: CoreModule, name: number) =>
      (instance.adapter._it_table as WebAssembly.Table).set(index, coreFunction(module, readName(name))),
    ref_to_i32: add,
    i32_to_ref: get,
    drop_ref: drop,
    literal: readName,
    f64_rem: (left: number, right: number) => left % right,
    undefined: () => undefined,
    is_some: (value: unknown) => (value === undefined || value === null ? 0 : 1),
    fail: (text: number, number: number, name: number) => {
      // No regular expression: compiling one where the stack ends ends the process.
      const message = readName(text).replace('#', `${number >>> 0}`);
      throw new ItlRangeError(message.replace('@', () => readName(name)));
    },
    ...pointerFunctions(instance),
  };
}

function stringFunctions({ reach }: Instance) {
  const utf8 = createUtf8Writer(reach);
  const length = (text: unknown): number => stringOf(text).length;
  const decode =
    (size: 1 | 2) =>
    (module: CoreModule, name: number, pointer: number, units: number): string =>
      decodeUnits(reach(module, name, pointer >>> 0, size * (units >>> 0)), pointer >>> 0, units >>> 0, size);
  return {
    string_len: (text: unknown) => utf8.length(stringOf(text)),
    mem_to_string: (module: CoreModule, name: number, pointer: number, bytes: number) =>
      decodeUtf8(reach(module, name, pointer >>> 0, bytes >>> 0), pointer >>> 0, bytes >>> 0),
    string_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      utf8.write(module, name, stringOf(text), pointer >>> 0),
    mem_to_c_string: (module: CoreModule, name: number, pointer: number) => {
      const memory = reach(module, name, pointer >>> 0, 1);
      return decodeUtf8(memory, pointer >>> 0, cStringLength(memory, pointer >>> 0));
    },
    utf16_len: length,
    mem_to_utf16: decode(2),
    utf16_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      encodeUnits(reach(module, name, pointer >>> 0, 2 * length(text)), stringOf(text), pointer >>> 0, 2),
    latin1_len: (text: unknown) => latin1Length(stringOf(text)),
    mem_to_latin1: decode(1),
    latin1_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      encodeUnits(reach(module, name, pointer >>> 0, latin1Length(stringOf(text))), stringOf(text), pointer >>> 0, 1),
  };
}

function bufferFunctions({ reach }: Instance) {
  return {
    buffer_len: (buffer: unknown) => bytesOf(buffer).length,
    mem_to_buffer: (module: CoreModule, name: number, pointer: number, length: number) =>
      reach(module, name, pointer >>> 0, length >>> 0).bytes.slice(pointer >>> 0, (pointer >>> 0) + (length >>> 0)),
    buffer_to_mem: (module: CoreModule, name: number, buffer: unknown, pointer: number) => {
      const bytes = bytesOf(buffer);
      reach(module, name, pointer >>> 0, bytes.length).bytes.set(bytes, pointer >>> 0);
    },
    array_len: (array: ArrayLike<unknown>) => array.length,
    // Of the last element only the start: what it reads itself may be less than its stride.
    check_range: (module: CoreModule, name: number, pointer: number, length: number, stride: number) => {
      const count = length >>> 0;
      reach(module, name, pointer >>> 0, count === 0 ? 0 : (count - 1) * (stride >>> 0) + 1);
    },
  };
}

/** The check at the boundary has made a Uint8Array of every kind of buffer. */
const bytesOf = (buffer: unknown): Uint8Array => (buffer instanceof Uint8Array ? buffer : needed('a buffer', buffer));

/**
 * Gives the modules of a path one after the other, then the last of them: a component that names a path twice has two
 * modules, not one.
 */
function createModuleSupply(instance: Instance): (path: string) => CoreModule {
  const given = new Map<string, number>();
  return (path) => {
    const modules = instance.modules.filter((module) => module.path === path);
    const count = given.get(path) ?? 0;
    given.set(path, count + 1);
    const module = modules[Math.min(count, modules.length - 1)];
    if (module === undefined) throw new ItlLinkError(`core module '${path}' is not in the adapter's list`);
    return module;
  };
}

/** @throws ItlLinkError that lists the functions there are. */
export function coreFunction({ path, exports }: CoreModule, name: string): Callable {
  const func = exports[name];
  if (typeof func === 'function') return func as Callable;
  const names = Object.keys(exports).filter((key) => typeof exports[key] === 'function');
  throw new ItlLinkError(`core module '${path}' has no export '${name}', its functions are: ${names.join(', ')}`);
}
