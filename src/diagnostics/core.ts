/** ITL4xxx: what an ITL file says of a core module and what the module has. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor, listOf } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint === undefined ? {} : { hint }),
});

const listed = (names: readonly string[], nothing: string): string =>
  names.length === 0 ? nothing : `it has ${listOf(names)}`;

/** `problem` as `readModule` gives it. */
export function unreadableModule(
  path: string,
  problem: { readonly message: string; readonly offset: number },
  span: Span,
): Diagnostic {
  const place = problem.offset > 0 ? ` (at byte ${problem.offset})` : '';
  return error('ITL4001', span, `cannot use '${path}' as a core module: ${problem.message}${place}`);
}

/** `what`: "an object file". */
export const notLinked = (path: string, what: string, span: Span): Diagnostic =>
  error('ITL4002', span, `'${path}' is ${what}, not a linked module`, 'link it: clang without -c, or wasm-ld');

export const missingExport = (path: string, field: string, span: Span, functions: readonly string[]): Diagnostic =>
  error(
    'ITL4003',
    span,
    `'${path}' exports no function '${field}'`,
    hintFor(field, functions) ?? listed(functions, 'it exports no function at all'),
  );

/** `kind` and `wanted` as ITL says them: "memory", "function". */
export const exportOfOtherKind = (path: string, field: string, kind: string, wanted: string, span: Span): Diagnostic =>
  error('ITL4004', span, `the export '${field}' of '${path}' is a ${kind}, not a ${wanted}`);

export const wrongExportSignature = (
  path: string,
  field: string,
  declared: string,
  actual: string,
  span: Span,
): Diagnostic => error('ITL4005', span, `'${field}' is declared ${declared}`, `'${path}' has it as ${actual}`);

export const missingMemory = (path: string, field: string, span: Span, memories: readonly string[]): Diagnostic =>
  error(
    'ITL4006',
    span,
    `'${path}' exports no memory '${field}'`,
    hintFor(field, memories) ?? listed(memories, 'it exports no memory at all'),
  );

export const memoryOf64Bits = (path: string, field: string, span: Span): Diagnostic =>
  error(
    'ITL4008',
    span,
    `the memory '${field}' of '${path}' has 64-bit addresses`,
    `declare it in (module …): (memory "${field}" i64)`,
  );

export const memoryOf32Bits = (path: string, field: string, span: Span): Diagnostic =>
  error('ITL4027', span, `the memory '${field}' of '${path}' has 32-bit addresses`, `remove (memory "${field}" i64)`);

/** `(import "env" *)` where all is adapted. */
export const nothingPassed = (path: string, module: string, span: Span): Diagnostic => ({
  ...error('ITL4026', span, `'${path}' imports no function of '${module}' that is not adapted`, 'remove it'),
  severity: 'warning',
});

export interface ImportText {
  readonly module: string;
  readonly field: string;
  /** `(param i32) (result)`. */
  readonly signature: string;
}

/** All of a module at once: one that was built for another host has dozens. */
export const unadaptedImports = (path: string, imports: readonly ImportText[], span: Span): Diagnostic => ({
  ...error(
    'ITL4010',
    span,
    `'${path}' imports ${imports.length === 1 ? 'a function' : `${imports.length} functions`} that nothing here provides`,
    `give (module …) an (import "${imports[0]?.module}" …) for ${imports.length === 1 ? 'it' : 'them'}, or (import "${imports[0]?.module}" *) for whoever instantiates it`,
  ),
  notes: imports.map(({ module, field, signature }) => ({ message: `"${module}" "${field}" ${signature}` })),
});

export const importOfOtherKind = (path: string, module: string, field: string, kind: string, span: Span): Diagnostic =>
  error(
    'ITL4011',
    span,
    `'${path}' imports the ${kind} '${field}' of '${module}'`,
    `give (module …) an (import "${module}" (${kind} "${field}" MODULE "name"))`,
  );

export const wrongImportSignature = (
  path: string,
  field: string,
  declared: string,
  actual: string,
  span: Span,
): Diagnostic =>
  error('ITL4012', span, `the import '${field}' is declared ${declared}`, `'${path}' has it as ${actual}`);

export const importNotNeeded = (
  path: string,
  module: string,
  field: string,
  span: Span,
  imports: readonly string[],
): Diagnostic => ({
  ...error(
    'ITL4013',
    span,
    `'${path}' does not import '${field}' of '${module}'`,
    hintFor(field, imports) ?? 'remove it',
  ),
  severity: 'warning',
});

/** `--inline` puts it into the JavaScript. */
export const nothingToInline = (path: string, span: Span): Diagnostic =>
  error('ITL4022', span, `'${path}' is not there, and has to be for --inline`, 'correct the path, or build it first');

/** `--start`: there is nobody to give it when the JavaScript is imported. */
export const nobodyGives = (module: string, field: string): Diagnostic => ({
  code: 'ITL4028',
  severity: 'error',
  message: `with --start nobody can give the import '${field}' of '${module}'`,
  hint: module.startsWith('wasi:')
    ? 'serve it from a package, by --wasi, or from a module, by --map'
    : `serve it from a module: --map ${module}=./file.js`,
});

/** `--start`: an export of the component and one of the module cannot have the same name. */
export const nameTaken = (field: string): Diagnostic => ({
  code: 'ITL4029',
  severity: 'error',
  message: `with --start the module cannot export the component's '${field}': the module has one of its own`,
  hint: 'give the export another name, or compile without --start',
});

/** Nothing that the source says of it is checked. */
export const coreNotThere = (path: string, span: Span): Diagnostic => ({
  ...error(
    'ITL4021',
    span,
    `'${path}' is not there, so what is declared of it was not checked`,
    'correct the path, or build the module first; --no-check-core turns the checks off',
  ),
  severity: 'warning',
});

/** `--target direct`: that variant comes behind its core modules. */
export const tableInstead = (path: string, module: string, field: string, span: Span): Diagnostic => ({
  ...error(
    'ITL4031',
    span,
    `the start function of '${path}' may call '${field}' of '${module}', which needs the adapter before the direct variant is there: this is the table variant`,
    "leave --target out, or call imports from '_initialize', or from an export that (start …) names",
  ),
  severity: 'warning',
});

export const missingTable = (path: string, field: string, span: Span, tables: readonly string[]): Diagnostic =>
  error(
    'ITL4015',
    span,
    `'${path}' exports no table '${field}'`,
    hintFor(field, tables) ?? listed(tables, 'link it with --export-table'),
  );

export const tableCannotGrow = (path: string, field: string, span: Span): Diagnostic =>
  error(
    'ITL4016',
    span,
    `the table '${field}' of '${path}' cannot grow, so there is no slot for a function pointer`,
    'link with --growable-table, for clang -Wl,--growable-table',
  );

export const missingGlobal = (path: string, field: string, span: Span, globals: readonly string[]): Diagnostic =>
  error(
    'ITL4017',
    span,
    `'${path}' exports no global '${field}'`,
    hintFor(field, globals) ?? listed(globals, 'it exports no global at all; wasm-ld does with --export=NAME'),
  );

export const wrongGlobalType = (path: string, field: string, holds: string, actual: string, span: Span): Diagnostic =>
  error('ITL4018', span, `the global '${field}' is used as ${holds}`, `'${path}' has it as ${actual}`);

export const constantGlobal = (path: string, field: string, span: Span): Diagnostic =>
  error('ITL4019', span, `the global '${field}' of '${path}' is constant`, 'only a mutable one can be set');

export const wrongTableElement = (path: string, field: string, holds: string, actual: string, span: Span): Diagnostic =>
  error('ITL4020', span, `the table '${field}' is used for ${holds}`, `'${path}' has it for ${actual}`);

export const pathMissing = (name: string, span: Span): Diagnostic =>
  error(
    'ITL4024',
    span,
    `the module '${name}' has no path`,
    'write its path in quotes behind its name; without one it makes memories, tables and globals',
  );

export const misplacedEntity = (kind: string, module: string, span: Span): Diagnostic =>
  error(
    'ITL4024',
    span,
    `'${module}' has a path, so the component makes no ${kind} in it`,
    'a module without a path makes memories, tables and globals, which others import',
  );

export const modulesInOrder = (name: string, provider: string, span: Span): Diagnostic =>
  error(
    'ITL4025',
    span,
    name === provider ? `'${name}' cannot import from itself` : `no module '${provider}' stands before '${name}'`,
    'what others import from is written before them',
  );

/** `needs`: what the importing module asks for. */
export const misfit = (path: string, field: string, needs: string, given: string, span: Span): Diagnostic =>
  error('ITL4023', span, `'${path}' imports ${needs} as '${field}'`, given);
