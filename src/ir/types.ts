/** Types as the checker and the back-ends know them. A named type refers to its definition, and is the same only as itself. */
import type { PrimitiveName } from '../../runtime/abi.ts';
import { slotsOf, withParts } from './type-parts.ts';

export type CoreName = 'i32' | 'i64' | 'f32' | 'f64' | 'externref';

/** `f32` and `f64` are IT and core types at once. */
export type SimpleName = PrimitiveName | CoreName;

export type Type =
  | { readonly kind: 'simple'; readonly name: SimpleName }
  | NamedType
  | { readonly kind: 'array'; readonly element: Type }
  /** A Map: the keys of one type, the values of another. */
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  /** A Set. */
  | { readonly kind: 'set'; readonly item: Type }
  | { readonly kind: 'option'; readonly payload: Type }
  /** A typed array of such elements that is JavaScript's own, or of a buffer its bytes: to be filled. */
  | { readonly kind: 'target'; readonly element: Type }
  | { readonly kind: 'result'; readonly ok: Type | undefined; readonly err: Type | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'func'; readonly params: readonly Type[]; readonly results: readonly Type[] }
  /** No value. */
  | { readonly kind: 'none' }
  /** Several values at once: what a core function with several results gives; only `let` can take it. */
  | { readonly kind: 'values'; readonly items: readonly Type[] }
  /** Never gives a value (`unreachable`); fits everywhere. */
  | { readonly kind: 'never' };

export const simple = (name: SimpleName): Type => ({ kind: 'simple', name });
export const none: Type = { kind: 'none' };
export const never: Type = { kind: 'never' };

export type FunctionType = Extract<Type, { kind: 'func' }>;

/** One object a name of a component: mentions of the name share it, so that types may refer to themselves. */
export interface NamedType {
  readonly kind: 'named';
  readonly name: string;
  /** Of a component that is used: what the one that uses it calls it. Absent: its name. */
  readonly shown?: string;
  readonly definition: TypeDefinition;
}

/** Results as one type: nothing, the only one, or a tuple of several. */
export function resultType(results: readonly Type[]): Type {
  const [first, second] = results;
  if (!first) return none;
  return second ? { kind: 'tuple', items: results } : first;
}

/** What calling gives: a core function's several results are several values, any other's are a tuple. */
export const callType = ({ kind, results }: { readonly kind: string; readonly results: readonly Type[] }): Type =>
  kind === 'core' && results.length > 1 ? { kind: 'values', items: results } : resultType(results);

/** What a name in `(types …)` stands for. */
export type TypeDefinition =
  | { readonly kind: 'record'; readonly name: string; readonly fields: readonly Field[] }
  | { readonly kind: 'enum'; readonly name: string; readonly cases: readonly string[] }
  | { readonly kind: 'flags'; readonly name: string; readonly flags: readonly string[] }
  | { readonly kind: 'variant'; readonly name: string; readonly cases: readonly VariantCase[] }
  | {
      readonly kind: 'func';
      readonly name: string;
      readonly type: FunctionType;
      /** One for each parameter; they are for whoever reads the declarations, and no part of the type. */
      readonly paramNames: readonly (string | undefined)[];
    }
  /**
   * `drop` is a function of the component or a core module: (i32) → nothing. Its class extends that of `base`: handles of
   * both are the same numbers.
   */
  | {
      readonly kind: 'resource';
      readonly name: string;
      readonly drop: string;
      readonly base: NamedType | undefined;
    }
  /** A class `field` that the component imports from the module `from`: whoever defines it releases its instances. */
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly from: string;
      readonly field: string;
      readonly base: NamedType | undefined;
    };

export interface Field {
  readonly name: string;
  readonly type: Type;
}

export interface VariantCase {
  readonly name: string;
  readonly type: Type | undefined;
}

/** A function type itself, or the one that a name stands for. */
export function functionSignature(type: Type): FunctionType | undefined {
  if (type.kind === 'func') return type;
  const definition = type.kind === 'named' ? type.definition : undefined;
  return definition?.kind === 'func' ? definition.type : undefined;
}

/** The classes that one extends, nearest first. */
export function basesOf(definition: TypeDefinition): readonly string[] {
  const found: string[] = [];
  for (let base = baseOf(definition); base && !found.includes(base.name); base = baseOf(base.definition))
    found.push(base.name);
  return found;
}

const baseOf = (definition: TypeDefinition): NamedType | undefined =>
  definition.kind === 'resource' || definition.kind === 'class' ? definition.base : undefined;

/** Whether its values are instances, of a class of the component's or of one that it imports. */
export const isOfInstances = ({ kind }: TypeDefinition): boolean => kind === 'resource' || kind === 'class';

/** How a type is written in ITL: no two types in the same way. */
export const typeText = (type: Type): string => textOf(type, ({ name }) => name);

/** The same for people: a type of a component that is used as the one that uses it calls it. */
export const shownType = (type: Type): string => textOf(type, ({ name, shown = name }) => shown);

function textOf(type: Type, nameOf: (named: NamedType) => string): string {
  const inner = (part: Type | undefined): string => (part ? textOf(part, nameOf) : '_');
  const spaced = (types: readonly (Type | undefined)[]): string => types.map((part) => ` ${inner(part)}`).join('');
  switch (type.kind) {
    case 'simple':
      return type.name;
    case 'named':
      return nameOf(type);
    case 'array':
    case 'map':
    case 'set':
    case 'target':
    case 'option':
    case 'result':
    case 'tuple':
      return `(${type.kind}${spaced(slotsOf(type))})`;
    case 'func':
      return `(func (param${spaced(type.params)}) (result${spaced(type.results)}))`;
    case 'none':
      return 'nothing';
    case 'values':
      return `${type.items.length} values (${type.items.map(inner).join(' ')})`;
    case 'never':
      return 'never';
  }
}

/** Whether two types are the same: by structure, and named ones by identity. */
export function sameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || left.kind === 'named') return false;
  if (left.kind === 'simple') return right.kind === 'simple' && left.name === right.name;
  return sameTypes(slotsOf(left), slotsOf(right));
}

/** What a map is made of, and gives: an array of pairs. */
export const entriesType = (key: Type, value: Type): Type => ({
  kind: 'array',
  element: { kind: 'tuple', items: [key, value] },
});

/** What an iterable type's items are; undefined for any other. */
export function itemOf(type: Type | undefined): Type | undefined {
  if (type?.kind === 'array') return type.element;
  return type?.kind === 'simple' && type.name === 'buffer' ? simple('u8') : undefined;
}

/**
 * With `buffer` in place of each `(array u8)`, named types and functions left out: inside of a component both are a Uint8Array. Where
 * only that differs, a value of one is a value of the other.
 */
export function withBytes(type: Type): Type {
  switch (type.kind) {
    case 'array':
      return sameType(type.element, simple('u8')) ? simple('buffer') : withParts(type, withBytes);
    case 'option':
    case 'result':
    case 'tuple':
      return withParts(type, withBytes);
    case 'simple':
    case 'named':
    case 'target':
    case 'map':
    case 'set':
    case 'values':
    case 'func':
    case 'none':
    case 'never':
      return type;
  }
}

/** Whether nothing differs but how bytes are called. */
export const sameBytes = (left: Type, right: Type): boolean => sameType(withBytes(left), withBytes(right));

export const sameTypes = (left: readonly (Type | undefined)[], right: readonly (Type | undefined)[]): boolean =>
  left.length === right.length && left.every((type, index) => areSame(type, right[index]));

const areSame = (left: Type | undefined, right: Type | undefined): boolean =>
  left && right ? sameType(left, right) : left === right;
