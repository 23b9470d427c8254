/** Single scalars in memory. */

import type { Expression as Js } from 'estree';
import type { ScalarName } from '../../../runtime/abi.ts';
import { scalarNameOf, typedArrayElementOf } from '../../ir/numbers.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import type { Type } from '../../ir/types.ts';
import { call, conditional, number, string } from './build/expressions.ts';
import type { ModuleContext, Scope } from './context.ts';
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

export function emitLoad({ type, pointer, ...from }: OperandsOf<'load'>, scope: Scope): Js {
  const { module } = scope;
  const name: HelperName = `load${widthOf(type)}`;
  const loaded = call(module.helper(name), module.memory(from), value(pointer, scope, 'wrapped'));
  return scalarNameOf(type) === 'u1' ? conditional(loaded, number(1), number(0)) : loaded;
}

export function emitStore({ type, pointer, value: stored, ...to }: OperandsOf<'store'>, scope: Scope): Js {
  const { module } = scope;
  const name: HelperName = `store${widthOf(type)}`;
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

const classes: Readonly<Partial<Record<ScalarName, string>>> = {
  s8: 'Int8Array',
  u8: 'Uint8Array',
  s16: 'Int16Array',
  u16: 'Uint16Array',
  s32: 'Int32Array',
  u32: 'Uint32Array',
  s64: 'BigInt64Array',
  u64: 'BigUint64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

/** The class of arrays of the type, if they are typed arrays. */
export function typedArrayOf(element: Type): string | undefined {
  const name = typedArrayElementOf(element);
  return name && classes[name];
}
