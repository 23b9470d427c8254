/** What values are at core functions. */
import type { DslParam, DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { coreScalar } from './itl-types.ts';

export function coreTypes(type: DslType, types: TypeTable): readonly string[] {
  if (type.kind === 'scalar') return [coreScalar(type.name)];
  if (type.kind === 'time') return ['f64'];
  return types.passingOf(type) === 'range' ? ['i32', 'i32'] : ['i32'];
}

/** The core types of all of them. */
export const coreParams = (params: readonly DslParam[], types: TypeTable): readonly string[] =>
  params.flatMap(({ type }) => coreTypes(type, types));

export const coreResult = (type: DslType, types: TypeTable): string =>
  types.passingOf(type) === 'direct' ? (coreTypes(type, types)[0] ?? 'i32') : 'i32';

/** Of a parameter of an export: a small struct comes in its fields. */
export const argumentTypes = (type: DslType, types: TypeTable): readonly string[] =>
  types.partsInArguments(type)?.flatMap((field) => coreTypes(field.type, types)) ?? coreTypes(type, types);
