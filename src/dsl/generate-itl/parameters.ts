/** Parameters of exports: their names, and how they are lowered where the export itself takes them apart. */
import type { Node } from '../../ast/nodes.ts';
import type { DslParam } from '../model.ts';
import { isBuffer, type TypeTable } from '../type-table.ts';
import { lowerCollection } from './collections.ts';
import { itlType } from './itl-types.ts';
import { form, local, type ParamParts } from './nodes.ts';
import type { Placement } from './placement.ts';
import { lowerBytes, lowerTerminated, lowerText, lowerUtf16 } from './strings.ts';
import type { ValueContext } from './value-context.ts';
import { isNumbers, lowerArgument, lowerInPlace, lowerItems } from './values.ts';

export interface LoweredParam {
  /** Where it needs room. */
  readonly placement?: Placement;
  readonly values: readonly Node[];
}

/**
 * A parameter's lowering and the values that the core function gets. What the export itself takes apart needs no helper,
 * and texts are encoded once.
 */
export function lowerParam(
  param: DslParam,
  index: number,
  shift: number,
  params: readonly DslParam[],
  context: ValueContext,
): LoweredParam {
  const { type, name = `p${index}` } = param;
  const { pool } = context;
  const value = param.value ? local(filledName(param, index, params)) : reference(param, index + shift);
  const [at, length] = [fresh(`${name}-at`, params), fresh(`${name}-length`, params)];
  const range = [local(at), local(length)];
  if (type.kind === 'std-string') return { placement: lowerText(pool, context.room, value, length, at), values: range };
  if (type.kind === 'wide-string') return { placement: lowerUtf16(value, length, at), values: range };
  if (type.kind === 'c-string' && !type.owned) {
    return { placement: lowerTerminated(pool, context.room, value, length, at), values: [local(at)] };
  }
  if (isBuffer(type)) return { placement: lowerBytes(value, length, at), values: range };
  const items = { at: fresh('address', params), item: fresh('item', params) };
  if (type.kind === 'map' || type.kind === 'set') {
    const list = fresh(`${name}-list`, params);
    return { placement: lowerCollection(type, value, { list, length, at, items }, context), values: range };
  }
  if (isNumbers(type))
    return { placement: lowerItems(type.element, value, { length, at, items }, context), values: range };
  const placement = lowerInPlace(type, value, at, fresh('payload', params), context);
  return placement ? { placement, values: [local(at)] } : { values: lowerArgument(type, value, context) };
}

/** A name that no parameter has. */
export function fresh(name: string, params: readonly DslParam[]): string {
  return params.some((param) => param.name === name) ? fresh(`_${name}`, params) : name;
}

/** For what a parameter is in the function where it has a default. */
export const filledName = ({ name }: DslParam, index: number, params: readonly DslParam[]): string =>
  fresh(`${name ?? `p${index}`}-given`, params);

/** The parameter as it is once its default has been filled in. */
export function filledParam(param: DslParam, index: number, params: readonly DslParam[]): DslParam {
  const { value, ...filled } = param;
  return value === undefined ? param : { ...filled, name: filledName(param, index, params) };
}

export const reference = ({ name }: DslParam, index: number): Node => local(name ?? index);

/** A callback may be left out, where nothing else is said: C++ asks whether it is there. */
export const paramParts = ({ name, type, value, isRequired }: DslParam, types: TypeTable): ParamParts => ({
  name,
  type: (types.callbackOf(type) && !isRequired) || value ? form('option', itlType(type)) : itlType(type),
});
