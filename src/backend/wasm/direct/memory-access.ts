/**
 * Single scalars, read and written where they are. An address outside of the memory goes to the host function that the
 * table variant calls, whose error says what is wrong; WebAssembly's own trap would not.
 */
import { carrierOfScalar, carrierWasmType, type ScalarName, scalarSize } from '../../../../runtime/abi.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { familySignatures } from '../shared/host-imports.ts';
import { place } from '../shared/places.ts';
import { printInline } from '../shared/wat.ts';
import { OWN_MEMORY, type Support } from './support.ts';

const loads: Readonly<Record<ScalarName, string>> = {
  u1: 'i32.load8_u',
  bool: 'i32.load8_u',
  s8: 'i32.load8_s',
  u8: 'i32.load8_u',
  s16: 'i32.load16_s',
  u16: 'i32.load16_u',
  s32: 'i32.load',
  u32: 'i32.load',
  char: 'i32.load',
  s64: 'i64.load',
  u64: 'i64.load',
  f32: 'f32.load',
  f64: 'f64.load',
};

const stores: Readonly<Record<ScalarName, string>> = {
  u1: 'i32.store8',
  bool: 'i32.store8',
  s8: 'i32.store8',
  u8: 'i32.store8',
  s16: 'i32.store16',
  u16: 'i32.store16',
  s32: 'i32.store',
  u32: 'i32.store',
  char: 'i32.store',
  s64: 'i64.store',
  u64: 'i64.store',
  f32: 'f32.store',
  f64: 'f64.store',
};

const isFlag = (scalar: ScalarName): boolean => scalar === 'u1' || scalar === 'bool';

/**
 * `length` bytes at `pointer` do not all lie in the memory: i32 expressions, or for the length a number. 64 bits: sums do
 * not wrap.
 */
export const isOutside = (memory: string, pointer: string, length: string | number): string =>
  `(i64.gt_u
    (i64.add (i64.extend_i32_u ${pointer}) ${typeof length === 'number' ? `(i64.const ${length})` : `(i64.extend_i32_u ${length})`})
    (i64.shl (i64.extend_i32_u (memory.size ${memory})) (i64.const 16)))`;

/** A core module's memory, and what host functions take for it. */
export interface Place {
  readonly id: string;
  readonly host: string;
}

export const placeOf = (module: string, memory: string, support: Support, context: FunctionContext): Place => ({
  id: support.memory(module, memory),
  host: place(module, memory, context).map(printInline).join(' '),
});

/** The function `(param i32) (result T)` that reads a scalar. */
export function loader(scalar: ScalarName, { id, host }: Place, support: Support, context: FunctionContext): string {
  const type = carrierWasmType[carrierOfScalar[scalar]];
  return support.helper(`load_${scalar}${id.slice(OWN_MEMORY.length)}`, () => {
    const refuse = context.module.hosts.useFamily('load', scalar, familySignatures.load(scalar));
    const value = `(${loads[scalar]} ${id} align=1 (local.get $pointer))`;
    return `(param $pointer i32) (result ${type})
      (if ${isOutside(id, '(local.get $pointer)', scalarSize[scalar])}
        (then (return (call ${refuse} ${host} (local.get $pointer)))))
      ${isFlag(scalar) ? `(i32.ne ${value} (i32.const 0))` : value}`;
  });
}

/** The function `(param i32 T)` that writes a scalar. */
export function storer(scalar: ScalarName, { id, host }: Place, support: Support, context: FunctionContext): string {
  const type = carrierWasmType[carrierOfScalar[scalar]];
  return support.helper(`store_${scalar}${id.slice(OWN_MEMORY.length)}`, () => {
    const refuse = context.module.hosts.useFamily('store', scalar, familySignatures.store(scalar));
    const value = isFlag(scalar) ? '(i32.ne (local.get $value) (i32.const 0))' : '(local.get $value)';
    return `(param $pointer i32) (param $value ${type})
      (if ${isOutside(id, '(local.get $pointer)', scalarSize[scalar])}
        (then (call ${refuse} ${host} (local.get $pointer) (local.get $value)) (return)))
      (${stores[scalar]} ${id} align=1 (local.get $pointer) ${value})`;
  });
}
