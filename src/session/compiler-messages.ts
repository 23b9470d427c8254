/** What a C++ compiler says, as data for tools: Clang and GCC write `file:line:column: error: message`. */

interface Said {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  /** In bytes, counted from 1. */
  readonly column: number;
}

/** The keys of `--json`. */
export interface CompilerMessage extends Said {
  readonly code: typeof compilerCode;
  readonly severity: 'error' | 'warning';
  readonly notes?: readonly Said[];
}

/** The compiler's own messages: it has no codes that last. */
const compilerCode = 'ITL6070';

const pattern = /^(?!\s)(.+?):(\d+):(\d+): (fatal error|error|warning|note): (.*)$/gm;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal's colours begin with
const colours = /\u001b\[[\d;]*[mK]/g;

/** Notes belong to the message that they follow. */
export function compilerMessages(text: string): readonly CompilerMessage[] {
  const found: (CompilerMessage & { readonly notes: Said[] })[] = [];
  for (const [, file = '', line, column, kind, message = ''] of text.replace(colours, '').matchAll(pattern)) {
    const said = { message, file, line: Number(line), column: Number(column) };
    if (kind === 'note') found.at(-1)?.notes.push(said);
    else found.push({ code: compilerCode, severity: kind === 'warning' ? kind : 'error', ...said, notes: [] });
  }
  return found.map(({ notes, ...rest }) => (notes.length > 0 ? { ...rest, notes } : rest));
}
