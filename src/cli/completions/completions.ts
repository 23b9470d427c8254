import type { Command } from 'commander';
import { bashCompletions } from './bash.ts';
import { fishCompletions } from './fish.ts';
import { type CommandShape, shapesOf } from './shape.ts';
import { zshCompletions } from './zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

const scripts: Readonly<Record<Shell, (shapes: readonly CommandShape[]) => string>> = {
  bash: bashCompletions,
  zsh: zshCompletions,
  fish: fishCompletions,
};

/** A script for a shell, made from the commands themselves: nothing can be forgotten. */
export const completions = (shell: Shell, program: Command): string => scripts[shell](shapesOf(program));
