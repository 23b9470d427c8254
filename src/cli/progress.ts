/** What is being done, on a terminal: one line that the next one replaces. */
import { noProgress, type Progress } from '../session/progress.ts';

/** Only what this needs of a stream. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const startOfLine = '\r\u001b[K';

/** Says nothing where nobody watches: into a file, a pipe, or a terminal that cannot replace a line. */
export function terminalProgress(stream: TerminalStream, terminal: string | undefined): Progress {
  if (stream.isTTY !== true || terminal === 'dumb') return noProgress;
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      stream.write(`${startOfLine}${text.slice(0, (stream.columns || 80) - 1)}`);
    },
    clear() {
      if (isShown) stream.write(startOfLine);
      isShown = false;
    },
  };
}
