/** Interface types as the generators make them: named ones carry their definition, and a `self` stands for one around it. */
import type { ScalarName } from '../../runtime/abi.ts';

export type Encoding = 'utf8' | 'utf16';

export interface Member {
  readonly name: string;
  readonly type: InterfaceType;
}

export interface Case {
  readonly name: string;
  readonly type: InterfaceType | undefined;
}

export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly Member[];
}

export interface VariantType {
  readonly kind: 'variant';
  readonly name: string;
  readonly cases: readonly Case[];
}

export type NamedType =
  | RecordType
  | VariantType
  | { readonly kind: 'enum'; readonly name: string; readonly cases: readonly string[] }
  | { readonly kind: 'flags'; readonly name: string; readonly flags: readonly string[] };

export type InterfaceType =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  /** `encoding` is how the component keeps it in memory. */
  | { readonly kind: 'string'; readonly encoding: Encoding }
  | { readonly kind: 'buffer' }
  | { readonly kind: 'any' }
  /** `padding` is what lies in memory between two elements, in multiples of their alignment. */
  | { readonly kind: 'array'; readonly element: InterfaceType; readonly padding: number }
  | { readonly kind: 'option'; readonly payload: InterfaceType }
  | { readonly kind: 'result'; readonly ok: InterfaceType | undefined; readonly err: InterfaceType | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly InterfaceType[] }
  | { readonly kind: 'func'; readonly params: readonly InterfaceType[]; readonly results: readonly InterfaceType[] }
  /** The record or variant of that name, inside itself. In memory it is a pointer. */
  | { readonly kind: 'self'; readonly name: string }
  | NamedType;

const spaced = (types: readonly InterfaceType[]): string => types.map((type) => ` ${typeText(type)}`).join('');

const orBlank = (type: InterfaceType | undefined): string => (type ? typeText(type) : '_');

/** As ITL writes it. */
export function typeText(type: InterfaceType): string {
  switch (type.kind) {
    case 'string':
    case 'buffer':
    case 'any':
      return type.kind;
    case 'array':
      return `(array ${typeText(type.element)})`;
    case 'option':
      return `(option ${typeText(type.payload)})`;
    case 'result':
      return `(result ${orBlank(type.ok)} ${orBlank(type.err)})`;
    case 'tuple':
      return `(tuple${spaced(type.items)})`;
    case 'func':
      return `(func (param${spaced(type.params)}) (result${spaced(type.results)}))`;
    default:
      return type.name;
  }
}

/** `(record N …)` and the like, for `(types …)`. */
export function definitionText(type: NamedType): string {
  return `(${[type.kind, type.name, ...memberTexts(type)].join(' ')})`;
}

function memberTexts(type: NamedType): readonly string[] {
  switch (type.kind) {
    case 'record':
      return type.fields.map((field) => `(${field.name} ${typeText(field.type)})`);
    case 'variant':
      return type.cases.map((each) => (each.type ? `(${each.name} ${typeText(each.type)})` : each.name));
    case 'enum':
      return type.cases;
    case 'flags':
      return type.flags;
  }
}

/** The types directly inside one. */
export function partsOf(type: InterfaceType): readonly InterfaceType[] {
  switch (type.kind) {
    case 'array':
      return [type.element];
    case 'option':
      return [type.payload];
    case 'result':
      return [type.ok, type.err].filter((part) => part !== undefined);
    case 'tuple':
      return type.items;
    case 'func':
      return [...type.params, ...type.results];
    case 'record':
      return type.fields.map((field) => field.type);
    case 'variant':
      return type.cases.flatMap((each) => (each.type ? [each.type] : []));
    default:
      return [];
  }
}

/** A type and everything inside it. */
export const everyType = (type: InterfaceType): readonly InterfaceType[] => [type, ...partsOf(type).flatMap(everyType)];

export const isNamed = (type: InterfaceType): type is NamedType =>
  type.kind === 'record' || type.kind === 'variant' || type.kind === 'enum' || type.kind === 'flags';

export const isRecursive = (type: InterfaceType): boolean => everyType(type).some((part) => part.kind === 'self');

/** The cases of what `match` and `make-variant` work on, in memory's order. */
export function casesOf(type: Extract<InterfaceType, { kind: 'option' | 'result' | 'variant' }>): readonly Case[] {
  switch (type.kind) {
    case 'option':
      return [
        { name: 'none', type: undefined },
        { name: 'some', type: type.payload },
      ];
    case 'result':
      return [
        { name: 'ok', type: type.ok },
        { name: 'err', type: type.err },
      ];
    case 'variant':
      return type.cases;
  }
}

/** An option of an option is `{ tag, val }` in JavaScript, any other the value itself or undefined. */
export const isTagged = (type: InterfaceType): boolean => type.kind !== 'option' || type.payload.kind === 'option';
