/** Adapters and core modules written by hand, for tests of the loader alone. */
import wabtInit from 'wabt';
import type { FunctionJson, ItlSection, ModuleJson, TypeJson } from '../../runtime/abi.ts';
import { instantiate } from '../../runtime/it_loader.ts';

const wabt = await wabtInit();

/** WAT → wasm bytes. */
export function assemble(wat: string): Uint8Array<ArrayBuffer> {
  const module = wabt.parseWat('test.wat', wat, {
    exceptions: true,
    reference_types: true,
    mutable_globals: true,
    threads: true,
  });
  try {
    return new Uint8Array(module.toBinary({ write_debug_names: true }).buffer);
  } finally {
    module.destroy();
  }
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

/** The module with a custom section at its end. */
export function withSection(bytes: Uint8Array, name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const title = new TextEncoder().encode(name);
  const body = [...leb(title.length), ...title, ...content];
  return new Uint8Array([...bytes, 0, ...leb(body.length), ...body]);
}

export const withJson = (bytes: Uint8Array, json: unknown): Uint8Array<ArrayBuffer> =>
  withSection(bytes, 'itl', new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)));

export const section = (parts: Partial<ItlSection> = {}): ItlSection => ({
  abi: 1,
  name: 'test',
  types: {},
  modules: [],
  imports: {},
  exports: {},
  ...parts,
});

export const core = (path: string, imports: ModuleJson['imports'] = {}): ModuleJson => ({ path, file: path, imports });

/** A function whose parameters are called a, b, c, … */
export const func = (
  params: FunctionJson['params'][number][1][],
  results: FunctionJson['results'] = [],
): FunctionJson => ({
  params: params.map((type, index) => [String.fromCharCode(97 + index), type]),
  results,
});

/** `literals` at their addresses, length first. */
const dataSegments = (literals: Readonly<Record<number, string>>): string =>
  Object.entries(literals)
    .map(([address, text]) => {
      const bytes = new TextEncoder().encode(text);
      const escaped = [...leb(bytes.length), ...bytes]
        .map((byte) => `\\${byte.toString(16).padStart(2, '0')}`)
        .join('');
      return `(data (i32.const ${address}) "${escaped}")`;
    })
    .join('\n');

interface AdapterParts {
  readonly section?: Partial<ItlSection>;
  /** Imports first, then whatever the module holds. `_it_init` may be left out. */
  readonly imports?: string;
  readonly body?: string;
  readonly literals?: Readonly<Record<number, string>>;
  readonly tableSize?: number;
}

/** An adapter's bytes: the parts that every adapter has, and what the test adds. */
export function adapter({
  section: parts,
  imports = '',
  body = '',
  literals = {},
  tableSize = 8,
}: AdapterParts): Uint8Array<ArrayBuffer> {
  const init = body.includes('"_it_init"') ? '' : '(func (export "_it_init"))';
  return withJson(
    assemble(`(module ${imports}
      (table (export "_it_table") ${tableSize} funcref)
      (memory (export "_it_memory") 1)
      ${dataSegments(literals)}
      ${init} ${body})`),
    section(parts),
  );
}

/** An import of a host function. */
export const host = (field: string, params: string, results = '', id = field): string =>
  `(import "_it_runtime" ${JSON.stringify(field)} (func $${id.replace(/[^\w:.]/g, '_')} (param ${params}) (result ${results})))`;

/** What the adapter's function for a carrier takes and gives. */
const wasmTypes: Readonly<Record<string, string>> = {
  u1: 'i32',
  bool: 'i32',
  s8: 'i32',
  u8: 'i32',
  s16: 'i32',
  u16: 'i32',
  s32: 'i32',
  u32: 'i32',
  char: 'i32',
  s64: 'i64',
  u64: 'i64',
  f32: 'f32',
  f64: 'f64',
};

export const wasmType = (type: TypeJson): string =>
  (typeof type === 'string' ? wasmTypes[type] : undefined) ?? 'externref';

/** A component whose export `echo` gives its argument back. */
export async function echo(type: TypeJson, types: ItlSection['types'] = {}): Promise<(value?: unknown) => unknown> {
  const wasm = wasmType(type);
  const bytes = adapter({
    body: `(func (export "echo") (param ${wasm}) (result ${wasm}) (local.get 0))`,
    section: { types, exports: { echo: func([type], [type]) } },
  });
  const { echo: exported } = await instantiate<{ echo: (value?: unknown) => unknown }>(bytes);
  return exported;
}

/** What an import of JavaScript's may give back, as the adapter's export then shows it. */
export async function importing(
  type: TypeJson,
  given: (...args: unknown[]) => unknown,
  types: ItlSection['types'] = {},
): Promise<() => unknown> {
  const wasm = wasmType(type);
  const bytes = adapter({
    imports: `(import "env" "get" (func $get (result ${wasm})))`,
    body: `(func (export "get") (result ${wasm}) (call $get))`,
    section: { types, imports: { env: { get: func([], [type]) } }, exports: { get: func([], [type]) } },
  });
  const { get } = await instantiate<{ get: () => unknown }>(bytes, { env: { get: given } });
  return get;
}

type Signature = readonly [params: readonly TypeJson[], result?: TypeJson];

/**
 * Host functions for a test to call: each is an export of the component. `core` gives the core module, where there
 * is one; the memory is called `memory`, and that name is at address 0.
 */
export async function hostFunctions<Name extends string>(
  functions: Readonly<Record<Name, Signature>>,
  {
    coreWat,
    types = {},
    literals = {},
  }: { coreWat?: string; types?: ItlSection['types']; literals?: Record<number, string> } = {},
): Promise<Record<Name | 'core', (...args: unknown[]) => unknown>> {
  const entries = Object.entries<Signature>(functions);
  const imports = entries.map(([name, [params, result]]) =>
    host(name, params.map(wasmType).join(' '), result === undefined ? '' : wasmType(result)),
  );
  const bytes = adapter({
    imports: `${host('load_wasm', 'i32', 'externref')} ${imports.join('\n')}`,
    body: `(func (export "core") (result externref) (call $load_wasm (i32.const 100)))
      ${entries.map(([name]) => `(export ${JSON.stringify(exported(name))} (func $${name.replace(/[^\w:.]/g, '_')}))`).join('\n')}`,
    literals: { 0: 'memory', 100: 'core.wasm', ...literals },
    section: {
      types,
      modules: coreWat === undefined ? [] : [core('core.wasm')],
      exports: {
        core: func([], ['any']),
        ...Object.fromEntries(
          entries.map(([name, [params, result]]) => [
            exported(name),
            func([...params], result === undefined ? [] : [result]),
          ]),
        ),
      },
    },
  });
  const options = coreWat === undefined ? {} : { modules: { 'core.wasm': assemble(coreWat) } };
  const exports = await instantiate(bytes, {}, options);
  const names = [...entries.map(([name]) => name), 'core'];
  return Object.fromEntries(names.map((name) => [name, exports[exported(name)]])) as Awaited<
    ReturnType<typeof hostFunctions>
  >;
}

/** What stands in front of a `#` would be an interface. */
const exported = (name: string): string => name.replaceAll('#', '$');
