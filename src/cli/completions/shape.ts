/** What shells complete, read from the commands themselves. */
import type { Command, Option } from 'commander';
import { outputs } from '../../session/outputs.ts';

/** What may follow an option. */
export type ValueShape =
  | { readonly kind: 'none' | 'file' | 'folder' | 'program' | 'text' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Some of them, with commas between them. */
  | { readonly kind: 'list'; readonly choices: readonly string[] };

export interface OptionShape {
  /** `-o` and `--out-dir`, or one of both. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: ValueShape;
}

export interface CommandShape {
  /** Empty for what is done without a command. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  /** What its arguments are: words, or files with these endings. */
  readonly words: readonly string[];
  readonly endings: readonly string[];
}

const sources: readonly string[] = ['itl', 'cpp', 'cc', 'cxx', 'c', 'o', 'a', 'wasm', 'wit'];

/** Of arguments that are files, by command. */
const endings: Readonly<Record<string, readonly string[]>> = {
  '': sources,
  check: ['itl', 'cpp', 'cc', 'cxx', 'c', 'wasm', 'wit'],
  types: ['itl', 'cpp', 'cc', 'cxx', 'c', 'wasm', 'wit'],
  fmt: ['itl'],
  inspect: ['wasm'],
  init: ['wasm'],
};

/** The program first, then its commands, in order. */
export function shapesOf(program: Command): readonly CommandShape[] {
  const commands = program.commands.map((command) => shapeOf(command, command.name()));
  const help = { name: 'help', description: 'display help for command', options: [], endings: [] };
  return [shapeOf(program, ''), ...commands, { ...help, words: commands.map(({ name }) => name) }];
}

function shapeOf(command: Command, name: string): CommandShape {
  return {
    name,
    description: command.description(),
    options: command.createHelp().visibleOptions(command).map(optionShape),
    words: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    endings: endings[name] ?? [],
  };
}

const optionShape = (option: Option): OptionShape => ({
  flags: [option.short, option.long].filter((flag) => flag !== undefined),
  description: option.description,
  value: valueShape(option),
});

function valueShape({ flags, argChoices, long }: Option): ValueShape {
  if (long === '--emit') return { kind: 'list', choices: outputs };
  if (argChoices) return { kind: 'choice', choices: argChoices };
  const [, what] = /<(.+)>/.exec(flags) ?? [];
  return { kind: what === undefined ? 'none' : (kinds[what] ?? 'text') };
}

/** By what stands between the angle brackets of an option. */
const kinds: Readonly<Record<string, 'file' | 'folder' | 'program'>> = {
  file: 'file',
  folder: 'folder',
  command: 'program',
};
