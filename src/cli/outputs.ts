import { InvalidArgumentError } from 'commander';
import type { Output } from '../compile.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { stages } from '../pipeline.ts';
import { hasSeveralStages, isOutput, outputs } from '../session/outputs.ts';

/** @throws InvalidArgumentError */
export function parseOutputs(text: string): readonly Output[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !isOutput(name));
  if (unknown?.startsWith('ir:')) throw new InvalidArgumentError(unknownStage(unknown.slice('ir:'.length)));
  if (unknown !== undefined || names.length === 0) {
    throw new InvalidArgumentError(`Allowed are ${outputs.join(', ')}, separated by commas.`);
  }
  if (hasSeveralStages(names)) throw new InvalidArgumentError('The IR can be printed of one stage at a time.');
  return names as Output[];
}

function unknownStage(name: string): string {
  const meant = didYouMean(name, stages);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  return `There is no stage '${name}': the IR can be printed after ${stages.join(', ')}.${hint}`;
}
