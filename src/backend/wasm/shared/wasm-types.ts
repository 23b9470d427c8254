import { carrierWasmType, type WasmType } from '../../../../runtime/abi.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import type { Type } from '../../../ir/types.ts';

/** What a value of an interface type is inside the adapter. */
export const wasmTypeOf = (type: Type): WasmType => carrierWasmType[carrierOf(type)];

/** Bytes that a number takes in the adapter's own memory. */
export const numberSize: Readonly<Record<Exclude<WasmType, 'externref'>, number>> = { i32: 4, i64: 8, f32: 4, f64: 8 };
