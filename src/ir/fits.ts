/** Which types may stand where others are expected. */
import { carrierOf, numberTypeOf } from './numbers.ts';
import { basesOf, functionSignature, isOfInstances, sameBytes, sameType, type Type } from './types.ts';

/**
 * `none` takes and drops everything, `any` and `externref` take every JavaScript value, and a function type is the same
 * with and without a name, an instance is one of the classes that its own extends; nothing else is converted silently.
 */
export function fits(actual: Type, expected: Type): boolean {
  if (actual.kind === 'never' || expected.kind === 'none' || sameType(actual, expected)) return true;
  if (isReference(expected)) return isCarriedAsReference(actual);
  if (actual.kind === 'named' && expected.kind === 'named' && isOfInstances(expected.definition))
    return basesOf(actual.definition).includes(expected.name);
  const [given, wanted] = [functionSignature(actual), functionSignature(expected)];
  return given !== undefined && wanted !== undefined && sameType(given, wanted);
}

export const isReference = (type: Type): boolean =>
  type.kind === 'simple' && (type.name === 'any' || type.name === 'externref');

export const isCarriedAsReference = (type: Type): boolean =>
  type.kind !== 'none' && type.kind !== 'values' && type.kind !== 'never' && carrierOf(type) === 'ref';

/** What `as` converts: numbers into each other, references into `any`, `(array u8)` and `buffer` into each other, and everything into itself. */
export function isConvertible(from: Type, to: Type): boolean {
  if (numberTypeOf(from) && numberTypeOf(to)) return true;
  return isReference(to) ? isCarriedAsReference(from) : sameBytes(from, to);
}
