/** From the files of WIT to worlds. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { SourceMap } from '../source/source-map.ts';
import { checkGates } from './check-gates.ts';
import { collectPackages, type Packages, type WitGroup } from './collect-packages.ts';
import { elaborateWorld, type WitWorld } from './elaborate-world.ts';
import { findCycles } from './find-cycles.ts';
import { findInterface } from './find-item.ts';
import { createFlattener } from './flatten-world.ts';
import type { Features } from './gates.ts';
import type { InterfaceDefinition, WitPackage, WorldDefinition } from './model.ts';
import { parseWit } from './parse-wit.ts';
import { createTypeScope, type Elaboration, type TypeScope } from './type-scope.ts';

/** The files of one package, or with packages nested in them. */
export interface WitSource {
  /** Of the file or folder, for messages. */
  readonly place: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The first source is what is asked for, the others are what it may depend on. Undefined after errors. */
export function readWit(
  all: readonly WitSource[],
  features: Features,
  sources: SourceMap,
  sink: DiagnosticSink,
): WitResolution | undefined {
  const groups = parseWitSources(all, sources, sink);
  return sink.hasErrors ? undefined : resolveWit(groups, features, sink);
}

/** What can be made of the files, whatever is wrong in them. */
export const parseWitSources = (
  all: readonly WitSource[],
  sources: SourceMap,
  sink: DiagnosticSink,
): readonly WitGroup[] =>
  all.map(({ place, files }) => ({
    place,
    documents: files.map(({ path, text }) => parseWit(sources.add(path, text), sink)),
  }));

/** Packages without mistakes. */
export interface WitResolution {
  /** The package of the first group; absent where that has only nested ones. */
  readonly main: WitPackage | undefined;
  readonly packages: Packages;
  readonly elaborate: (world: WorldDefinition) => WitWorld;
}

/**
 * Resolves the first group of files, with those that it depends on. All interfaces and worlds are checked, whoever needs them.
 * Undefined after errors.
 */
export function resolveWit(
  groups: readonly WitGroup[],
  features: Features,
  sink: DiagnosticSink,
): WitResolution | undefined {
  const packages: Packages = new Map();
  const main = collectPackages(groups, { packages, features, sink });
  const elaboration: Elaboration = { finding: { packages, sink }, features, docs: new Map() };
  if (sink.hasErrors || findCycles(elaboration)) return undefined;
  checkInterfaces(elaboration);
  const flatten = createFlattener(elaboration);
  const elaborate = (world: WorldDefinition): WitWorld => elaborateWorld(world, flatten(world), elaboration);
  for (const { worlds } of packages.values())
    for (const world of worlds.values()) if (world.isIncluded) elaborate(world);
  return sink.hasErrors ? undefined : { main, packages, elaborate };
}

/** Each by itself, with one scope for all that use it. */
function checkInterfaces(elaboration: Elaboration): void {
  const { finding } = elaboration;
  const scopes = new Map<InterfaceDefinition, TypeScope>();
  const lookup = (definition: InterfaceDefinition): TypeScope => {
    const known = scopes.get(definition);
    if (known) return known;
    const scope = createTypeScope(definition, lookup, elaboration);
    scopes.set(definition, scope);
    return scope;
  };
  for (const { interfaces, scopes: files } of finding.packages.values()) {
    for (const definition of interfaces.values()) {
      checkGates(definition, elaboration);
      if (definition.isIncluded) lookup(definition).externs();
    }
    for (const scope of files) for (const { path } of scope.uses.values()) findInterface(path, scope, finding);
  }
}
