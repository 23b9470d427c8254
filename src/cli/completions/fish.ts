import type { CommandShape, OptionShape, ValueShape } from './shape.ts';

/** A script for fish: `itlc completions fish | source`. */
export function fishCompletions(shapes: readonly CommandShape[]): string {
  const names = shapes.flatMap(({ name }) => (name === '' ? [] : [name])).join(' ');
  const lines = shapes.flatMap((shape) => [...commandLine(shape, names), ...optionLines(shape, names)]);
  return `${lines.join('\n')}\n`;
}

const condition = (name: string, names: string): string =>
  name === '' ? `"not __fish_seen_subcommand_from ${names}"` : `"__fish_seen_subcommand_from ${name}"`;

function commandLine({ name, description, words, endings }: CommandShape, names: string): readonly string[] {
  const own = name === '' ? [] : [`complete -c itlc -n ${condition('', names)} -a ${name} -d ${quoted(description)}`];
  const only =
    words.length > 0 ? [`complete -c itlc -n ${condition(name, names)} -f -a ${quoted(words.join(' '))}`] : [];
  const none = endings.length === 0 && words.length === 0 && name !== '';
  return [...own, ...only, ...(none ? [`complete -c itlc -n ${condition(name, names)} -f`] : [])];
}

const optionLines = ({ name, options }: CommandShape, names: string): readonly string[] =>
  options.map(
    ({ flags, description, value }) =>
      `complete -c itlc -n ${condition(name, names)} ${flagsOf(flags)}${actionFor(value)} -d ${quoted(description)}`,
  );

const flagsOf = (flags: OptionShape['flags']): string =>
  flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');

function actionFor(value: ValueShape): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'file':
      return ' -rF';
    case 'folder':
      return " -x -a '(__fish_complete_directories)'";
    case 'program':
      return " -x -a '(__fish_complete_command)'";
    case 'text':
      return ' -x';
    case 'choice':
      return ` -x -a '${value.choices.join(' ')}'`;
    case 'list':
      return ` -x -a "(__fish_append , ${value.choices.join(' ')})"`;
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
