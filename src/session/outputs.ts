import type { Output } from '../compile.ts';
import { stages } from '../pipeline.ts';

/** What a build can be asked for by name. */
export const outputs: readonly Output[] = ['wasm', 'js', 'dts', 'wat', 'itl', 'ir'];

/** By stage; for whoever works on the compiler. */
const irOutputs: readonly Output[] = stages.map((stage) => `ir:${stage}` as const);

export const isOutput = (value: unknown): value is Output => [...outputs, ...irOutputs].includes(value as Output);

/** Whether it is about several stages, of which a build keeps one. */
export const hasSeveralStages = (names: readonly string[]): boolean =>
  new Set(names.filter((name) => name === 'ir' || name.startsWith('ir:'))).size > 1;
