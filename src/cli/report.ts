import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isInternal } from '../diagnostics/internal.ts';
import { renderDiagnostic, renderJson } from '../diagnostics/render.ts';
import { compilerMessages } from '../session/compiler-messages.ts';
import type { Reports } from '../session/reports.ts';
import { SourceMap } from '../source/source-map.ts';

/** Shows diagnostics as they come, and remembers whether any of them was an error. */
export class Reporter implements Reports {
  readonly #json: boolean;
  #errors = 0;
  #warnings = 0;
  #faults = 0;
  /** Of the first error. */
  #code: string | undefined;

  constructor(options: { readonly json?: boolean }) {
    this.#json = options.json ?? false;
  }

  /** Text goes to standard error, JSON lines to standard output, where the next program reads them. */
  show(diagnostics: readonly Diagnostic[], sources: SourceMap = new SourceMap()): void {
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === 'error') {
        this.#errors++;
        this.#code ??= diagnostic.code;
      } else this.#warnings++;
      if (isInternal(diagnostic)) this.#faults++;
      if (this.#json) process.stdout.write(`${renderJson(diagnostic, sources)}\n`);
      else process.stderr.write(`${renderDiagnostic(diagnostic, sources, { color: colored() })}\n`);
    }
  }

  /** What a compiler or linker said, as it said it; what has a place in it is for tools too. */
  passThrough(messages: string): void {
    process.stderr.write(messages);
    if (!this.#json) return;
    for (const message of compilerMessages(messages)) process.stdout.write(`${JSON.stringify(message)}\n`);
  }

  get isColored(): boolean {
    return colored();
  }

  get failed(): boolean {
    return this.#errors > 0;
  }

  /** Whether itlc itself was at fault. */
  get isAtFault(): boolean {
    return this.#faults > 0;
  }

  /** How many of each, where a person reads and there is more than one; and on a terminal, where to read more. */
  summarize(): void {
    if (this.#json) return;
    this.#count();
    if (this.#code !== undefined && this.isColored) process.stderr.write(`itlc explain ${this.#code} says more\n`);
  }

  #count(): void {
    if (this.#errors + this.#warnings < 2) return;
    const parts = [counted(this.#errors, 'error'), counted(this.#warnings, 'warning')].filter((part) => part !== '');
    process.stderr.write(`${parts.join(', ')}\n`);
  }
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;

export const colored = (): boolean =>
  process.env.NO_COLOR === undefined && (process.stderr.isTTY === true || process.env.FORCE_COLOR !== undefined);
