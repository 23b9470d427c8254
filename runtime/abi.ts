/**
 * The contract between the compiler and the loader: what an adapter may import from `_it_runtime`, what it exports for the
 * loader, and the JSON of its `itl` custom section. Both sides are typed against this file; nothing else is shared.
 */

/** Raised whenever an adapter built before could not run on a loader built after, or the reverse. */
export const ABI_VERSION = 1;

/** The module name of every import that the loader itself serves. */
export const RUNTIME_MODULE = '_it_runtime';

/** The custom section that carries an {@link ItlSection} as UTF-8 JSON. */
export const SECTION_NAME = 'itl';

/** The custom section with the faster variant of the adapter, a module by itself. */
export const DIRECT_SECTION = 'itl.direct';

/** The custom section with the module that stands in for the direct variant while core modules are linked. */
export const SHIM_SECTION = 'itl.shim';

/** Module names of what the direct variant imports besides the table variant's imports. */
export const directModules = {
  /** With the core module's index behind it: its exports. */
  core: '_it_core:',
  /** By index: core modules as host functions take them, globals of type externref. */
  instances: '_it_modules',
  /** The shim's exports. */
  shim: '_it_shim',
} as const;

/** Bits of a reference handle that are its index; the others are its generation. */
export const REFERENCE_BITS = 20;

/** Bytes of the area in `_it_memory` that the direct variant has strings encoded into. */
export const UTF8_SCRATCH = 65536;

/** What begins with this is between compiler and loader; users never see such an export. */
export const RESERVED_PREFIX = '_it_';

export const exportNames = {
  /** With a number behind it: see the family `try`. */
  try: '_it_try:',
  catch: '_it_catch:',
  /** Also the shim's, which the direct variant fills with what serves the core modules' imports. */
  table: '_it_table',
  memory: '_it_memory',
  /** Where there is something to do: called before core modules are instantiated, and `_it_init` afterwards. */
  prepare: '_it_prepare',
  init: '_it_init',
  /** `(param i32)`: runs the pending `defer`s above the given mark, last first. */
  unwind: '_it_unwind',
  /** Of the direct variant: lets go of the references that it holds. */
  dispose: '_it_dispose',
  /** Mutable i32 global: the top of the stack of pending `defer`s, which is the mark of a call that begins now. */
  defers: '_it_defers',
  /**
   * Of adapters with async functions, whose calls have pending `defer`s of their own while they wait: an i32 global with the
   * address that the top is counted from, and where references are captured a table of them and an i32 global with its top.
   */
  deferBase: '_it_defer_base',
  deferReferences: '_it_defer_refs',
  deferReferencesTop: '_it_defer_refs_top',
  /** Mutable i32 global: in a copy of the adapter the number of the record behind its first slot, see `funcptr_slots`. */
  slots: '_it_slots',
} as const;

/** Slots that a core module's table gets at once for function pointers. */
export const POINTER_BLOCK = 32;

export type WasmType = 'i32' | 'i64' | 'f32' | 'f64' | 'externref';

/**
 * How a value of an IT type travels between the adapter and JavaScript. `i32 i64 f32 f64` and `ref` are the
 * engine's own conversions; the others need a word from the loader:
 * `u32` is an i32 that JavaScript sees unsigned, `u64` an i64 likewise, `bool` an i32 0 or 1, `char` an i32 code point.
 */
export type Carrier = 'i32' | 'u32' | 'bool' | 'char' | 'i64' | 'u64' | 'f32' | 'f64' | 'ref';

export const carrierWasmType: Readonly<Record<Carrier, WasmType>> = {
  i32: 'i32',
  u32: 'i32',
  bool: 'i32',
  char: 'i32',
  i64: 'i64',
  u64: 'i64',
  f32: 'f32',
  f64: 'f64',
  ref: 'externref',
};

/** IT types without structure. `any` and `externref` are any JavaScript value. */
export type PrimitiveName =
  | 'u1'
  | 'bool'
  | 's8'
  | 'u8'
  | 's16'
  | 'u16'
  | 's32'
  | 'u32'
  | 's64'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'string'
  | 'buffer'
  | 'date'
  | 'any';

/** Types that have a fixed size in linear memory; arrays of them are typed arrays, but for `u1`, `bool` and `char`. */
export type ScalarName = Exclude<PrimitiveName, 'string' | 'buffer' | 'date' | 'any'>;

export const carrierOfScalar: Readonly<Record<ScalarName, Carrier>> = {
  u1: 'i32',
  bool: 'bool',
  s8: 'i32',
  u8: 'i32',
  s16: 'i32',
  u16: 'i32',
  s32: 'i32',
  u32: 'u32',
  s64: 'i64',
  u64: 'u64',
  f32: 'f32',
  f64: 'f64',
  char: 'char',
};

/** Bytes that a scalar takes in linear memory (`bool` and `u1` one byte, `char` four: C's layout). */
export const scalarSize: Readonly<Record<ScalarName, number>> = {
  u1: 1,
  bool: 1,
  s8: 1,
  u8: 1,
  s16: 2,
  u16: 2,
  s32: 4,
  u32: 4,
  s64: 8,
  u64: 8,
  f32: 4,
  f64: 8,
  char: 4,
};

/** A type in the `itl` section: a primitive's name, `#Name` for a named type, or a constructor with its arguments. */
export type TypeJson =
  | PrimitiveName
  | `#${string}`
  | readonly ['array', TypeJson]
  | readonly ['map', key: TypeJson, value: TypeJson]
  | readonly ['set', TypeJson]
  | readonly ['option', TypeJson]
  /** A typed array of such elements that is JavaScript's own, or a buffer. */
  | readonly ['target', PrimitiveName]
  | readonly ['result', TypeJson | null, TypeJson | null]
  | readonly ['tuple', ...TypeJson[]]
  | readonly ['func', readonly TypeJson[], readonly TypeJson[]]
  /** Only as the one result of an async function: a promise of that type, or of nothing. */
  | readonly ['async', TypeJson | null];

/** A definition in the section's `types`. */
export type TypeDefinitionJson =
  | readonly ['record', ...(readonly [name: string, type: TypeJson])[]]
  | readonly ['enum', ...string[]]
  | readonly ['flags', ...string[]]
  | readonly ['variant', ...(readonly [name: string, type: TypeJson | null])[]]
  | readonly ['func', readonly TypeJson[], readonly TypeJson[]]
  /**
   * `drop` names the adapter's reserved export `(param i32)` that releases an instance. `base` is the resource whose class
   * this one's extends; a resource that is extended stands before those that extend it.
   */
  | readonly ['resource', drop: string, base?: string]
  /** A class that the component imports, of which it takes any object for an instance. */
  | readonly ['class', from: string];

export interface FunctionJson {
  /** Name (empty where the source gives none) and type, in order. */
  readonly params: readonly (readonly [name: string, type: TypeJson])[];
  readonly results: readonly TypeJson[];
  /** Present when a call may leave `defer`s pending, so that whoever sees it fail has to call `_it_unwind`. */
  readonly unwinds?: true;
  /** Present where instances of resources are given away to the component, when no call of this function has any. */
  readonly plain?: true;
  /** Present where a trap leaves all as it was before the call, so that the instance can be called again. */
  readonly recovers?: true;
  /** Present for one of several functions of one name, which stand in the order in which they are tried. */
  readonly overload?: OverloadJson;
}

export interface OverloadJson {
  /** For each parameter but the instance the kinds of value that it takes, as `argumentKind` has them; null: all. */
  readonly kinds: readonly (readonly string[] | null)[];
  /** How it is called, for messages: `add(a: number)`. */
  readonly text: string;
}

/** `null`: no maximum; a global's value is a text, which may be too large for a number. */
export type MadeJson =
  | readonly ['memory', initial: number, maximum: number | null, shared: boolean, wide?: boolean]
  | readonly ['table', initial: number, maximum: number | null, element: 'externref' | 'funcref']
  | readonly ['global', type: 'i32' | 'i64' | 'f32' | 'f64', mutable: boolean, value: string];

export interface ModuleJson {
  /** As written in the source: the key of `options.modules`, and what the data segment holds. */
  readonly path: string;
  /** Where the file is, as a relative URL reference from the adapter's own file. */
  readonly file: string;
  /** module → field → the adapter's reserved export that serves it, or `1:name`, an export of the core module with that index. */
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Modules of which it gets the user's functions as they are, but for those in `imports`. */
  readonly passes?: readonly string[];
  /** In the place of a file: what the loader makes, by name. */
  readonly made?: Readonly<Record<string, MadeJson>>;
  /** The core export to run once everything is linked; `_initialize` where it is absent and the module has one; empty: nothing. */
  readonly start?: string;
}

/** The JSON of the `itl` custom section. */
export interface ItlSection {
  readonly abi: number;
  readonly name: string;
  readonly types: Readonly<Record<string, TypeDefinitionJson>>;
  readonly modules: readonly ModuleJson[];
  readonly imports: Readonly<Record<string, Readonly<Record<string, FunctionJson>>>>;
  /** By export name; names as in member-names.ts become members of a resource's class, properties or overloads. */
  readonly exports: Readonly<Record<string, FunctionJson>>;
}

export interface HostSignature {
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
}

/* @__NO_SIDE_EFFECTS__ */
const signature = (params: readonly WasmType[], results: readonly WasmType[] = []): HostSignature => ({
  params,
  results,
});

/** The seed's seven, which adapters import first. Names and signatures are the seed's. */
export const seedFunctions = {
  string_len: signature(['externref'], ['i32']),
  mem_to_string: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  string_to_mem: signature(['externref', 'i32', 'externref', 'i32']),
  load_wasm: signature(['i32'], ['externref']),
  set_table_func: signature(['i32', 'externref', 'i32']),
  ref_to_i32: signature(['externref'], ['i32']),
  i32_to_ref: signature(['i32'], ['externref']),
} as const;

/** A table with more rows. Bundles leave out what they do not use of this file, a spread in an object not. */
function extend<A extends HostSignatures, B extends HostSignatures>(table: A, rows: B): A & B {
  return { ...table, ...rows };
}

type HostSignatures = Readonly<Record<string, HostSignature>>;

/**
 * Like those, imported only where a component needs them. `module` operands are what `load_wasm` gave, `name` operands the address
 * of a length-prefixed string in `_it_memory`.
 */
export const hostFunctions = /* @__PURE__ */ extend(seedFunctions, {
  /** (name) → the string: a literal of the source. */
  literal: signature(['i32'], ['externref']),
  /** (module, memory name, ptr) → string up to the NUL. */
  mem_to_c_string: signature(['externref', 'i32', 'i32'], ['externref']),
  /** (module, memory name, string, ptr, room) → the bytes that it wrote; throws, and writes nothing, where they are more than `room`. */
  string_into_mem: signature(['externref', 'i32', 'externref', 'i32', 'i32'], ['i32']),
  /** In code units; memory lengths are code units too, two bytes each. */
  utf16_len: signature(['externref'], ['i32']),
  mem_to_utf16: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  utf16_to_mem: signature(['externref', 'i32', 'externref', 'i32']),
  /** In characters, one byte each; a character above U+00FF does not fit and throws. */
  mem_to_strict_string: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  mem_to_strict_utf16: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  is_latin1: signature(['externref'], ['i32']),
  latin1_len: signature(['externref'], ['i32']),
  mem_to_latin1: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  latin1_to_mem: signature(['externref', 'i32', 'externref', 'i32']),
  /** (string, address) → its length in UTF-8, which is then at that address of `_it_memory`; -1 where it is longer than UTF8_SCRATCH. */
  encode_string: signature(['externref', 'i32'], ['i32']),
  buffer_len: signature(['externref'], ['i32']),
  /** (module, memory name, ptr, len) → a copy. */
  mem_to_buffer: signature(['externref', 'i32', 'i32', 'i32'], ['externref']),
  buffer_to_mem: signature(['externref', 'i32', 'externref', 'i32']),
  /** (module, memory name, ptr, len, target, bytes an element): copies out of memory into what is JavaScript's own. */
  mem_to_target: signature(['externref', 'i32', 'i32', 'i32', 'externref', 'i32']),
  /**
   * (module, memory name, ptr, len, bytes a unit) → where that is in the window through which a memory with 64-bit addresses is
   * seen, which moves there; throws where that is not all in the memory.
   */
  window: signature(['externref', 'i32', 'i64', 'i64', 'i32'], ['i32']),
  array_len: signature(['externref'], ['i32']),
  /** (string, buffer or array, start, end) → a copy of that part; throws where it is not all inside. */
  slice: signature(['externref', 'i32', 'i32'], ['externref']),
  /** (module, memory name, ptr, len) → `len`, or -1 where that is no well-formed UTF-8; throws what `mem_to_string` does. */
  utf8_measure: signature(['externref', 'i32', 'i32', 'i32'], ['i32']),
  /** (module, memory name, ptr) → bytes up to the NUL, or -1 likewise; throws what `mem_to_c_string` does. */
  c_string_measure: signature(['externref', 'i32', 'i32'], ['i32']),
  /** (module, memory name, ptr, len, bytes a unit) → `len`; throws where that is not all in the memory. */
  mem_measure: signature(['externref', 'i32', 'i32', 'i32', 'i32'], ['i32']),
  /** (module, memory name, ptr, module, memory name, ptr, bytes): from the first to the second; throws where that has no room. */
  mem_copy: signature(['externref', 'i32', 'i32', 'externref', 'i32', 'i32', 'i32']),
  /** (module, memory name, ptr, len, stride): throws where the elements do not all begin in the memory. */
  check_range: signature(['externref', 'i32', 'i32', 'i32', 'i32']),
  /** (list) → an array of its elements, as `array_new` makes them. */
  list_end: signature(['externref'], ['externref']),
  /** (module, memory name) → its size in pages. */
  memory_size: signature(['externref', 'i32'], ['i32']),
  /** (module, memory name, pages) → its size before, or -1 where it cannot grow by so many. */
  memory_grow: signature(['externref', 'i32', 'i32'], ['i32']),
  /** (module, table name, index) → what is in that slot; throws outside of the table, as `table_set` does. */
  table_get: signature(['externref', 'i32', 'i32'], ['externref']),
  table_set: signature(['externref', 'i32', 'i32', 'externref']),
  table_size: signature(['externref', 'i32'], ['i32']),
  /** (module, table name, value, count) → its size before, or -1 where it cannot grow by so many. */
  table_grow: signature(['externref', 'i32', 'externref', 'i32'], ['i32']),
  /** (array of pairs) → Map, and the other way. */
  map_new: signature(['externref'], ['externref']),
  map_entries: signature(['externref'], ['externref']),
  /** (array) → Set; the other way is a family. */
  set_new: signature(['externref'], ['externref']),
  /** In milliseconds since 1970. */
  date_new: signature(['f64'], ['externref']),
  date_time: signature(['externref'], ['f64']),
  /** A handle for a value that a core module keeps; never 0. `ref_to_i32` is for the component's own modules. */
  ref_new: signature(['externref'], ['i32']),
  /** The value of a handle; throws for one that is not live, or another instance's. */
  ref_get: signature(['i32'], ['externref']),
  ref_drop: signature(['i32']),
  /** What reference handles and the ids of callbacks are mixed with; never 0. */
  ref_key: signature([], ['i32']),
  /** Throws: there is no room for another reference. */
  ref_full: signature([]),
  /** JavaScript's and C's floating remainder. */
  f64_rem: signature(['f64', 'f64'], ['f64']),
  undefined: signature([], ['externref']),
  /** 0 for undefined and null, else 1. */
  is_some: signature(['externref'], ['i32']),
  /** (message): does not return. */
  throw_error: signature(['externref']),
  throw_range: signature(['externref']),
  trap: signature(['externref']),
  dispose: signature(['externref']),
  /** (value): does not return. */
  rethrow: signature(['externref']),
  /** (object, key) → value; see values/any.ts for what is refused. */
  get_property: signature(['externref', 'externref'], ['externref']),
  set_property: signature(['externref', 'externref', 'externref']),
  has_property: signature(['externref', 'externref'], ['i32']),
  delete_property: signature(['externref', 'externref']),
  /** (value, class) */
  instance_of: signature(['externref', 'externref'], ['i32']),
  /** (object, key, array of arguments) → result */
  call_method: signature(['externref', 'externref', 'externref'], ['externref']),
  /** (function, array of arguments) → result; so is `construct` */
  call_any: signature(['externref', 'externref'], ['externref']),
  construct: signature(['externref', 'externref'], ['externref']),
  new_object: signature([], ['externref']),
  /** (owner) */
  end_lent: signature(['externref']),
  type_of: signature(['externref'], ['externref']),
  /** A number from 0; which is which, `kind-of` in src/ir/ops.ts says. */
  kind_of: signature(['externref'], ['i32']),
  same: signature(['externref', 'externref'], ['i32']),
  /** (text, number, name): throws a RangeError of that text, `#` being the number, unsigned, `@` the name, and `%` what start functions are told. */
  fail: signature(['i32', 'i32', 'i32']),
  /**
   * (slot, module, table name, pointer): puts the core function at `pointer` into that slot of `_it_table`; throws where
   * there is none, which is all that the direct variant asks for.
   */
  funcptr_get: signature(['i32', 'externref', 'i32', 'i32']),
  /**
   * (module, table name, record, first, count) → where the core module's table got `count` new slots. The functions in
   * them are those of `_it_table` from `first` on, of a new instance of the adapter's own module, or of the direct variant's
   * shim: instantiating what was compiled is possible wherever compiling is not. There they call through slot `first - 1`,
   * which is this instance's, with the number of a record, counted from `record`.
   */
  funcptr_slots: signature(['externref', 'i32', 'i32', 'i32', 'i32'], ['i32']),
});

export type HostFunctionName = keyof typeof hostFunctions;

export { type HostFamily, hostFamilies } from './host-families.ts';
