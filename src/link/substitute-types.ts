/** Types of a component that is used by another one, as that knows them. */
import { slotsOf, withParts } from '../ir/type-parts.ts';
import type { FunctionType, NamedType, Type, TypeDefinition } from '../ir/types.ts';

/** What stands for a named type, by its name in the component that is used. */
export type TypeOf = (named: NamedType) => NamedType;

/** The type with every name that it mentions replaced. */
export const substituteType = (type: Type, of: TypeOf): Type =>
  type.kind === 'named' ? of(type) : withParts(type, (part) => substituteType(part, of));

/** @param drop - what the function that releases a resource is called now */
export function substituteDefinition(
  definition: TypeDefinition,
  name: string,
  of: TypeOf,
  drop: (name: string) => string,
): TypeDefinition {
  switch (definition.kind) {
    case 'enum':
    case 'flags':
      return { ...definition, name };
    case 'record': {
      const fields = definition.fields.map((field) => ({ ...field, type: substituteType(field.type, of) }));
      return { ...definition, name, fields };
    }
    case 'variant': {
      const cases = definition.cases.map((each) => ({ ...each, type: each.type && substituteType(each.type, of) }));
      return { ...definition, name, cases };
    }
    case 'func':
      return { ...definition, name, type: substituteType(definition.type, of) as FunctionType };
    case 'resource':
      return { ...definition, name, drop: drop(definition.drop), base: definition.base && of(definition.base) };
    case 'class':
      return { ...definition, name, base: definition.base && of(definition.base) };
  }
}

/** What types of the component that is used have been found to be, by name. */
export type Matched = Map<string, NamedType>;

/**
 * Whether a type of the component that is used is the other one: by structure, names of records and the like included in
 * it by their parts. A resource is only what it has been found to be before.
 *
 * @param matched gets the names that are found to be types of the other side; as it was where they are not
 */
export function matchTypes(used: Type, other: Type, matched: Matched): boolean {
  const before = new Map(matched);
  if (isMatch(used, other, matched)) return true;
  matched.clear();
  for (const [name, type] of before) matched.set(name, type);
  return false;
}

function isMatch(used: Type, other: Type, matched: Matched): boolean {
  if (used.kind === 'named') return isNamedMatch(used, other, matched);
  if (used.kind === 'func') return isFunctionMatch(used, other, matched);
  if (used.kind === 'simple') return other.kind === 'simple' && used.name === other.name;
  return used.kind === other.kind && areMatches(slotsOf(used), slotsOf(other), matched);
}

/** A function type is the same with and without a name. */
function isFunctionMatch(used: FunctionType, other: Type, matched: Matched): boolean {
  const signature = other.kind === 'named' && other.definition.kind === 'func' ? other.definition.type : other;
  return signature.kind === 'func' && areMatches(slotsOf(used), slotsOf(signature), matched);
}

const areMatches = (
  used: readonly (Type | undefined)[],
  other: readonly (Type | undefined)[],
  matched: Matched,
): boolean =>
  used.length === other.length &&
  used.every((type, index) => {
    const counterpart = other[index];
    return type && counterpart ? isMatch(type, counterpart, matched) : type === counterpart;
  });

function isNamedMatch(used: NamedType, other: Type, matched: Matched): boolean {
  if (used.definition.kind === 'func' && other.kind === 'func') {
    return isFunctionMatch(used.definition.type, other, matched);
  }
  if (other.kind !== 'named') return false;
  const known = matched.get(used.name);
  if (known) return known === other;
  // Types may mention themselves: it is one until something says that it is not.
  matched.set(used.name, other);
  return isSameDefinition(used.definition, other.definition, matched);
}

function isSameDefinition(used: TypeDefinition, other: TypeDefinition, matched: Matched): boolean {
  switch (used.kind) {
    case 'record':
      return other.kind === 'record' && areSameMembers(used.fields, other.fields, matched);
    case 'variant':
      return other.kind === 'variant' && areSameMembers(used.cases, other.cases, matched);
    case 'enum':
      return other.kind === 'enum' && areSameNames(used.cases, other.cases);
    case 'flags':
      return other.kind === 'flags' && areSameNames(used.flags, other.flags);
    case 'func':
      return other.kind === 'func' && isFunctionMatch(used.type, other.type, matched);
    // Each has its owner.
    case 'resource':
      return false;
    case 'class':
      return (
        other.kind === 'class' &&
        used.from === other.from &&
        used.field === other.field &&
        areMatches([used.base], [other.base], matched)
      );
  }
}

const areSameNames = (used: readonly string[], other: readonly string[]): boolean =>
  used.length === other.length && used.every((name, index) => name === other[index]);

interface Member {
  readonly name: string;
  readonly type: Type | undefined;
}

const areSameMembers = (used: readonly Member[], other: readonly Member[], matched: Matched): boolean =>
  areSameNames(
    used.map(({ name }) => name),
    other.map(({ name }) => name),
  ) &&
  areMatches(
    used.map(({ type }) => type),
    other.map(({ type }) => type),
    matched,
  );
