/** Which types take part in what crosses the boundary. */
import { coreExports, isMember, resultOf } from './core-names.ts';
import { lineOf } from './lineage.ts';
import type { DslModule, DslNamedType, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** The types of all parameters and results, with all that occurs in them. */
export function usedTypes(module: DslModule, types: TypeTable): readonly DslType[] {
  const imported = module.imports.flatMap(({ functions }) => functions);
  const exported = coreExports(module).map((item) => ({ params: item.func.params, result: resultOf(item) }));
  const mentioned = [...exported, ...imported].flatMap(({ params, result }) => [
    ...params.map(({ type }) => type),
    ...(result ? [result] : []),
  ]);
  return mentioned.flatMap((type) => types.partsOf(type));
}

/** The declared types among them, in their order, and the classes that have members: only they need ITL. */
export function typesInItl(module: DslModule, types: TypeTable): readonly DslNamedType[] {
  const owners = coreExports(module).flatMap((item) => (isMember(item) ? [item.owner.name] : []));
  const names = new Set(owners);
  for (const type of usedTypes(module, types)) for (const name of namesOf(type)) names.add(name);
  const byName = new Map(module.types.map((each) => [each.name, each]));
  for (const type of module.types) {
    if (type.kind !== 'class' && type.kind !== 'imported') continue;
    const line = lineOf(type.name, byName);
    // An object may be of a class that extends the one that is declared.
    if (line.some((each) => names.has(each))) for (const each of line) names.add(each);
  }
  return module.types.filter(({ name }) => names.has(name));
}

/** What an `it::ref` can be asked for by type: those that ITL has. @param module - with the types in ITL */
export const convertible = ({ types }: DslModule): readonly DslNamedType[] =>
  types.filter(
    (type) => type.kind !== 'callback' && type.kind !== 'imported' && !(type.kind === 'class' && type.isFunction),
  );

const namesOf = (type: DslType): readonly string[] => {
  if (type.kind === 'function') return [type.callback, type.holder];
  if (type.kind === 'any') return type.class === undefined ? [] : [type.class];
  return type.kind === 'named' ? [type.name] : [];
};

/** Whether C++ may find something wrong with a value that JavaScript's checks have passed. */
export const mayBeRefused = (type: DslType, types: TypeTable): boolean =>
  types.partsOf(type).some(({ kind }) => kind === 'time' || kind === 'map' || kind === 'set');

/** The same, of any type that C++ converts. */
export const refusesValues = (module: DslModule, types: TypeTable): boolean =>
  [...usedTypes(module, types), ...declaredTypes(module, types)].some((type) => mayBeRefused(type, types));

/** Whether C++ has `it::ref`; types that only C++ uses may hold one too. */
export const usesReferences = (module: DslModule, types: TypeTable): boolean =>
  [...usedTypes(module, types), ...declaredTypes(module, types)].some(({ kind }) => kind === 'any');

const declaredTypes = (module: DslModule, types: TypeTable): readonly DslType[] => [
  ...module.types.flatMap(({ name }) => types.partsOf({ kind: 'named', name })),
  ...module.aliases.flatMap(({ type }) => types.partsOf(type)),
];
