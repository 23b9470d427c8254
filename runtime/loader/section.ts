/**
 * The `itl` custom section, read without trust in what it holds: every JSON object becomes a Map, so that no name
 * meets a prototype. Types stay as they are; whoever makes something of them refuses what is none.
 */
import { ABI_VERSION, type FunctionJson, type MadeJson, SECTION_NAME, type TypeDefinitionJson } from '../abi.ts';
import { ItlLinkError, reason } from '../values/errors.ts';
import type { Adapter } from './adapter.ts';
import { decodeText } from './decode-text.ts';

/** By module and field. */
type Imports<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

export interface ModuleSection {
  readonly path: string;
  readonly file: string;
  readonly imports: Imports<string>;
  readonly passes: readonly string[];
  readonly made?: ReadonlyMap<string, MadeJson>;
  readonly start?: string;
}

export interface Section {
  readonly name: string;
  readonly types: ReadonlyMap<string, TypeDefinitionJson>;
  readonly modules: readonly ModuleSection[];
  readonly imports: Imports<FunctionJson>;
  readonly exports: ReadonlyMap<string, FunctionJson>;
}

/** @throws ItlLinkError for a module without the section or of another ABI version, anything for a malformed one. */
export function readSection({ section, label }: Adapter): Section {
  const bytes = section(SECTION_NAME);
  if (bytes === undefined) {
    throw new ItlLinkError(`${label} is not an adapter (no '${SECTION_NAME}' section); is it the core module?`);
  }
  const { abi, name, types, modules, imports, exports } = JSON.parse(decodeText(bytes)) as Json;
  if (abi !== ABI_VERSION) throw new ItlLinkError(`${label} has ABI version ${abi}, this loader has ${ABI_VERSION}`);
  return {
    name: text(name),
    types: mapOf(types, (definition) => list(definition) as unknown as TypeDefinitionJson),
    modules: list(modules).map(moduleOf),
    imports: mapOf(imports, (functions) => mapOf(functions, functionOf)),
    exports: mapOf(exports, functionOf),
  };
}

/**
 * Runs what reads the section, or other code that the adapter may make stumble.
 *
 * @param what - what is to be said of the adapter then
 */
export function wellFormed<T>(label: string, read: () => T, what = `has a malformed '${SECTION_NAME}' section`): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ItlLinkError) throw cause;
    throw new ItlLinkError(`${label} ${what}: ${reason(cause)}`, { cause });
  }
}

type Json = Readonly<Record<string, unknown>>;

const expected = (what: string): never => {
  throw new TypeError(`${what} expected`);
};

const text = (json: unknown): string => (typeof json === 'string' ? json : expected('string'));

const list = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : expected('array'));

const object = (json: unknown): Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : expected('object');

const mapOf = <T>(json: unknown, read: (json: unknown) => T): ReadonlyMap<string, T> =>
  new Map(Object.entries(object(json)).map(([name, value]) => [name, read(value)]));

function moduleOf(json: unknown): ModuleSection {
  const module = object(json);
  const { path, file, imports, passes = [], made, start = '' } = module;
  [path, file, start].forEach(text);
  return {
    ...module,
    imports: mapOf(imports, (functions) => mapOf(functions, text)),
    passes: list(passes).map(text),
    made: made === undefined ? undefined : mapOf(made, list),
  } as unknown as ModuleSection;
}

function functionOf(json: unknown): FunctionJson {
  const func = object(json);
  const { params, results, overload } = func;
  for (const param of list(params)) text(list(param)[0]);
  list(results);
  if (overload !== undefined) checkOverload(object(overload));
  return func as unknown as FunctionJson;
}

function checkOverload({ kinds, text: shown }: Json): void {
  text(shown);
  for (const kind of list(kinds)) if (kind !== null) list(kind).forEach(text);
}
