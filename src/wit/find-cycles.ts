/** Interfaces, worlds and packages that depend on themselves. */
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { dependsOnItself } from '../diagnostics/wit.ts';
import { findItem } from './find-item.ts';
import { fullName, type WitItem, type WitPackage } from './model.ts';
import type { InterfaceItem, PathSyntax, WorldItem } from './syntax.ts';
import type { Elaboration } from './type-scope.ts';

/** Reports them; false where there are none. */
export function findCycles(elaboration: Elaboration): boolean {
  const { packages, sink } = elaboration.finding;
  const quiet = { packages, sink: new DiagnosticSink() };
  const before = sink.errorCount;
  const items = [...packages.values()].flatMap(itemsOf);
  const targets = (item: WitItem): readonly WitItem[] =>
    pathsOf(item.items).flatMap((path) => findItem(path, item.scope, quiet) ?? []);
  for (const item of onCircles(items, targets)) sink.add(dependsOnItself(item.id.name, item.kind, item.id.span));
  const owners = (one: WitPackage): readonly WitPackage[] => packagesOf(one, elaboration);
  for (const one of onCircles([...packages.values()], owners))
    sink.add(dependsOnItself(one.name, 'package', one.syntax.span));
  return sink.errorCount > before;
}

const itemsOf = ({ interfaces, worlds }: WitPackage): readonly WitItem[] => [
  ...interfaces.values(),
  ...worlds.values(),
];

function pathsOf(items: readonly (InterfaceItem | WorldItem)[]): readonly PathSyntax[] {
  return items.flatMap((item): readonly PathSyntax[] => {
    if (item.kind === 'use' || item.kind === 'include') return [item.path];
    if (item.kind !== 'import' && item.kind !== 'export') return [];
    if (item.extern.kind === 'interface') return pathsOf(item.extern.items);
    return item.extern.kind === 'path' ? [item.extern.path] : [];
  });
}

function packagesOf(one: WitPackage, { finding }: Elaboration): readonly WitPackage[] {
  const paths = [
    ...itemsOf(one).flatMap(({ items }) => pathsOf(items)),
    ...one.scopes.flatMap(({ uses }) => [...uses.values()].map(({ path }) => path)),
  ];
  const names = new Set(paths.flatMap((path) => (path.package ? [fullName(path.package)] : [])));
  names.delete(one.name);
  return [...names].flatMap((name) => finding.packages.get(name) ?? []);
}

/** One of each circle, without calling itself: chains may be long. */
function onCircles<T>(all: readonly T[], targets: (one: T) => readonly T[]): readonly T[] {
  const found: T[] = [];
  const done = new Set<T>();
  const open = new Set<T>();
  for (const start of all) {
    const stack: { readonly one: T; readonly rest: T[] }[] = [];
    const enter = (one: T): void => {
      open.add(one);
      stack.push({ one, rest: [...targets(one)] });
    };
    if (!done.has(start)) enter(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        open.delete(top.one);
        done.add(top.one);
        stack.pop();
      } else if (open.has(next)) found.push(next);
      else if (!done.has(next)) enter(next);
    }
  }
  return [...new Set(found)];
}
