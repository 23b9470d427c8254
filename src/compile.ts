/** From source to outputs, one call a phase. Does no I/O: what it needs from outside it asks its caller for. */

import { emitDeclarations } from './backend/dts/emit-dts.ts';
import type { ImportMap } from './backend/import-map.ts';
import type { HelperPlace, ModuleFormat } from './backend/js/glue-options.ts';
import { boundaryOf } from './boundary/boundary-of.ts';
import { givenModules } from './boundary/given-modules.ts';
import { passedFunctions } from './check/passed-functions.ts';
import { type CheckOptions, type CoreInterfaces, checkSource, type Source } from './check-source.ts';
import { checkStarted } from './check-started.ts';
import { HEADERS_MODULE } from './core/check-module.ts';
import { tableInstead } from './diagnostics/core.ts';
import type { Diagnostic, DiagnosticSink } from './diagnostics/diagnostic.ts';
import { nestedTooDeep } from './diagnostics/types.ts';
import { formatWellFormed } from './frontend/format.ts';
import { earlyImport } from './ir/early-import.ts';
import { withoutIdleDefers } from './ir/idle-defers.ts';
import type { Component } from './ir/ir.ts';
import { withoutUnneeded } from './ir/prune.ts';
import {
  type AdapterVariants,
  type BinaryOptions,
  emitBinary,
  emitJavaScript,
  emitTexts,
  isWasi,
  printIr,
  type Stage,
  stages,
} from './pipeline.ts';
import { SourceMap } from './source/source-map.ts';

/** The forms in which a component can be had. `itl` is its source, formatted; `ir` is what the emitters get, `ir:STAGE` what a stage before them left. */
export type Output = 'wasm' | 'wat' | 'dts' | 'js' | PrintedOutput;

/** To be read, no file. */
export type PrintedOutput = 'itl' | IrOutput;

/** What the emitters get, or what the stage before a pass left. */
export type IrOutput = 'ir' | `ir:${Stage}`;

/** How a component is compiled. */
export interface CompileOptions extends BinaryOptions, CheckOptions {
  /** What to make; by default `wasm`, `js` and `dts`. Nothing: the source is only checked. */
  readonly emit?: readonly Output[];
  /** Of the JavaScript; by default `esm`. */
  readonly format?: ModuleFormat;
  /** Where the JavaScript has its helpers: in itself, or in `./it_glue.js`, which many components share. By default `inline`. */
  readonly helpers?: HelperPlace;
  /** Gives the text of `it_wasi.js`, which `inline` then puts into the JavaScript too, where core modules import WASI. */
  readonly readWasi?: (() => string | undefined) | undefined;
  /** Made of a component binary or WIT: its JavaScript can be instantiated as jco's is, too. */
  readonly isComponent?: boolean;
  /** The JavaScript starts the component when it is imported, and exports what that has beside `instantiate`. */
  readonly starts?: boolean;
  /** Imports that the JavaScript takes from other modules, as `--map` has them: by name, `MODULE` or `MODULE#EXPORT`. */
  readonly imports?: ImportMap;
  /** Whether core modules that import WASI get it from itlc; by default unless it is a component. */
  readonly givesWasi?: boolean;
  /** By default `auto`. */
  readonly target?: AdapterVariants;
}

/** What compiling has made. */
export interface Compilation {
  /** The component's name. */
  readonly name: string;
  /** In the order of the source. */
  readonly diagnostics: readonly Diagnostic[];
  /** Finds the places that diagnostics speak of. */
  readonly sources: SourceMap;
  /** The adapter module, ready to be run by the loader. */
  readonly wasm?: Uint8Array;
  /** The table variant as text. */
  readonly wat?: string;
  /** The direct variant as text, before it is optimised. */
  readonly directWat?: string;
  /** TypeScript declarations of types, exports and imports; those of `js` where that is made too. */
  readonly dts?: string;
  /** The component as a JavaScript module, which needs no adapter and no loader. */
  readonly js?: string;
  /** Whether `js` imports `./it_wasi.js`, for core modules that import WASI. */
  readonly needsWasi?: boolean;
  /** The text of `it_glue.js`, which `js` imports where helpers are `shared`: the same for all components. */
  readonly glue?: string;
  /** Where `js` takes functions of JavaScript from: what it is given, or what `imports` maps. */
  readonly importsFrom?: readonly string[];
  /** Whether a core module imports WASI, or is not there to be asked: then the loader needs its `it_wasi.js`. */
  readonly mayNeedWasi?: boolean;
  /** The component between two passes, to be read: its form may change at any time. */
  readonly ir?: string;
  /** The source, formatted, and behind it the components that it uses. */
  readonly itl?: string;
}

/**
 * Compiles one ITL source. Never throws for what is wrong in it: `diagnostics` says so, and outputs are there only when
 * none of them is an error.
 */
export async function compile(source: Source, options: CompileOptions = {}): Promise<Compilation> {
  const { name, component, found, made, used, sources, sink } = checkSource(source, options);
  const readCore = (path: string): Uint8Array | undefined => made.get(path) ?? options.readCore?.(path);
  const outputs =
    component && !sink.hasErrors
      ? await emitWithin(informed(needed(component, found), found, options), { ...options, readCore }, found, sink)
      : {};
  const isPrinting = options.emit?.includes('itl') && component && !sink.hasErrors;
  const itl = isPrinting ? printItl(source, used) : undefined;
  return { ...(itl !== undefined && { itl }), name, diagnostics: inOrder(sink.all), sources, ...outputs };
}

/** The source; behind it each component that it uses, under its path. */
function printItl(source: Source, used: readonly Source[]): string {
  const formatted = ({ path, text }: Source): string => formatWellFormed(new SourceMap().add(path, text));
  return [formatted(source), ...used.map((part) => `;; ${part.path}\n\n${formatted(part)}`)].join('\n');
}

/** A stack that the source is too deep for ends whatever phase comes to its end first. */
async function emitWithin(
  component: Component,
  options: CompileOptions,
  found: CoreInterfaces,
  sink: DiagnosticSink,
): Promise<Outputs> {
  try {
    return await emitOutputs(component, options, found, sink);
  } catch (error) {
    if (!(error instanceof Error && /call stack|recursion/.test(error.message))) throw error;
    // The assembler may have come to its end before.
    if (!sink.hasErrors) sink.add(nestedTooDeep(component.name));
    return {};
  }
}

const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((left, right) => (left.span?.start ?? 0) - (right.span?.start ?? 0));

/** Without what the C++ headers may import and this program does not. */
function needed(component: Component, found: CoreInterfaces): Component {
  const paths = new Map(component.modules.map(({ name, path }) => [name, path]));
  return withoutUnneeded(component, ({ role }) => {
    const actual = role.kind === 'adapted-import' ? found.get(paths.get(role.module) ?? '') : undefined;
    if (role.kind !== 'adapted-import' || role.from !== HEADERS_MODULE || !actual) return true;
    return actual.imports.some(({ module, field }) => module === role.from && field === role.field);
  });
}

/** With what only the binaries of its core modules say. */
function informed(component: Component, found: CoreInterfaces, { isComponent = false }: CompileOptions): Component {
  const modules = component.modules.map((module) => {
    const actual = found.get(module.path);
    if (!actual) return module;
    const shared = actual.exports.filter(({ entity }) => entity.kind === 'memory' && entity.shared);
    return {
      ...module,
      sharedMemories: new Set(shared.map(({ field }) => field)),
      importsOf: (field: string) => actual.reachOf(field)?.imports,
      exportsOf: (field: string) => actual.reachOf(field)?.exports,
      trapsOf: (field: string) => actual.reachOf(field)?.traps,
      startImports: actual.start ? actual.reachOf(actual.start.index)?.imports : [],
      passed: module.passed.map((rest) => ({ ...rest, functions: passedFunctions(rest, module, actual) })),
    };
  });
  return withoutIdleDefers({ ...component, modules, guardsEntry: isComponent });
}

export const isPrinted = (output: Output): output is PrintedOutput => output === 'itl' || isIr(output);

export const isIr = (output: Output): output is IrOutput => output === 'ir' || output.startsWith('ir:');

/** Absent for `ir` alone. */
const stageIn = (output: IrOutput): Stage | undefined => stages.find((stage) => output === `ir:${stage}`);

type Outputs = Omit<Compilation, 'name' | 'diagnostics' | 'sources'>;

const mayImportWasi = ({ modules }: Component, found: CoreInterfaces): boolean =>
  modules.some(({ path, made }) => !made && (found.get(path)?.imports.some(isWasi) ?? true));

async function emitOutputs(
  component: Component,
  options: CompileOptions,
  found: CoreInterfaces,
  sink: DiagnosticSink,
): Promise<Outputs> {
  const wanted = new Set<Output>(options.emit ?? ['wasm', 'js', 'dts']);
  if (options.starts && wanted.has('js'))
    for (const each of checkStarted(component, options.imports ?? {})) sink.add(each);
  if (sink.hasErrors) return {};
  const { target = 'auto' } = options;
  const early = target === 'direct' && (wanted.has('wasm') || wanted.has('wat')) ? earlyImport(component) : undefined;
  if (early) sink.add(tableInstead(early.module.path, early.from, early.field, early.module.span));
  const ir = [...wanted].find((output) => isIr(output));
  const texts = wanted.has('wasm') || wanted.has('wat') ? emitTexts(component, target) : {};
  const wasm = wanted.has('wasm') ? await emitBinary(component, texts, options) : undefined;
  if (wanted.has('wasm') && !wasm) sink.add(nestedTooDeep(component.name));
  const js = wanted.has('js') ? emitJavaScript(component, options, found) : undefined;
  return {
    ...(wasm && { wasm, mayNeedWasi: mayImportWasi(component, found) }),
    ...(wanted.has('wat') && texts.table !== undefined && { wat: texts.table }),
    ...(wanted.has('wat') && texts.direct !== undefined && { directWat: texts.direct }),
    ...(wanted.has('dts') && { dts: emitDeclarations(boundaryOf(component), js?.shape) }),
    ...(js && {
      js: js.code,
      needsWasi: js.needsWasi,
      ...(js.glue !== undefined && { glue: js.glue }),
      importsFrom: givenModules(component),
    }),
    ...(ir && { ir: printIr(component, target, stageIn(ir)) }),
  };
}
