/** Choices between branches, and what blocks say of their values. */
import type { WasmType } from '../../../../runtime/abi.ts';
import type { Type } from '../../../ir/types.ts';
import { wasmTypeOf } from './wasm-types.ts';
import type { Wat } from './wat.ts';

/** How many values an expression of a type leaves. */
export function valueCount(type: Type): number {
  if (type.kind === 'none' || type.kind === 'never') return 0;
  return type.kind === 'values' ? type.items.length : 1;
}

/** `(result T)`, or nothing. */
export function resultClause(type: Type): Wat[] {
  if (type.kind === 'values') return [['result', ...type.items.map(wasmTypeOf)]];
  return valueCount(type) === 0 ? [] : [['result', wasmTypeOf(type)]];
}

/** What never gives a value still has to leave the stack in a state that fits anywhere. */
export const sealed = (type: Type, instructions: readonly Wat[]): readonly Wat[] =>
  type.kind === 'never' && instructions.at(-1)?.[0] !== 'unreachable'
    ? [...instructions, ['unreachable']]
    : instructions;

/** Whether something is so, and whether it is not. */
export interface Test {
  readonly test: Wat;
  readonly otherwise: Wat;
}

interface Arm extends Test {
  /** Whether the body never gives a value. */
  readonly isNever: boolean;
  readonly body: readonly Wat[];
}

/**
 * A choice between two as an `if`. One of more as a row of blocks, each left at once where its test fails, so that a
 * thousand arms nest no deeper than one: `(block $out (block $arm (br_if $arm not-this) body (br $out)) … last)`.
 */
export function emitArms(arms: readonly Arm[], last: readonly Wat[], type: Type): readonly Wat[] {
  const [only, second] = arms;
  if (!only) return sealed(type, last);
  if (!second) {
    const branches: Wat[] =
      last.length > 0
        ? [
            ['then', ...only.body],
            ['else', ...last],
          ]
        : [['then', ...only.body]];
    return sealed(type, [['if', ...resultClause(type), only.test, ...branches]]);
  }
  const blocks = arms.map(({ otherwise, isNever, body }): Wat => {
    const leave: Wat[] = isNever ? [] : [['br', '$out']];
    return ['block', '$arm', ['br_if', '$arm', otherwise], ...body, ...leave];
  });
  return sealed(type, [['block', '$out', ...resultClause(type), ...blocks, ...last]]);
}

/** Whether a number is that one. */
export function comparison(wasm: WasmType, subject: Wat, value: bigint): Test {
  const constant: Wat = [`${wasm}.const`, String(value)];
  return { test: [`${wasm}.eq`, subject, constant], otherwise: [`${wasm}.ne`, subject, constant] };
}

export const not = (value: Wat): Wat => ['i32.eqz', value];
