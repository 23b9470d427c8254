import { carrierWasmType, type WasmType } from '../../../runtime/abi.ts';
import type { CoreFunction } from '../../ir/ir.ts';
import { carrierOf } from '../../ir/numbers.ts';
import type { Type } from '../../ir/types.ts';
import type { PointerSignature, PointerUse } from './pointer-module.ts';

/** The signatures of the function pointers that a component uses: each has a number once it is asked for. */
export class PointerSignatures implements PointerUse {
  readonly called: PointerSignature[] = [];
  readonly made: PointerSignature[] = [];

  numberOf(use: keyof PointerUse, params: readonly Type[], results: readonly Type[]): number {
    const wanted = { params: lettersOf(params), results: lettersOf(results) };
    const known = this[use].findIndex((each) => each.params === wanted.params && each.results === wanted.results);
    return known < 0 ? this[use].push(wanted) - 1 : known;
  }
}

export const signatureOf = ({ params, results }: CoreFunction): PointerSignature => ({
  params: lettersOf(params.map(({ type }) => type)),
  results: lettersOf(results),
});

const letters: Readonly<Record<WasmType, string>> = { i32: 'i', i64: 'j', f32: 'f', f64: 'd', externref: 'r' };

const lettersOf = (types: readonly Type[]): string =>
  types.map((type) => letters[carrierWasmType[carrierOf(type)]]).join('');
