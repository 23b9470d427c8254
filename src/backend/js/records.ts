/** Records, tuples and variants: objects and arrays. */

import type { Expression as Js } from 'estree';
import type { Type } from '../../ir/types.ts';
import { object } from './build/expressions.ts';
import type { Scope } from './context.ts';
import { outside } from './values.ts';

/** The fields of a record in the type's order. */
export function recordFields(type: Type) {
  if (type.kind !== 'named' || type.definition.kind !== 'record') throw new Error(`${type.kind} is no record`);
  return type.definition.fields;
}

/** `{ x, y }`. */
export const makeRecord = (type: Type, values: ReadonlyMap<string, Js>, scope: Scope): Js =>
  object(
    recordFields(type).map((field) => [field.name, outside(field.type, values.get(field.name) as Js, scope.module)]),
  );
