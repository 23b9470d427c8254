/**
 * `instantiate` and `instantiateSync` of a JavaScript module, as TypeScript declares them. Types that only the DOM
 * library has (`URL`, `Response`, `WebAssembly`) are not mentioned: Node projects do without it.
 */
import type { Boundary } from '../../boundary/boundary.ts';
import type { ErrorName } from '../../boundary/error-names.ts';
import { docComment } from './doc-comment.ts';
import { errorDeclaration } from './errors.ts';
import { indented, interfaceLines } from './lines.ts';
import { quoted } from './names.ts';

/** What a JavaScript module has besides the component's boundary. */
export interface ModuleShape {
  /** Core modules, by the paths that the source gives. */
  readonly paths: readonly string[];
  /** Whether a core module imports WASI, as far as that is known. */
  readonly takesWasi: boolean;
  /** Whether it can be instantiated as jco's outputs are, too. */
  readonly isComponent: boolean;
  /** Whether the module has an import itself, where it is not given. */
  readonly isServed: (module: string) => boolean;
  /** Whether the component is started when the module is imported, which then exports what it has. */
  readonly starts: boolean;
  /** The error classes that the module exports. */
  readonly errors: readonly ErrorName[];
}

export function moduleDeclarations({ imports, passed }: Boundary, shape: ModuleShape): readonly string[][] {
  const isNeeded = [...imports, ...passed].some(({ module }) => !shape.isServed(module));
  const given = isNeeded ? 'imports: Imports' : 'imports?: Imports';
  return [
    functionLines('instantiate', given, 'InstantiateOptions', 'Promise<Exports & Disposable>', asynchronous),
    ...(shape.isComponent
      ? [jcoLines('instantiate', given, 'object | PromiseLike<object>', 'Promise<Exports & Disposable>')]
      : []),
    functionLines('instantiateSync', given, 'InstantiateSyncOptions', 'Exports & Disposable', synchronous),
    ...(shape.isComponent ? [jcoLines('instantiateSync', given, 'object', 'Exports & Disposable')] : []),
    optionsLines('InstantiateOptions', shape, (type) => `${type} | PromiseLike<${type}>`, optionsDoc),
    optionsLines('InstantiateSyncOptions', shape, (type) => type, optionsSyncDoc),
    ...(shape.paths.length > 0 ? [sourceLines] : []),
    ...(shape.takesWasi ? [wasiLines] : []),
    ...shape.errors.map(errorDeclaration),
  ];
}

const asynchronous = [
  'Loads the core modules, links them with the imports, and starts them. Instances share nothing.',
  '',
  '@param imports - the functions that the component calls, by module and name',
  '@returns the exports; `[Symbol.dispose]()` frees what the instance holds',
  '@throws ItlLinkError where something is missing or does not fit',
];

const synchronous = [
  'The same without waiting. Core modules are files on Node, Deno or Bun, or given in `options.modules`.',
];

const optionsDoc = ['What `instantiate` can be told besides the imports.'];
const optionsSyncDoc = ['What `instantiateSync` can be told besides the imports.'];

const functionLines = (
  name: string,
  given: string,
  options: string,
  result: string,
  doc: readonly string[],
): string[] => [...docComment('', doc), `export declare function ${name}(${given}, options?: ${options}): ${result};`];

/** The same with the arguments that jco's outputs take. */
function jcoLines(name: string, given: string, module: string, result: string): string[] {
  const params = [
    `getCoreModule: (path: string) => ${module}`,
    given,
    'instantiateCore?: (module: any, imports: any) => any',
  ];
  return [
    ...docComment('', [
      'The same, with a function that gives the core modules, as `jco transpile --instantiation` has it.',
    ]),
    `export declare function ${name}(${params.join(', ')}): ${result};`,
  ];
}

/** @param maybe - a type, or that and a promise of it */
function optionsLines(
  name: string,
  { paths, takesWasi }: ModuleShape,
  maybe: (type: string) => string,
  doc: readonly string[],
): string[] {
  const distinct = [...new Set(paths)];
  const sources = distinct.map((path) => `readonly ${quoted(path)}?: ${maybe('CoreSource')} | undefined`);
  const parameters = `path: ${distinct.map(quoted).join(' | ')}, module: object, imports: CoreImports`;
  const members = [
    ...docComment('Core modules by the paths in the source, where they do not lie beside this file.'),
    `readonly modules?: { ${sources.join('; ')} } | undefined;`,
    ...docComment('Makes the instance of a core module, with more imports for example.'),
    `readonly instantiate?: ((${parameters}) => ${maybe('object')}) | undefined;`,
    ...lifeLines,
    ...(takesWasi ? [...docComment('What the core modules see of the world; false for no WASI.'), wasiOption] : []),
  ];
  if (paths.length === 0) return [...docComment('', doc), `export type ${name} = Readonly<Record<string, never>>;`];
  return [...docComment('', doc), ...interfaceLines(name, members)];
}

/** As `LifeOptions` of the loader. */
const lifeLines = [
  ...docComment(
    "Calls once the instance has trapped in the middle of something: `'refuse'`, or `'continue'` with what is left.",
  ),
  "readonly afterTrap?: 'refuse' | 'continue' | undefined;",
  ...docComment('Called when a memory of a core module has grown: views of its old buffer are empty then.'),
  'onMemoryGrowth?(memory: { readonly buffer: ArrayBuffer | SharedArrayBuffer }, path: string): void;',
];

const wasiOption = 'readonly wasi?: WasiOptions | false | undefined;';

const sourceLines = [
  ...docComment('', [
    'Where a core module comes from: a URL or path, its bytes, a Response, a `WebAssembly.Module`; or what runs already:',
    'a `WebAssembly.Instance`, an object of exports.',
  ]),
  'export type CoreSource = string | object;',
  '',
  ...docComment('By module and name, as `WebAssembly.instantiate` takes them.'),
  'export type CoreImports = Record<string, Record<string, (...values: never[]) => unknown>>;',
];

const bytes = 'ArrayBuffer | SharedArrayBuffer | ArrayBufferView';

/** As `WasiOptions` of the loader, which a test compares with it. */
const wasiLines = [
  ...docComment('What a core module sees through WASI.'),
  'export interface WasiOptions {',
  ...indented([
    ...docComment("The program's name first; a function where they differ from call to call."),
    'readonly args?: readonly string[] | (() => readonly string[]) | undefined;',
    'readonly env?: Readonly<Record<string, string>> | undefined;',
    ...docComment('Files by path. A Map gets what the module writes, as Uint8Array; beside an object it is lost.'),
    `readonly files?: Readonly<Record<string, string | ${bytes}>> | Map<string, string | ${bytes}> | undefined;`,
    ...docComment('Gets each line of standard output, or its bytes; `console.log` without it.'),
    'readonly stdout?: ((line: string) => void) | { write(bytes: Uint8Array): unknown } | undefined;',
    ...docComment('Gets each line of standard error, or its bytes; `console.error` without it.'),
    'readonly stderr?: ((line: string) => void) | { write(bytes: Uint8Array): unknown } | undefined;',
    `readonly stdin?: string | ${bytes} | undefined;`,
    ...docComment('Functions in place of those of WASI, by name; `this` is what the core module exports.'),
    'readonly functions?: Readonly<Record<string, (this: any, ...values: any[]) => unknown>> | undefined;',
  ]),
  '}',
];
