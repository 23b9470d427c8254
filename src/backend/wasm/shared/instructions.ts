/** The instructions that emitters write most. */
import type { Wat } from './wat.ts';

export const get = (id: string): Wat => ['local.get', id];
export const set = (id: string, value: Wat): Wat => ['local.set', id, value];
export const i32 = (value: number): Wat => ['i32.const', String(value)];
export const call = (id: string, ...args: readonly Wat[]): Wat => ['call', id, ...args];
