/** From files to packages, with what each file may name. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import {
  docsTwice,
  itemTwice,
  nameTwice,
  noPackageHeader,
  otherPackage,
  packageInPackage,
  packageTwice,
} from '../diagnostics/wit.ts';
import { type Features, isIncluded } from './gates.ts';
import { type FileScope, fullName, type WitPackage } from './model.ts';
import type { FileItem, FileUse, InterfaceSyntax, PackageNameSyntax, WitDocument, WorldSyntax } from './syntax.ts';

/** Files that are one package, or none but packages that are nested in them. */
export interface WitGroup {
  /** Of the file or folder, for messages. */
  readonly place: string;
  readonly documents: readonly WitDocument[];
}

export type Packages = Map<string, WitPackage>;

interface Collecting {
  readonly packages: Packages;
  readonly features: Features;
  readonly sink: DiagnosticSink;
}

/** Gives the package of the first group; undefined where it has only nested ones. */
export function collectPackages(groups: readonly WitGroup[], collecting: Collecting): WitPackage | undefined {
  const [main] = groups.map((group) => collectGroup(group, collecting));
  return main;
}

function collectGroup(group: WitGroup, collecting: Collecting): WitPackage | undefined {
  const { sink } = collecting;
  const headers = group.documents.flatMap(({ header }) => header ?? []);
  const [header] = headers;
  for (const { name } of headers.slice(1)) {
    if (header && fullName(name) !== fullName(header.name))
      sink.add(otherPackage(fullName(name), fullName(header.name), name.span, header.name.span));
  }
  const [documented, again] = headers.filter(({ docs }) => docs !== '');
  if (documented && again) sink.add(docsTwice(again.name.span, documented.name.span));
  const own = group.documents.map(({ items }) => items.filter(({ kind }) => kind !== 'package'));
  if (!header && (own.some((items) => items.length > 0) || group.documents.every(({ items }) => items.length === 0)))
    sink.add(noPackageHeader(group.place));
  const made = header && definePackage(header.name, group.place, own, collecting);
  for (const { items } of group.documents) for (const item of items) collectNested(item, group.place, collecting);
  return made;
}

function collectNested(item: FileItem, place: string, collecting: Collecting): void {
  if (item.kind !== 'package') return;
  for (const inner of item.items) if (inner.kind === 'package') collecting.sink.add(packageInPackage(inner.name.span));
  definePackage(item.name, place, [item.items], collecting);
}

function definePackage(
  syntax: PackageNameSyntax,
  place: string,
  files: readonly (readonly FileItem[])[],
  collecting: Collecting,
): WitPackage {
  const { packages, sink } = collecting;
  const name = fullName(syntax);
  const made: WitPackage = { name, syntax, place, scopes: [], interfaces: new Map(), worlds: new Map() };
  const before = packages.get(name);
  if (before) sink.add(packageTwice(name, syntax.span, before.syntax.span));
  else packages.set(name, made);
  for (const items of files) defineFile(items, made, collecting);
  return made;
}

function defineFile(items: readonly FileItem[], made: WitPackage, collecting: Collecting): void {
  const scope: FileScope = { package: made, uses: new Map() };
  made.scopes.push(scope);
  for (const item of items) if (item.kind === 'interface' || item.kind === 'world') defineItem(item, scope, collecting);
  for (const item of items) if (item.kind === 'file-use') defineUse(item, items, scope, collecting);
}

function defineItem(item: InterfaceSyntax | WorldSyntax, scope: FileScope, { sink, features }: Collecting): void {
  const { interfaces, worlds, syntax } = scope.package;
  const { id, docs, attributes } = item;
  const before = interfaces.get(id.name) ?? worlds.get(id.name);
  if (before) {
    sink.add(itemTwice(id.name, id.span, before.id.span));
    return;
  }
  const isThere = isIncluded(attributes, syntax, features, sink);
  const common = { id, docs, attributes, scope, isIncluded: isThere, name: fullName(syntax, id.name) };
  if (item.kind === 'interface') interfaces.set(id.name, { ...common, kind: 'interface', items: item.items });
  else worlds.set(id.name, { ...common, kind: 'world', items: item.items });
}

function defineUse(item: FileUse, items: readonly FileItem[], scope: FileScope, { sink, features }: Collecting): void {
  if (!isIncluded(item.attributes, scope.package.syntax, features, sink)) return;
  const { name, span } = item.alias ?? item.path.name;
  const same = items.find((other) => (other.kind === 'interface' || other.kind === 'world') && other.id.name === name);
  const before = scope.uses.get(name) ?? same;
  if (before) sink.add(nameTwice({ name, span }, { name, span: before.span }));
  else scope.uses.set(name, item);
}
