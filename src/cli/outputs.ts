import { InvalidArgumentError } from 'commander';
import type { Output } from '../compile.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { stages } from '../pipeline.ts';

/** What `--emit` lists. */
export const outputs: readonly Output[] = ['wasm', 'js', 'dts', 'wat', 'itl', 'ir'];

/** By stage; for whoever works on the compiler. */
const irOutputs: readonly Output[] = stages.map((stage) => `ir:${stage}` as const);

export const isOutput = (value: unknown): value is Output => [...outputs, ...irOutputs].includes(value as Output);

/** @throws InvalidArgumentError */
export function parseOutputs(text: string): readonly Output[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !isOutput(name));
  if (unknown?.startsWith('ir:')) throw new InvalidArgumentError(unknownStage(unknown.slice('ir:'.length)));
  if (unknown !== undefined || names.length === 0) {
    throw new InvalidArgumentError(`Allowed are ${outputs.join(', ')}, separated by commas.`);
  }
  if (names.filter((name) => name.startsWith('ir')).length > 1) {
    throw new InvalidArgumentError('The IR can be printed of one stage at a time.');
  }
  return names as Output[];
}

function unknownStage(name: string): string {
  const meant = didYouMean(name, stages);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  return `There is no stage '${name}': the IR can be printed after ${stages.join(', ')}.${hint}`;
}
