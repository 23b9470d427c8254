/** Single scalars in memory. */

import type { Identifier, Expression as Js } from 'estree';
import { type ScalarName, scalarSize } from '../../../runtime/abi.ts';
import { ruleOf } from '../../../runtime/type-rules.ts';
import type { Expression, MemoryPlace } from '../../ir/ir.ts';
import { scalarNameOf, typedArrayElementOf } from '../../ir/numbers.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import type { Type } from '../../ir/types.ts';
import { array, binary, boolean, call, conditional, id, member, number, string } from './build/expressions.ts';
import { constant } from './build/statements.ts';
import type { Cover, ModuleContext, Scope } from './context.ts';
import { addressOf, type CoveredLoads, sizeOf } from './covered-loads.ts';
import { nothing } from './destination.ts';
import { value, values } from './emit.ts';
import type { HelperName } from './library/library.ts';

type Width = 'Bool' | 'S8' | 'U8' | 'S16' | 'U16' | 'S32' | 'U32' | 'S64' | 'U64' | 'F32' | 'F64';

const widths: Readonly<Record<ScalarName, Width>> = {
  u1: 'Bool',
  bool: 'Bool',
  s8: 'S8',
  u8: 'U8',
  s16: 'S16',
  u16: 'U16',
  s32: 'S32',
  u32: 'U32',
  char: 'U32',
  s64: 'S64',
  u64: 'U64',
  f32: 'F32',
  f64: 'F64',
};

function widthOf(type: Type): Width {
  if (type.kind === 'simple' && type.name === 'i32') return 'S32';
  if (type.kind === 'simple' && type.name === 'i64') return 'S64';
  const name = scalarNameOf(type);
  if (!name) throw new Error(`${type.kind} is no scalar`);
  return widths[name];
}

/** What a DataView calls them. */
const accessors: Readonly<Record<Width, string>> = {
  Bool: 'Uint8',
  S8: 'Int8',
  U8: 'Uint8',
  S16: 'Int16',
  U16: 'Uint16',
  S32: 'Int32',
  U32: 'Uint32',
  S64: 'BigInt64',
  U64: 'BigUint64',
  F32: 'Float32',
  F64: 'Float64',
};

interface Access extends MemoryPlace {
  readonly type: Type;
  readonly pointer: Expression;
}

/** The DataView and the address for an access without a check of its own, where one was made before. */
function coveredPlace({ type, pointer, ...of }: Access, scope: Scope) {
  const address = addressOf(pointer);
  const cover = address && scope.function.covers.get(address.base);
  if (!address || !cover || cover.module !== of.module || cover.memory !== of.memory) return undefined;
  const { offset } = address;
  if (offset + (sizeOf(type) ?? Number.POSITIVE_INFINITY) > cover.size) return undefined;
  return { data: cover.data, at: offset === 0 ? cover.pointer : binary(cover.pointer, '+', number(offset)) };
}

/** Of what has an order. */
const orderOf = (width: Width): readonly Js[] => (/8|Bool/.test(width) ? [] : [boolean(true)]);

function coveredLoad(operands: OperandsOf<'load'>, scope: Scope): Js | undefined {
  const place = coveredPlace(operands, scope);
  if (!place) return undefined;
  const width = widthOf(operands.type);
  const read = call(member(place.data, `get${accessors[width]}`), place.at, ...orderOf(width));
  return width === 'Bool' ? binary(read, '!==', number(0)) : read;
}

export function emitLoad({ type, pointer, ...from }: OperandsOf<'load'>, scope: Scope): Js {
  const { module } = scope;
  const covered = coveredLoad({ type, pointer, ...from }, scope);
  if (covered) return scalarNameOf(type) === 'u1' ? conditional(covered, number(1), number(0)) : covered;
  const name: HelperName = `load${widthOf(type)}`;
  const loaded = call(module.helper(name), module.memory(from), value(pointer, scope, 'wrapped'));
  return scalarNameOf(type) === 'u1' ? conditional(loaded, number(1), number(0)) : loaded;
}

export function emitStore({ type, pointer, value: stored, ...to }: OperandsOf<'store'>, scope: Scope): Js {
  const { module } = scope;
  const width = widthOf(type);
  const place = coveredPlace({ type, pointer, ...to }, scope);
  if (place && width !== 'Bool') {
    const what = value(stored, scope, 'wrapped');
    return call(member(place.data, `set${accessors[width]}`), place.at, what, ...orderOf(width));
  }
  const name: HelperName = `store${width}`;
  const [at = nothing, what = nothing] = values([pointer, stored], scope, 'wrapped');
  return call(module.helper(name), module.memory(to), at, what);
}

/** The name of the view of a memory with such elements. */
export function viewOf(type: Type, module: ModuleContext): Js {
  const name = typedArrayElementOf(type);
  if (!name) throw new Error(`${type.kind} is no element of a typed array`);
  module.views.add(name);
  return string(name);
}

/** The class of arrays of the type, if they are typed arrays. */
export function typedArrayOf(element: Type): string | undefined {
  return element.kind === 'simple' ? ruleOf(element.name)?.view : undefined;
}

/** An element has 2 to the power of that many bytes. */
export function shiftOf(element: Type): Js {
  const name = typedArrayElementOf(element);
  if (!name) throw new Error(`${element.kind} is no element of a typed array`);
  return number(Math.log2(scalarSize[name]));
}

/** Makes code under which loads at a local need no check: one was made for all of them. */
export function withCover<T>(loads: CoveredLoads | undefined, scope: Scope, make: () => T): T {
  const bound = loads && scope.function.locals.get(loads.base);
  if (!loads || loads.count < 2 || bound?.kind !== 'value' || scope.function.covers.has(loads.base)) return make();
  const { module } = scope;
  const memory = module.memory(loads);
  const pointer = scope.constant('start', binary(bound.value, '>>>', number(0)));
  const reached = call(module.helper('reachParts'), memory, pointer, number(loads.size), partsOf(loads, module));
  return covering(loads, pointer, viewReached(reached, scope), scope, make);
}

/** A list at the module's top. */
export function partsOf({ parts }: CoveredLoads, module: ModuleContext): Js {
  const list = array(parts.map(number));
  return id(module.declare(`parts ${parts.join()}`, 'parts', (name) => constant(name, list)));
}

/** The DataView that a check of several places gives. */
export function viewReached(reached: Js, scope: Scope): Identifier {
  scope.module.views.add('data');
  return scope.constant('data', reached);
}

/** The same where the check was made. */
export function covering<T>(
  loads: CoveredLoads,
  pointer: Identifier,
  data: Identifier,
  scope: Scope,
  make: (cover: Cover) => T,
): T {
  const { module, memory, base, size } = loads;
  const { covers } = scope.function;
  const cover = { module, memory, data, pointer, size };
  covers.set(base, cover);
  try {
    return make(cover);
  } finally {
    covers.delete(base);
  }
}
