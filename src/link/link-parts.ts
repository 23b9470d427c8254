/**
 * The components that a document uses: each is read and checked once, however often it is used, and is copied into the
 * whole for each use, in an order in which whoever serves others comes first.
 */
import { nameWithin } from '../../runtime/member-names.ts';
import type { ComponentItem, Document, NameAtom } from '../ast/nodes.ts';
import type { LinkedPart } from '../check/linked-part.ts';
import { sharedImport } from '../check/shared-import.ts';
import type { ModuleInterface } from '../core/module-interface.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { circularComponents, unknownComponent } from '../diagnostics/linking.ts';
import { duplicateName } from '../diagnostics/names.ts';
import type { Component, ImportedFunction } from '../ir/ir.ts';
import type { NamedType } from '../ir/types.ts';
import { uniqueName } from '../ir/unique-name.ts';
import { type BoundImports, bindImports } from './bind-imports.ts';
import { copyComponent } from './copy-component.ts';
import { nameExports } from './name-exports.ts';
import type { OwnNames } from './own-names.ts';
import { matchTypes } from './substitute-types.ts';

/** A component that was read and checked. */
export interface CheckedPart {
  readonly component: Component;
  /** Core modules that are there, by path. */
  readonly found: ReadonlyMap<string, ModuleInterface>;
}

/** What becomes a part of the whole. */
export interface LinkedParts {
  /** By name. */
  readonly parts: ReadonlyMap<string, LinkedPart>;
  /** What they import, and is not served by others. */
  readonly imports: readonly ImportedFunction[];
  /** What the whole has of them, in order. */
  readonly components: readonly Component[];
  readonly found: ReadonlyMap<string, ModuleInterface>;
  /** False where something is wrong, which was reported. */
  readonly isSound: boolean;
}

/** Reads and checks what an item uses; undefined where that is in error, which was reported. */
export type CheckPart = (item: ComponentItem) => CheckedPart | undefined;

export const noParts: LinkedParts = { parts: new Map(), imports: [], components: [], found: new Map(), isSound: true };

const isComponent = (item: Document['items'][number]): item is ComponentItem => item.kind === 'component';

export function linkParts(document: Document, own: OwnNames, check: CheckPart, sink: DiagnosticSink): LinkedParts {
  const before = sink.errorCount;
  const items = distinctItems(document.items.filter(isComponent), sink);
  const ordered = inOrder(items, sink);
  const linker = new PartLinker(document, own, sink);
  let isSound = items.size === ordered.length;
  for (const item of ordered) {
    const part = check(item);
    if (part) linker.add(item, part);
    else isSound = false;
  }
  const { parts, imports, components, found } = linker;
  return { parts, imports, components, found, isSound: isSound && sink.errorCount === before };
}

function distinctItems(items: readonly ComponentItem[], sink: DiagnosticSink): ReadonlyMap<string, ComponentItem> {
  const byName = new Map<string, ComponentItem>();
  for (const item of items) {
    const { text, span } = item.name;
    const first = byName.get(text);
    if (first) sink.add(duplicateName('component', text, span, first.name.span));
    else byName.set(text, item);
  }
  return byName;
}

/** Whoever serves others first; without those of a circle, which is reported. */
function inOrder(items: ReadonlyMap<string, ComponentItem>, sink: DiagnosticSink): readonly ComponentItem[] {
  const ordered: ComponentItem[] = [];
  const done = new Set<string>();
  const visit = (item: ComponentItem, path: readonly string[]): void => {
    const name = item.name.text;
    if (done.has(name)) return;
    done.add(name);
    for (const { target } of item.links) visitTarget(target, [...path, name]);
    ordered.push(item);
  };
  const visitTarget = (target: NameAtom, path: readonly string[]): void => {
    const start = path.indexOf(target.text);
    const item = items.get(target.text);
    if (start >= 0) sink.add(circularComponents([...path.slice(start), target.text], target.span));
    else if (item) visit(item, path);
    else sink.add(unknownComponent(target.text, target.span, [...items.keys()]));
  };
  for (const item of items.values()) visit(item, []);
  return ordered;
}

class PartLinker {
  readonly parts = new Map<string, LinkedPart>();
  readonly components: Component[] = [];
  readonly found = new Map<string, ModuleInterface>();
  readonly #sink: DiagnosticSink;
  readonly #document: Document;
  readonly #names: Set<string>;
  /** Types so far, by the names that they have in the whole. */
  readonly #types: Map<string, NamedType>;
  readonly #typeNames: Set<string>;
  readonly imports: ImportedFunction[] = [];

  constructor(document: Document, { names, types, typeNames }: OwnNames, sink: DiagnosticSink) {
    this.#document = document;
    this.#names = new Set(names);
    this.#types = new Map(types);
    this.#typeNames = new Set(typeNames);
    this.#sink = sink;
  }

  add(item: ComponentItem, { component, found }: CheckedPart): void {
    const before = this.#sink.errorCount;
    const bound = bindImports(item, component, this.parts, this.#sink);
    if (this.#sink.errorCount > before) return;
    this.#shareTypes(component, bound);
    const name = item.name.text;
    const fields = component.functions.flatMap(({ function: { role } }) =>
      role.kind === 'export' ? [role.field] : [],
    );
    const names = nameExports(fields);
    const nameOf = (field: string): string => names.get(field) ?? field;
    const {
      component: copied,
      types,
      callee,
    } = copyComponent(
      { ...component, name },
      {
        ...bound,
        nameOf,
        freeName: (wanted) => uniqueName(nameWithin(name, wanted), this.#names),
        freeTypeName: (wanted) => this.#freeTypeName(wanted, name),
        // What two parts import from one place is one import of the whole.
        shared: (imported) => sharedImport(imported, this.imports, item.name.span, this.#sink),
        isExported: (field) => this.#isExported(name, nameOf(field)),
      },
    );
    const exports = component.functions.flatMap(({ function: original }) => {
      const { role } = original;
      const own = callee(original);
      if (role.kind !== 'export' || own.kind !== 'adapter') return [];
      return [{ field: role.field, name: nameOf(role.field), callee: own }];
    });
    this.parts.set(name, { item, exports, types, isLinked: this.#isTarget(name) });
    for (const type of types.values()) this.#types.set(type.name, type);
    for (const each of copied.imports) if (!this.imports.includes(each)) this.imports.push(each);
    this.components.push(copied);
    for (const [path, core] of found) this.found.set(path, core);
  }

  /** `(export a)` is all of it, `(export a.Counter)` a function, or a class with its members. */
  #isExported(part: string, name: string): boolean {
    const exported = this.#document.items.flatMap((item) => (item.kind === 'export' ? item.parts : []));
    return exported.some(
      ({ text }) => [part, `${part}.${name}`].includes(text) || `${part}.${name}`.startsWith(`${text}.`),
    );
  }

  #isTarget(name: string): boolean {
    return this.#document.items.some(
      (item) => isComponent(item) && item.links.some(({ target }) => target.text === name),
    );
  }

  /** What several parts define in the same way, and call the same, is one type. */
  #shareTypes({ types }: Component, { matched }: BoundImports): void {
    for (const [name, definition] of types) {
      const known = this.#types.get(name);
      if (known && !matched.has(name)) matchTypes({ kind: 'named', name, definition }, known, matched);
    }
  }

  #freeTypeName(wanted: string, part: string): string {
    return uniqueName(this.#typeNames.has(wanted) ? nameWithin(part, wanted) : wanted, this.#typeNames);
  }
}
