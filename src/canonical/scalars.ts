/** Values that are one core value. */
import type { PrimitiveTypeName } from '../component/definitions.ts';
import type { FlatType } from '../component/flatten.ts';
import type { Generator } from './generator.ts';
import { call, list, local, trap, when } from './itl-text.ts';

/** From one flat type to another, as variants join them. */
export function coerced(value: string, have: FlatType, want: FlatType): string {
  if (have === want) return value;
  switch (`${have} ${want}`) {
    case 'i32 i64':
      return list('as', 'i64', list('as', 'u32', value));
    case 'f32 i32':
      return list('f32-bits', value);
    case 'f32 i64':
      return list('as', 'i64', list('as', 'u32', list('f32-bits', value)));
    case 'f64 i64':
      return list('f64-bits', value);
    case 'i64 i32':
      return list('as', 'i32', value);
    case 'i32 f32':
      return list('f32-of-bits', value);
    case 'i64 f32':
      return list('f32-of-bits', list('as', 'i32', value));
    case 'i64 f64':
      return list('f64-of-bits', value);
    default:
      throw new Error(`${have} is never joined to ${want}`);
  }
}

/** A char is one of Unicode's scalar values. */
function liftChar({ helper }: Generator): string {
  return helper('lift-char', 'lift-char', (name) =>
    list(
      'func',
      name,
      '(param $code i32)',
      '(result char)',
      when(
        list('or', `(> (as u32 ${local('code')}) 0x10ffff)`, `(== (>> ${local('code')} 11) 27)`),
        trap('invalid `char` bit pattern'),
      ),
      list('as', 'char', local('code')),
    ),
  );
}

/** From a core value. */
export function liftScalar(name: PrimitiveTypeName, value: string, generator: Generator): string {
  switch (name) {
    case 'f32':
    case 'f64':
      return value;
    case 'char':
      return call(liftChar(generator), value);
    case 'error-context':
      return list('as', 'u32', value);
    default:
      return list('as', name, value);
  }
}

export function lowerScalar(name: PrimitiveTypeName, value: string): string {
  switch (name) {
    case 'f32':
    case 'f64':
      return value;
    case 's64':
    case 'u64':
      return list('as', 'i64', value);
    default:
      return list('as', 'i32', value);
  }
}

/** How a scalar lies in memory, as a type of `load` and `store`. */
export const storedAs: Readonly<Record<Exclude<PrimitiveTypeName, 'string'>, string>> = {
  bool: 'u8',
  s8: 's8',
  u8: 'u8',
  s16: 's16',
  u16: 'u16',
  s32: 's32',
  u32: 'u32',
  s64: 's64',
  u64: 'u64',
  f32: 'f32',
  f64: 'f64',
  char: 'u32',
  'error-context': 'u32',
};
