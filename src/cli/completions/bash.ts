import type { CommandShape, OptionShape, ValueShape } from './shape.ts';

/** A script for bash: `source <(itlc completions bash)`. */
export function bashCompletions(shapes: readonly CommandShape[]): string {
  const commands = shapes.flatMap(({ name }) => (name === '' ? [] : [name]));
  return `_itlc() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${commands.join('|')}) command=$word; break;; esac
  done
  local IFS=$'\\n'
  COMPREPLY=()
  case "$command $previous" in
${shapes.flatMap(valueCases).join('\n')}
  esac
  case $current in
    -*)
      case $command in
${shapes.map(optionCase).join('\n')}
      esac;;
    *)
      case $command in
${shapes.map((shape) => argumentCase(shape, commands)).join('\n')}
      esac;;
  esac
}
complete -o filenames -F _itlc itlc
`;
}

const pattern = (name: string): string => (name === '' ? "''" : name);

/** There is a line for each word, so that names of files may have blanks. Bash 3 knows no `mapfile`. */
const replyWith = (commands: string): string => `COMPREPLY=($(${commands}))`;

const reply = (option: string, current = '"$current"'): string => replyWith(`compgen ${option} -- ${current}`);

const wordList = (words: readonly string[]): string => `-W $'${words.join('\\n')}'`;

const valueCases = ({ name, options }: CommandShape): readonly string[] =>
  options.flatMap(({ flags, value }) => {
    const action = actionFor(value);
    const patterns = flags.map((flag) => `'${name} ${flag}'`).join('|');
    return action === undefined ? [] : [`    ${patterns}) ${action}; return;;`];
  });

function actionFor(value: ValueShape): string | undefined {
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'file':
      return reply('-f');
    case 'folder':
      return reply('-d');
    case 'program':
      return reply('-c');
    case 'text':
      return ':';
    case 'choice':
      return reply(wordList(value.choices));
    case 'list':
      return reply(`-P "\${current%"\${current##*,}"}" ${wordList(value.choices)}`, `"\${current##*,}"`);
  }
}

const optionCase = ({ name, options }: CommandShape): string =>
  `        ${pattern(name)}) ${reply(wordList(options.flatMap(longest)))};;`;

const longest = ({ flags }: OptionShape): readonly string[] => flags.slice(-1);

function argumentCase({ name, words, endings }: CommandShape, commands: readonly string[]): string {
  const choices = name === '' ? commands : words;
  const parts = [
    ...(choices.length > 0 ? [`compgen ${wordList(choices)} -- "$current"`] : []),
    ...(endings.length > 0 ? [`compgen -d -- "$current"; ${filesWith(endings)}`] : []),
  ];
  return `        ${pattern(name)}) ${parts.length > 0 ? replyWith(parts.join('; ')) : ':'};;`;
}

const filesWith = (endings: readonly string[]): string =>
  `for word in ${endings.join(' ')}; do compgen -f -X "!*.$word" -- "$current"; done`;
