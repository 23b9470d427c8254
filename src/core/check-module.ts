/** Compares what an ITL file says of a core module with the module itself. */
import { POINTER_BLOCK } from '../../runtime/abi.ts';
import {
  constantGlobal,
  exportOfOtherKind,
  type ImportText,
  importNotNeeded,
  importOfOtherKind,
  memoryOf32Bits,
  memoryOf64Bits,
  misfit,
  missingExport,
  missingGlobal,
  missingMemory,
  missingTable,
  nothingPassed,
  notLinked,
  tableCannotGrow,
  unadaptedImports,
  wrongExportSignature,
  wrongGlobalType,
  wrongImportSignature,
  wrongTableElement,
} from '../diagnostics/core.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { Span } from '../source/source-map.ts';
import { entityText } from './entity-text.ts';
import { firstBy } from './first-by.ts';
import type { MadeEntity } from './made-interface.ts';
import {
  type CoreSignature,
  type Entity,
  type FunctionInterface,
  type Limits,
  type ModuleImport,
  type ModuleInterface,
  sameSignature,
  signatureText,
} from './module-interface.ts';
import { unlinkedSections, WASI_MODULE } from './names.ts';

/** A name in the core module, and where the ITL says it. */
export interface DeclaredName {
  readonly field: string;
  readonly span: Span;
}

export interface DeclaredFunction extends DeclaredName {
  readonly signature: CoreSignature;
}

export interface DeclaredImport extends DeclaredFunction {
  readonly module: string;
}

export interface DeclaredGlobal extends DeclaredName {
  readonly holds: string;
  readonly isSet: boolean;
}

export interface DeclaredTable extends DeclaredName {
  readonly holds: 'funcref' | 'externref';
  /** Where it first gets new slots, if anywhere. */
  readonly grownAt: Span | undefined;
}

/** What the module imports of another one. */
export interface DeclaredLink extends DeclaredName {
  readonly kind: 'memory' | 'table' | 'global' | 'function' | 'tag';
  readonly module: string;
  /** The other one's path, and what that calls it. */
  readonly provider: string;
  readonly name: string;
}

/** One `(module …)`. */
export interface DeclaredModule {
  /** As the ITL writes it. */
  readonly path: string;
  /** Where messages about the module as a whole point. */
  readonly span: Span;
  readonly functions: readonly DeclaredFunction[];
  readonly imports: readonly DeclaredImport[];
  /** Modules of which all other functions are the user's. */
  readonly passed: readonly DeclaredName[];
  /** Each use of a memory, in any order; a memory may be named often. */
  readonly memories: readonly DeclaredName[];
  readonly tables: readonly DeclaredTable[];
  /** Each use, in any order. */
  readonly globals: readonly DeclaredGlobal[];
  /** Memories that are taken for such with 64-bit addresses. */
  readonly wide: ReadonlySet<string>;
  /** What it is where the component makes it. */
  readonly made: readonly MadeEntity[] | undefined;
  readonly links: readonly DeclaredLink[];
}

/** Reports every difference that would keep the module from working. @param others - modules before it, by path */
export function checkCoreModule(
  declared: DeclaredModule,
  actual: ModuleInterface,
  sink: DiagnosticSink,
  others: ReadonlyMap<string, ModuleInterface> = new Map(),
): void {
  const unlinked = actual.sections.flatMap(({ name }) => (name === undefined ? [] : (unlinkedSections[name] ?? [])));
  if (unlinked[0] !== undefined) {
    sink.add(notLinked(declared.path, unlinked[0], declared.span));
    return;
  }
  const context: Context = { path: declared.path, actual, sink, others };
  for (const declaration of declared.functions) checkFunction(declaration, context);
  for (const use of firstUses(declared.memories)) checkMemory(use, declared.wide.has(use.field), context);
  for (const use of declared.tables) checkTable(use, context);
  for (const use of declared.globals) checkGlobal(use, context);
  checkImports(declared, context);
}

interface Context {
  readonly path: string;
  readonly actual: ModuleInterface;
  readonly sink: DiagnosticSink;
  readonly others: ReadonlyMap<string, ModuleInterface>;
}

const kindTexts: Readonly<Record<Entity['kind'], string>> = {
  func: 'function',
  memory: 'memory',
  table: 'table',
  global: 'global',
  tag: 'tag',
};

const exportsOf = (actual: ModuleInterface, kind: Entity['kind']): readonly string[] =>
  actual.exports.filter(({ entity }) => entity.kind === kind).map(({ field }) => field);

const firstUses = (uses: readonly DeclaredName[]): readonly DeclaredName[] => firstBy(uses, ({ field }) => field);

type Missing = (
  path: string,
  field: string,
  span: Span,
  candidates: readonly string[],
) => Parameters<DiagnosticSink['add']>[0];

/** The export of that name if it is of that kind; else says so. */
function findExport<K extends Entity['kind']>(
  { field, span }: DeclaredName,
  kind: K,
  missing: Missing,
  { path, actual, sink }: Context,
): Extract<Entity, { kind: K }> | undefined {
  const entity = actual.exports.find((candidate) => candidate.field === field)?.entity;
  if (entity?.kind === kind) return entity as Extract<Entity, { kind: K }>;
  if (entity) sink.add(exportOfOtherKind(path, field, kindTexts[entity.kind], kindTexts[kind], span));
  else sink.add(missing(path, field, span, exportsOf(actual, kind)));
  return undefined;
}

function checkFunction(declaration: DeclaredFunction, context: Context): void {
  const found = findExport(declaration, 'func', missingExport, context);
  const { field, span, signature } = declaration;
  if (!found?.signature || sameSignature(found.signature, signature)) return;
  const texts = [signatureText(signature), signatureText(found.signature)] as const;
  context.sink.add(wrongExportSignature(context.path, field, ...texts, span));
}

function checkMemory(use: DeclaredName, wide: boolean, context: Context): void {
  const found = findExport(use, 'memory', missingMemory, context);
  if (found && wide && !found.is64) context.sink.add(memoryOf32Bits(context.path, use.field, use.span));
  if (found?.is64 && !wide) context.sink.add(memoryOf64Bits(context.path, use.field, use.span));
}

/** Linkers give a table as many slots as the program has functions to point to, and no more. */
function checkTable(use: DeclaredTable, context: Context): void {
  const found = findExport(use, 'table', missingTable, context);
  if (found?.element !== undefined && found.element !== use.holds) {
    context.sink.add(wrongTableElement(context.path, use.field, use.holds, found.element, use.span));
  }
  if (!found || use.grownAt === undefined || found.max === undefined) return;
  if (found.max - found.min >= POINTER_BLOCK) return;
  context.sink.add(tableCannotGrow(context.path, use.field, use.grownAt));
}

function checkGlobal(use: DeclaredGlobal, context: Context): void {
  const found = findExport(use, 'global', missingGlobal, context);
  const { field, span, holds, isSet } = use;
  if (!found) return;
  if (found.type !== undefined && found.type !== holds) {
    context.sink.add(wrongGlobalType(context.path, field, holds, found.type, span));
  } else if (isSet && found.mutable === false) context.sink.add(constantGlobal(context.path, field, span));
}

function checkImports(declared: DeclaredModule, context: Context): void {
  const open: ModuleImport[] = [];
  for (const wanted of context.actual.imports) {
    const adapted = declared.imports.find((candidate) => sameName(candidate, wanted));
    const link = declared.links.find((candidate) => sameName(candidate, wanted));
    if (link) checkLink(link, wanted, context);
    else if (wanted.entity.kind !== 'func') reportOtherKind(wanted, adapted?.span ?? declared.span, context);
    else if (adapted) checkImport(adapted, wanted.entity, context);
    else open.push(wanted);
  }
  const isPassed = ({ field }: DeclaredName, { module }: ModuleImport): boolean => field === module;
  for (const rest of declared.passed) {
    if (!open.some((wanted) => isPassed(rest, wanted)))
      context.sink.add(nothingPassed(context.path, rest.field, rest.span));
  }
  const others = open.filter((wanted) => !declared.passed.some((rest) => isPassed(rest, wanted)));
  reportUnadapted(others, declared.span, context);
  for (const adapted of [...declared.imports, ...declared.links]) checkNeeded(adapted, context);
}

/** What it is given has to be what it asks for. */
function checkLink(link: DeclaredLink, { entity }: ModuleImport, context: Context): void {
  const { field, span, provider, name } = link;
  const kind = link.kind === 'function' ? 'func' : link.kind;
  const report = (given: string): void =>
    context.sink.add(misfit(context.path, field, entityText(entity), given, span));
  if (entity.kind !== kind) return report(`it is given a ${kindTexts[kind]}`);
  const other = context.others.get(provider);
  if (!other) return;
  const given = other.exports.find((candidate) => candidate.field === name)?.entity;
  if (given?.kind !== kind) return report(`'${provider}' exports no ${kindTexts[kind]} '${name}'`);
  if (!isFit(entity, given)) report(`it is given ${entityText(given)}`);
}

function isFit(wanted: Entity, given: Entity): boolean {
  if (wanted.kind === 'global' && given.kind === 'global') {
    return wanted.type === given.type && wanted.mutable === given.mutable;
  }
  if ((wanted.kind === 'func' && given.kind === 'func') || (wanted.kind === 'tag' && given.kind === 'tag')) {
    return !wanted.signature || !given.signature || sameSignature(wanted.signature, given.signature);
  }
  if (wanted.kind === 'table' && given.kind === 'table')
    return wanted.element === given.element && isWithin(wanted, given);
  return wanted.kind === 'memory' && given.kind === 'memory' && isWithin(wanted, given);
}

const isWithin = (wanted: Limits, given: Limits): boolean =>
  wanted.shared === given.shared &&
  wanted.is64 === given.is64 &&
  wanted.min <= given.min &&
  (wanted.max === undefined || (given.max !== undefined && given.max <= wanted.max));

function reportUnadapted(imports: readonly ModuleImport[], span: Span, { path, sink }: Context): void {
  // The loader has WASI.
  const others = uniqueTexts(imports.filter(({ module }) => module !== WASI_MODULE));
  if (others.length > 0) sink.add(unadaptedImports(path, others, span));
}

interface FullName {
  readonly module: string;
  readonly field: string;
}

const sameName = (left: FullName, right: FullName): boolean =>
  left.module === right.module && left.field === right.field;

function checkImport(
  { field, span, signature }: DeclaredImport,
  actual: FunctionInterface,
  { path, sink }: Context,
): void {
  if (!actual.signature || sameSignature(actual.signature, signature)) return;
  sink.add(wrongImportSignature(path, field, signatureText(signature), signatureText(actual.signature), span));
}

function reportOtherKind({ module, field, entity }: ModuleImport, span: Span, { path, sink }: Context): void {
  sink.add(importOfOtherKind(path, module, field, kindTexts[entity.kind], span));
}

/** A module may import one function several times. */
function uniqueTexts(imports: readonly ModuleImport[]): readonly ImportText[] {
  const texts = imports.map(({ module, field, entity }) => {
    const signature = entity.kind === 'func' && entity.signature && signatureText(entity.signature);
    return { module, field, signature: signature || 'of an unknown type' };
  });
  return firstBy(texts, ({ module, field, signature }) => `${module}\0${field}\0${signature}`);
}

/** What the C++ headers import depends on what the linker keeps of them. */
export const HEADERS_MODULE = '_it';

function checkNeeded(adapted: DeclaredName & FullName, { path, actual, sink }: Context): void {
  if (adapted.module === HEADERS_MODULE) return;
  if (actual.imports.some((wanted) => sameName(wanted, adapted))) return;
  const fields = actual.imports.filter(({ module }) => module === adapted.module).map(({ field }) => field);
  sink.add(importNotNeeded(path, adapted.module, adapted.field, adapted.span, fields));
}
