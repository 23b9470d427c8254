/** Functions as TypeScript declares them: in interfaces and classes. */
import type { BoundaryFunction, Parameter } from '../../boundary/boundary.ts';
import { mayBeLeftOut } from '../../ir/cases.ts';
import { docComment } from './doc-comment.ts';
import { parameterNames } from './names.ts';
import { type Direction, type TypeNames, typescriptType } from './type-text.ts';

/** Where a function's parameters and results go, seen from the component. */
export interface Directions {
  readonly params: Direction;
  readonly results: Direction;
}

export const called: Directions = { params: 'in', results: 'out' };
export const calling: Directions = { params: 'out', results: 'in' };

/** What a signature is written from; a method's without its instance. */
export type Shape = Pick<BoundaryFunction, 'params' | 'returns' | 'throws' | 'isAsync'>;

/** `(a: T, b: U): R`, or with `=> R`. */
function signatureText({ params, returns, isAsync }: Shape, directions: Directions, names: TypeNames): string {
  const result = typescriptType(returns, directions.results, names);
  const promised = directions === called ? `Promise<${result}>` : `${result} | Promise<${result}>`;
  return `(${parameterList(params, directions.params, names)}): ${isAsync ? promised : result}`;
}

/** The first `required` parameters cannot be left out. */
export function parameterList(
  params: readonly Parameter[],
  direction: Direction,
  names: TypeNames,
  required = requiredCount(params, direction),
): string {
  const named = parameterNames(params.map((param) => param.name));
  const texts = params.map(({ type }, index) => {
    return `${named[index]}${index < required ? '' : '?'}: ${typescriptType(type, direction, names)}`;
  });
  return texts.join(', ');
}

/** What the component calls is given every argument. */
const requiredCount = (params: readonly Parameter[], direction: Direction): number =>
  direction === 'out' ? params.length : params.findLastIndex(({ type }) => !mayBeLeftOut(type)) + 1;

function throwsLine({ throws }: Shape, directions: Directions, names: TypeNames): string[] {
  if (!throws) return [];
  const payload = throws.payload ? typescriptType(throws.payload, directions.results, names) : 'undefined';
  return [`@throws ItlResultError with a payload of type ${payload}`];
}

/** `key` is the name as it is written. */
export function methodLines(
  key: string,
  doc: string,
  shape: Shape,
  directions: Directions,
  names: TypeNames,
): string[] {
  const comment = docComment(doc, throwsLine(shape, directions, names));
  return [...comment, `${key}${signatureText(shape, directions, names)};`];
}
