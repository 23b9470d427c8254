import type { Effect } from './effects.ts';
import type { Slot, TypeRule } from './slots.ts';

export interface Row {
  readonly slots: Readonly<Record<string, Slot>>;
  readonly result: TypeRule;
  /** What it does besides giving its result; what its operands do is theirs. */
  readonly effects: readonly Effect[];
  readonly doc: string;
}

export const row = <const S extends Readonly<Record<string, Slot>>>(
  slots: S,
  result: TypeRule,
  effects: readonly Effect[],
  doc: string,
) => ({ slots, result, effects, doc });

/** Nothing but the result. */
export const pure: readonly Effect[] = [];
