/** The kinds of JavaScript's values that a type takes: see argument-kinds.ts. */
import type { ArgumentKinds } from './argument-kinds.ts';
import { isTaggedOption } from './cases.ts';
import type { SimpleName, Type, TypeDefinition } from './types.ts';

const kindsOfNames: Readonly<Record<SimpleName, ArgumentKinds>> = {
  u1: ['number', 'boolean'],
  bool: ['boolean'],
  s8: ['number'],
  u8: ['number'],
  s16: ['number'],
  u16: ['number'],
  s32: ['number'],
  u32: ['number'],
  s64: ['bigint'],
  u64: ['bigint'],
  f32: ['number'],
  f64: ['number'],
  i32: ['number'],
  i64: ['bigint'],
  char: ['string'],
  string: ['string'],
  buffer: ['bytes'],
  date: ['object'],
  any: undefined,
  externref: undefined,
};

const kindsOfDefinitions: Readonly<Record<Exclude<TypeDefinition['kind'], 'resource'>, ArgumentKinds>> = {
  record: ['object'],
  flags: ['object'],
  variant: ['object'],
  class: ['object'],
  enum: ['string'],
  func: ['function'],
};

export function kindsOfType(type: Type): ArgumentKinds {
  switch (type.kind) {
    case 'simple':
      return kindsOfNames[type.name];
    case 'named':
      return type.definition.kind === 'resource' ? [`#${type.name}`] : kindsOfDefinitions[type.definition.kind];
    case 'array':
      return ['iterable', 'bytes'];
    case 'tuple':
    case 'map':
    case 'set':
      return ['iterable'];
    case 'target':
      return ['bytes'];
    case 'option': {
      const inner = kindsOfType(type.payload);
      return isTaggedOption(type) ? ['object'] : inner && [...inner, 'undefined', 'null'];
    }
    case 'result':
      return ['object'];
    case 'func':
      return ['function'];
    case 'none':
    case 'values':
    case 'never':
      return [];
  }
}
