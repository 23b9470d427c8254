/** Which values an operation works on where their type is not fixed, and what messages call them. */
import { isCarriedAsReference } from '../ir/fits.ts';
import { arithmeticTypeOf } from '../ir/numbers.ts';
import type { ValueClass } from '../ir/slots.ts';
import { functionSignature, type Type } from '../ir/types.ts';
import { isCoreType } from './signature.ts';

export const classPhrase: Readonly<Record<ValueClass, string>> = {
  number: 'a number',
  comparable: 'a number or a bool',
  bits: 'an integer or a bool',
  integer: 'an integer',
  reference: 'a JavaScript value: any, a string, a record, …',
  core: 'a core value: i32, i64, f32, f64 or a JavaScript value',
  array: 'an array',
  counted: 'an array or a target',
  target: 'a target, which JavaScript gives',
  sequence: 'a string, a buffer or an array',
  function: 'a function',
};

const isBool = (type: Type): boolean => type.kind === 'simple' && type.name === 'bool';

export function belongs(type: Type, wanted: ValueClass): boolean {
  switch (wanted) {
    case 'number':
      return arithmeticTypeOf(type) !== undefined;
    case 'comparable':
      return isBool(type) || arithmeticTypeOf(type) !== undefined;
    case 'bits':
      return isBool(type) || arithmeticTypeOf(type)?.float === false;
    case 'integer':
      return arithmeticTypeOf(type)?.float === false;
    case 'reference':
      return isCarriedAsReference(type);
    case 'core':
      return isCoreType(type) || isCarriedAsReference(type);
    case 'array':
      return type.kind === 'array';
    case 'counted':
      return type.kind === 'array' || type.kind === 'target';
    case 'target':
      return type.kind === 'target';
    case 'sequence':
      return type.kind === 'array' || (type.kind === 'simple' && (type.name === 'string' || type.name === 'buffer'));
    case 'function':
      return functionSignature(type) !== undefined;
  }
}
