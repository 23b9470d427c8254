import type { Expression as Js } from 'estree';
import { carrierWasmType, type WasmType } from '../../../runtime/abi.ts';
import { carrierOf } from '../../ir/numbers.ts';
import type { Type } from '../../ir/types.ts';
import { array, string } from './build/expressions.ts';

const letters: Readonly<Record<WasmType, string>> = { i32: 'i', i64: 'j', f32: 'f', f64: 'd', externref: 'r' };

/** `['ii', 'i']`: the types of a C function, as the helpers for function pointers take them. */
export const signatureOf = (params: readonly Type[], results: readonly Type[]): Js =>
  array([string(lettersOf(params)), string(lettersOf(results))]);

const lettersOf = (types: readonly Type[]): string =>
  types.map((type) => letters[carrierWasmType[carrierOf(type)]]).join('');
