import type { CommandShape, OptionShape, ValueShape } from './shape.ts';

/** A script for zsh: `source <(itlc completions zsh)`, or the file `_itlc` in a folder of `fpath`. */
export function zshCompletions(shapes: readonly CommandShape[]): string {
  const commands = shapes.filter(({ name }) => name !== '');
  const [program] = shapes;
  return `#compdef itlc
_itlc_words() {
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  _describe command commands
  ${filesOf(program?.endings ?? [])}
}
_itlc() {
  case \${words[(r)(${commands.map(({ name }) => name).join('|')})]} in
${commands.map(caseOf).join('\n')}
    *) _arguments -s ${program?.options.map(specOf).join(' ') ?? ''} '*: :_itlc_words';;
  esac
}
if [ "\${funcstack[1]}" = _itlc ]; then _itlc "$@"; else compdef _itlc itlc; fi
`;
}

const caseOf = ({ name, options, words, endings }: CommandShape): string => {
  const specs = [...options.map(specOf), ...argumentsOf(words, endings)];
  return `    ${name}) _arguments -s ':command:' ${specs.join(' ')};;`;
};

function argumentsOf(words: readonly string[], endings: readonly string[]): readonly string[] {
  if (words.length > 0) return [`'*: :(${words.join(' ')})'`];
  return endings.length > 0 ? [quoted(`*:file:${filesOf(endings)}`)] : [];
}

/** One alternative alone would be a glob qualifier. */
const filesOf = (endings: readonly string[]): string =>
  endings.length === 1 ? `_files -g "*.${endings[0]}"` : `_files -g "*.(${endings.join('|')})"`;

/** `'(-o --out-dir)'{-o,--out-dir}'[where the output goes]:folder:_files -/'` */
function specOf({ flags, description, value }: OptionShape): string {
  const rest = quoted(`[${description.replaceAll(/[[\]:\\]/g, '\\$&')}]${actionFor(value)}`);
  return flags.length > 1 ? `'(${flags.join(' ')})'{${flags.join(',')}}${rest}` : `${flags[0]}${rest}`;
}

function actionFor(value: ValueShape): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'file':
      return ':file:_files';
    case 'folder':
      return ':folder:_files -/';
    case 'program':
      return ':command:_command_names -e';
    case 'text':
      return ': :';
    case 'choice':
      return `: :(${value.choices.join(' ')})`;
    case 'list':
      return `: :_sequence compadd - ${value.choices.join(' ')}`;
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
