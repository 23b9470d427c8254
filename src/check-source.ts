/** The first half of compiling: a source is read, with the components that it uses, and compared with its core modules. */
import type { ComponentItem, Document } from './ast/nodes.ts';
import { checkDocument } from './check/check.ts';
import { type CoreUses, declaredModules } from './check/core-modules.ts';
import type { Notes } from './check/notes.ts';
import { checkCoreModule } from './core/check-module.ts';
import { isAdapter } from './core/is-adapter.ts';
import { madeInterface } from './core/made-interface.ts';
import type { ModuleInterface } from './core/module-interface.ts';
import { readModule } from './core/read-module.ts';
import { adapterGiven } from './diagnostics/component.ts';
import { coreNotThere, nothingToInline, unreadableModule } from './diagnostics/core.ts';
import { type Diagnostic, DiagnosticSink } from './diagnostics/diagnostic.ts';
import { circularComponents, componentNotThere, noComponentAtAll } from './diagnostics/linking.ts';
import { nothingDeclared } from './diagnostics/names.ts';
import { parseItl } from './frontend/itl.ts';
import type { Component, CoreModule } from './ir/ir.ts';
import { joinPath } from './link/join-path.ts';
import { type CheckedPart, type LinkedParts, linkParts, noParts } from './link/link-parts.ts';
import { ownNames } from './link/own-names.ts';
import { withParts } from './link/with-parts.ts';
import { SourceMap } from './source/source-map.ts';

/** The text of a component. */
export interface Source {
  /** For messages. The component is named after its last part, without `.itl`. */
  readonly path: string;
  /** ITL. */
  readonly text: string;
}

/** A component that another one uses. */
export interface UsedComponent {
  /** For messages. */
  readonly path: string;
  /** ITL: its own, or what it was translated to. */
  readonly text: string;
  /**
   * Core modules that were made with it, by the paths that the text has; unknown where it is only checked. Absent: they lie as
   * files beside it.
   */
  readonly cores?: ReadonlyMap<string, Uint8Array> | 'unknown';
}

/** Why a component cannot be used. */
export interface UnusableComponent {
  /** Why it cannot be had, in a sentence without a full stop; absent where problems say it, or it was told already. */
  readonly reason?: string | undefined;
  /** What is wrong with it: those without a place are shown where it is used. */
  readonly problems?: readonly Diagnostic[];
}

/** How a source is checked. */
export interface CheckOptions {
  /** The bytes of a core module, given its path as the source writes it; undefined where it is not there. */
  readonly readCore?: ((path: string) => Uint8Array | undefined) | undefined;
  /**
   * A component that the source uses, given its path from where the source lies; undefined where it is not there.
   * C++ and component binaries are given as the ITL that they are translated to.
   */
  readonly readComponent?: ((path: string) => UsedComponent | UnusableComponent | undefined) | undefined;
  /** Compares the source with the core modules, and says which are not there. By default where there is a `readCore`. */
  readonly checkCore?: boolean;
  /** Puts the core modules into the JavaScript, in place of references to their files. */
  readonly inline?: boolean;
}

/** Core modules that are there, by path. */
export type CoreInterfaces = ReadonlyMap<string, ModuleInterface>;

/** A source that was read and compared with its core modules. */
export interface CheckedSource {
  readonly name: string;
  readonly document: Document;
  /** Whether its syntax is right. */
  readonly isWellFormed: boolean;
  /** With the components that it uses; absent where there are errors. */
  readonly component: Component | undefined;
  /** Core modules that are there, by path. */
  readonly found: CoreInterfaces;
  /** Core modules that were made with components that it uses, by path. */
  readonly made: ReadonlyMap<string, Uint8Array>;
  /** The components that it uses, as ITL, each once, in the order in which they were read. */
  readonly used: readonly Source[];
  readonly sources: SourceMap;
  readonly sink: DiagnosticSink;
}

/** The first half of {@link compile}. @param notes gets what an editor asks for */
export function checkSource(source: Source, options: CheckOptions, notes?: Notes): CheckedSource {
  const whole: Whole = { options, sources: new SourceMap(), made: new Map(), checked: new Map(), used: [], told: [] };
  const sink = new DiagnosticSink();
  const path = source.path.split(/[\\/]/).at(-1) ?? source.path;
  const checked = checkOne(source, { path, open: [path], readCore: options.readCore }, whole, sink, notes);
  for (const each of whole.told) sink.add(each);
  return { ...checked, made: whole.made, used: whole.used, sources: whole.sources, sink };
}

/** `path/to/fizz.itl` → `fizz`. */
export function componentName(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return file.replace(/\.itl$/i, '') || file;
}

/** What the source and the components that it uses have in common. */
interface Whole {
  readonly options: CheckOptions;
  readonly sources: SourceMap;
  readonly made: Map<string, Uint8Array>;
  /** By path. */
  readonly checked: Map<string, CheckedPart | undefined>;
  readonly used: Source[];
  /** What is wrong with components that are used. */
  readonly told: Diagnostic[];
}

/** Where a source lies, seen from the one that is compiled. */
interface Place {
  readonly path: string;
  /** The sources that lead to it, itself included. */
  readonly open: readonly string[];
  readonly readCore: CheckOptions['readCore'];
  /** Whether its core modules were made with it: then their paths say nothing of files. */
  readonly isMade?: boolean;
}

function checkOne(
  { path, text }: Source,
  place: Place,
  whole: Whole,
  sink: DiagnosticSink,
  notes?: Notes,
): Pick<CheckedSource, 'name' | 'document' | 'isWellFormed' | 'component' | 'found'> {
  const { options, sources } = whole;
  const name = componentName(path);
  const file = sources.add(path, text);
  const document = parseItl(file, sink);
  const isWellFormed = !sink.hasErrors;
  const linked = link(document, place, whole, sink, notes);
  if (!linked) return { name, document, isWellFormed, component: undefined, found: new Map() };
  const { component, cores } = checkDocument(document, name, sink, notes, linked);
  if (isWellFormed && document.items.length === 0) sink.add(nothingDeclared({ start: file.base, end: file.base }));
  const own = { ...options, readCore: place.readCore };
  const interfaces = cores ? checkCoreModules(cores, own, sink) : new Map<string, ModuleInterface>();
  if (cores && options.inline) checkInlined(cores.modules, own, sink);
  const placed = (core: string): string =>
    place.isMade || place.open.length === 1 ? core : joinPath(place.path, core);
  const found = new Map([...interfaces].map(([core, actual]) => [placed(core), actual] as const));
  for (const [core, actual] of linked.found) found.set(core, actual);
  return { name, document, isWellFormed, component: component && withParts(component, linked, placed), found };
}

type Linked = LinkedParts & Pick<ReturnType<typeof ownNames>, 'types'>;

/** Undefined after reported errors. */
function link(
  document: Document,
  place: Place,
  whole: Whole,
  sink: DiagnosticSink,
  notes: Notes | undefined,
): Linked | undefined {
  if (document.items.every(({ kind }) => kind !== 'component')) return { ...noParts, types: new Map() };
  const names = ownNames(document);
  const linked = linkParts(document, names, (item) => checkPart(item, place, whole, sink), sink);
  if (notes) notes.parts = linked.parts;
  return linked.isSound ? { ...linked, types: names.types } : undefined;
}

/** Once for a path. Undefined after reported errors. */
function checkPart(item: ComponentItem, place: Place, whole: Whole, sink: DiagnosticSink): CheckedPart | undefined {
  const { value, span } = item.path;
  const path = joinPath(place.path, value);
  const start = place.open.indexOf(path);
  if (start >= 0) {
    sink.add(circularComponents([...place.open.slice(start), path], span));
    return undefined;
  }
  if (whole.checked.has(path)) return whole.checked.get(path);
  const used = whole.options.readComponent?.(path);
  if (!used || !('text' in used)) {
    for (const each of used?.problems ?? []) sink.add({ ...each, span: each.span ?? span });
    if (!used || used.reason !== undefined) sink.add(componentNotThere(value, span, used?.reason));
    whole.checked.set(path, undefined);
    return undefined;
  }
  const part = checkUsed(used, item, path, place, whole);
  whole.checked.set(path, part);
  return part;
}

function checkUsed(
  used: UsedComponent,
  item: ComponentItem,
  path: string,
  { open }: Place,
  whole: Whole,
): CheckedPart | undefined {
  const sink = new DiagnosticSink();
  const { cores, text } = used;
  whole.used.push({ path: used.path, text });
  const made = cores === 'unknown' ? undefined : cores;
  for (const [core, bytes] of made ?? []) whole.made.set(core, bytes);
  const { readCore } = whole.options;
  const beside = readCore && !cores ? (core: string) => readCore(joinPath(path, core)) : undefined;
  const read = made ? (core: string) => made.get(core) : beside;
  const place = { path, open: [...open, path], readCore: read, isMade: cores !== undefined };
  const { component, found, isWellFormed } = checkOne({ path: used.path, text }, place, whole, sink);
  if (!isWellFormed && !cores && !/\.itl$/i.test(path)) {
    // What it lacks to be ITL is of no interest.
    whole.told.push(noComponentAtAll(item.path.value, item.path.span));
    return undefined;
  }
  // Of what was translated nobody has written what is not used.
  whole.told.push(...sink.all.filter(({ severity }) => severity === 'error' || !cores));
  return component && !sink.hasErrors ? { component, found } : undefined;
}

function checkCoreModules(
  cores: CoreUses,
  { readCore, checkCore = true, inline }: CheckOptions,
  sink: DiagnosticSink,
): CoreInterfaces {
  const found = new Map<string, ModuleInterface>();
  if (!readCore || !checkCore) return found;
  const absent: Diagnostic[] = [];
  for (const declared of declaredModules(cores)) {
    if (declared.made) {
      const made = madeInterface(declared.made);
      checkCoreModule(declared, made, sink, found);
      found.set(declared.path, made);
      continue;
    }
    const bytes = readCore(declared.path);
    if (!bytes) {
      absent.push(coreNotThere(declared.path, declared.span));
      continue;
    }
    if (isAdapter(bytes)) {
      sink.add(adapterGiven(declared.path, declared.span));
      continue;
    }
    const actual = readModule(bytes);
    if (actual.kind === 'problem') {
      sink.add(unreadableModule(declared.path, actual, declared.span));
      continue;
    }
    checkCoreModule(declared, actual, sink, found);
    found.set(declared.path, actual);
  }
  // Beside errors it would be noise, and to be put into the JavaScript it has to be there.
  if (!sink.hasErrors && !inline) for (const each of absent) sink.add(each);
  return found;
}

function checkInlined(modules: readonly CoreModule[], { readCore }: CheckOptions, sink: DiagnosticSink): void {
  for (const { path, span, made } of modules) if (!made && !readCore?.(path)) sink.add(nothingToInline(path, span));
}
