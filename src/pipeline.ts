/** What runs for which target: a list of passes each, then its emitter, and what comes out. */

import { assemble, assembleDirect, optimize, withSections } from './assemble/assemble.ts';
import { trimNames } from './assemble/trim-names.ts';
import type { ModuleShape } from './backend/dts/instantiate.ts';
import { type ImportMap, mappedImport } from './backend/import-map.ts';
import { emitGlue } from './backend/js/emit-module.ts';
import type { CoreFacts, HelperPlace, ModuleFormat } from './backend/js/glue-options.ts';
import { sharedHelpers } from './backend/js/shared-helpers.ts';
import { sectionOf } from './backend/section.ts';
import { emitDirectModules } from './backend/wasm/direct/emit-direct-modules.ts';
import { printWat } from './backend/wasm/shared/wat.ts';
import { emitTableModule } from './backend/wasm/table/emit-table-module.ts';
import { boundaryOf } from './boundary/boundary-of.ts';
import type { ModuleExport, ModuleInterface } from './core/module-interface.ts';
import { earlyImport } from './ir/early-import.ts';
import { withForwardedCopies } from './ir/forward-copies/forward-copies.ts';
import type { Component, CoreModule } from './ir/ir.ts';
import { printComponent } from './ir/print.ts';

/** What a component is compiled to. */
export type TargetName = AdapterTarget | 'js';

/** A variant of an adapter. */
export type AdapterTarget = 'table' | 'direct';

/** Which variants an adapter carries: for any engine, the faster one for newer engines, or both. */
export type AdapterVariants = AdapterTarget | 'auto';

/** Where the IR can be looked at: as the checker left it, and behind each pass. */
export type Stage = 'check' | 'forward-copies';

/** Component in, component out; whatever holds for any component (see ir/verify.ts) holds behind it too. */
export interface Pass {
  readonly name: Stage;
  readonly run: (component: Component) => Component;
}

const forwardCopies: Pass = { name: 'forward-copies', run: withForwardedCopies };

/** In the order in which they run. */
export const passes: Readonly<Record<TargetName, readonly Pass[]>> = {
  table: [forwardCopies],
  direct: [forwardCopies],
  js: [forwardCopies],
};

export const stages: readonly Stage[] = [
  ...new Set<Stage>(['check', ...Object.values(passes).flatMap((list) => list.map(({ name }) => name))]),
];

/** The component when all passes of a target have run, or those up to a stage. */
export function runPasses(component: Component, target: TargetName, stage?: Stage): Component {
  const list = passes[target];
  const end = stage === undefined ? list.length : 1 + list.findIndex(({ name }) => name === stage);
  return list.slice(0, end).reduce((before, pass) => pass.run(before), component);
}

/** The direct variant comes behind its core modules: where these may need an adapter before, it is the other one. */
const targetsOf = (component: Component, variants: AdapterVariants): readonly AdapterTarget[] => {
  if (earlyImport(component)) return ['table'];
  return variants === 'auto' ? ['table', 'direct'] : [variants];
};

/** The IR of each target behind a stage, or as its emitter gets it; once where targets agree. */
export function printIr(component: Component, variants: AdapterVariants, stage?: Stage): string {
  const texts = new Map<string, TargetName[]>();
  for (const target of targetsOf(component, variants)) {
    const text = printComponent(runPasses(component, target, stage));
    texts.set(text, [...(texts.get(text) ?? []), target]);
  }
  const title = stage === undefined ? 'as the emitter gets it' : `after ${stage}`;
  return [...texts].map(([text, targets]) => `;; ${targets.join(' and ')}, ${title}\n${text}`).join('\n');
}

/** The modules of an adapter, as WebAssembly text. */
export interface AdapterTexts {
  readonly table?: string;
  readonly direct?: string;
  /** What core modules import until the direct variant is there. */
  readonly shim?: string;
}

const emitters: Readonly<Record<AdapterTarget, (component: Component) => AdapterTexts>> = {
  table: (component) => ({ table: printWat(emitTableModule(component)) }),
  direct: (component) => {
    const { adapter, shim } = emitDirectModules(component);
    return { direct: printWat(adapter), ...(shim && { shim: printWat(shim) }) };
  },
};

export function emitTexts(component: Component, variants: AdapterVariants): AdapterTexts {
  const texts = targetsOf(component, variants).map((target) => emitters[target](runPasses(component, target)));
  return Object.assign({}, ...texts);
}

export interface JavaScriptOptions {
  readonly format?: ModuleFormat;
  /** By default `inline`. */
  readonly helpers?: HelperPlace;
  /** Where a core module will be, as a relative URL from the module's file, given its path as the source writes it. */
  readonly locate?: (path: string) => string;
  /** Whether core modules are put into the module, their bytes being what `readCore` gives. */
  readonly inline?: boolean;
  /** The text of `it_wasi.js`, which is then put into the module too, where core modules import WASI. */
  readonly readWasi?: (() => string | undefined) | undefined;
  readonly isComponent?: boolean;
  /** Whether the module starts the component when it is imported, and exports what that has. */
  readonly starts?: boolean;
  /** Imports that the module takes from other modules, where users do not give them. */
  readonly imports?: ImportMap;
  /** Whether core modules that import WASI get it from itlc, and not, as in a component binary, from each other. */
  readonly givesWasi?: boolean;
  readonly readCore?: ((path: string) => Uint8Array | undefined) | undefined;
}

export interface JavaScript {
  readonly code: string;
  /** What its declarations have to say besides the boundary. */
  readonly shape: ModuleShape;
  /** Whether it imports `./it_wasi.js`. */
  readonly needsWasi: boolean;
  /** The text of `it_glue.js`, where it imports that. */
  readonly glue: string | undefined;
}

/** The component as a JavaScript module. @param cores - what is known of its core modules, by path */
export function emitJavaScript(
  component: Component,
  options: JavaScriptOptions,
  cores: ReadonlyMap<string, ModuleInterface>,
): JavaScript {
  const {
    format = 'esm',
    helpers = 'inline',
    locate = (path) => path,
    inline = false,
    isComponent = false,
    starts = false,
    readCore,
  } = options;
  const { givesWasi = !isComponent } = options;
  const isServed = (path: string, { field }: { readonly field: string }): boolean =>
    component.modules.some((module) => module.path === path && servesWasi(module, field));
  const facts: CoreFacts = {
    hasStack: (path) => cores.get(path)?.exports.some(isStackPointer) ?? true,
    reachOf: (path, field) => cores.get(path)?.reachOf(field),
    takesWasi: (path) =>
      givesWasi && (cores.get(path)?.imports.some((each) => isWasi(each) && !isServed(path, each)) ?? false),
    isKnown: (path) => cores.has(path),
    hasStart: (path) => !cores.has(path) || cores.get(path)?.start !== undefined,
    hasInitialize: (path) => cores.get(path)?.exports.some(({ field }) => field === '_initialize') ?? true,
  };
  const inlined = (path: string): Uint8Array | undefined => (inline ? readCore?.(path) : undefined);
  const paths = component.modules.filter(({ made }) => !made).map(({ path }) => path);
  const takesWasi = paths.some(facts.takesWasi);
  const wasi = inline && takesWasi ? options.readWasi?.() : undefined;
  const { imports = {} } = options;
  const settings = { format, helpers, isComponent, starts, imports, locate, inlined, wasi, cores: facts };
  const { code, errors } = emitGlue(runPasses(component, 'js'), settings);
  const isMapped = (name: string): boolean => mappedImport(imports, name) !== undefined;
  return {
    code,
    shape: { errors, paths, isComponent, starts, isServed: isMapped, takesWasi },
    needsWasi: takesWasi && wasi === undefined,
    glue: helpers === 'shared' ? sharedHelpers(format) : undefined,
  };
}

/** Whether the component itself gives a core module a function of WASI, its own or another module's. */
const servesWasi = ({ imports, links }: CoreModule, wanted: string): boolean =>
  links.some(({ from, field }) => isWasi({ module: from }) && field === wanted) ||
  imports.some(({ role }) => role.kind === 'adapted-import' && isWasi({ module: role.from }) && role.field === wanted);

/** Whether an import is of WASI. */
export const isWasi = ({ module }: { readonly module: string }): boolean => module === 'wasi_snapshot_preview1';

const isStackPointer = ({ field, entity }: ModuleExport): boolean =>
  field === '__stack_pointer' && entity.kind === 'global' && entity.mutable !== false;

export interface BinaryOptions {
  /** Runs binaryen's optimiser over the table variant; over the direct one it runs always. */
  readonly optimize?: boolean;
  /** Where a core module will be, as a relative URL from the adapter's file, given its path as the source writes it. */
  readonly locate?: (path: string) => string;
  /** Assembles and optimises the direct variant; undefined where it is nested too deep for that. */
  readonly assembleDirect?: (text: string) => Promise<Uint8Array | undefined>;
}

/**
 * The adapter module. The direct variant is a section of the table variant's module, or of an empty one. Undefined where
 * the text is nested too deep to be assembled.
 */
export async function emitBinary(
  component: Component,
  { table = '(module)', direct, shim }: AdapterTexts,
  { optimize: isOptimized, locate = (path) => path, assembleDirect: assembleFast = assembleDirect }: BinaryOptions,
): Promise<Uint8Array | undefined> {
  const assembling = direct === undefined ? undefined : assembleFast(direct);
  // Where something else fails first, nobody waits for it.
  assembling?.catch(() => {});
  const assembled = await assemble(component.name, table);
  const binary = assembled && isOptimized ? await optimize(assembled) : assembled;
  const fast = await assembling;
  if (!binary || (direct !== undefined && !fast)) return undefined;
  const fastShim = shim === undefined ? undefined : await assemble('shim', shim);
  return withSections(trimNames(binary), {
    section: sectionOf(boundaryOf(component), component.modules, locate),
    direct: fast && trimNames(fast),
    shim: fastShim && trimNames(fastShim),
  });
}
