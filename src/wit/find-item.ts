/** What a path in WIT means where it stands. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { gatedReference, otherKind, unknownItem, unknownPackage } from '../diagnostics/wit.ts';
import type { Packages } from './collect-packages.ts';
import { type FileScope, fullName, type InterfaceDefinition, type WitItem, type WorldDefinition } from './model.ts';
import type { PathSyntax } from './syntax.ts';

export interface Finding {
  readonly packages: Packages;
  readonly sink: DiagnosticSink;
}

/** Undefined after a reported error. */
export function findInterface(path: PathSyntax, scope: FileScope, finding: Finding): InterfaceDefinition | undefined {
  const item = findOpen(path, scope, finding);
  if (item?.kind !== 'world') return item;
  finding.sink.add(otherKind(path.name.name, 'world', 'interface', path.span));
  return undefined;
}

/** Undefined after a reported error. */
export function findWorld(path: PathSyntax, scope: FileScope, finding: Finding): WorldDefinition | undefined {
  const item = findOpen(path, scope, finding);
  if (item?.kind !== 'interface') return item;
  finding.sink.add(otherKind(path.name.name, 'interface', 'world', path.span));
  return undefined;
}

function findOpen(path: PathSyntax, scope: FileScope, finding: Finding): WitItem | undefined {
  const item = findItem(path, scope, finding);
  if (!item || item.isIncluded) return item;
  finding.sink.add(gatedReference(path.name.name, path.span));
  return undefined;
}

/** An interface or a world, whether its gate is open or not. Undefined after a reported error. */
export function findItem(
  path: PathSyntax,
  scope: FileScope,
  finding: Finding,
  through: readonly string[] = [],
): WitItem | undefined {
  const { packages, sink } = finding;
  const { name, span } = path.name;
  if (!path.package) return findLocal(path, scope, finding, through);
  const wanted = fullName(path.package);
  const found = packages.get(wanted) ?? (wanted === scope.package.name ? scope.package : undefined);
  if (!found) {
    sink.add(unknownPackage(wanted, path.package.span, [...packages.keys()]));
    return undefined;
  }
  const item = found.interfaces.get(name) ?? found.worlds.get(name);
  if (!item) sink.add(unknownItem(name, found.name, span, [...found.interfaces.keys(), ...found.worlds.keys()]));
  return item;
}

function findLocal(
  path: PathSyntax,
  scope: FileScope,
  finding: Finding,
  through: readonly string[],
): WitItem | undefined {
  const { name, span } = path.name;
  const use = scope.uses.get(name);
  // `use x;` and `use x as y;` are about the package's.
  if (use && use.path !== path && !through.includes(name))
    return findItem(use.path, scope, finding, [...through, name]);
  const { interfaces, worlds } = scope.package;
  const item = interfaces.get(name) ?? worlds.get(name);
  if (!item)
    finding.sink.add(
      unknownItem(name, undefined, span, [...scope.uses.keys(), ...interfaces.keys(), ...worlds.keys()]),
    );
  return item;
}
