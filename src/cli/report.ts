import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isInternal } from '../diagnostics/internal.ts';
import { renderDiagnostic, renderJson } from '../diagnostics/render.ts';
import { compilerMessages } from '../session/compiler-messages.ts';
import { noProgress, type Progress } from '../session/progress.ts';
import type { Reports, WrittenFile } from '../session/reports.ts';
import { SourceMap } from '../source/source-map.ts';
import { isColored, paint } from './paint.ts';

export interface ReportOptions {
  /** Diagnostics as JSON lines, and nothing besides. */
  readonly json?: boolean;
  /** Nothing but what is wrong. */
  readonly quiet?: boolean;
  /** What is done, with sizes and times. */
  readonly verbose?: boolean;
}

/** Shows diagnostics as they come, and remembers whether any of them was an error. */
export class Reporter implements Reports {
  readonly #options: ReportOptions;
  readonly #progress: Progress;
  readonly #start = performance.now();
  #errors = 0;
  #warnings = 0;
  #faults = 0;
  /** Of the first error. */
  #code: string | undefined;

  /** @param progress - what is being done, which gives way to everything that is said */
  constructor(options: ReportOptions, progress: Progress = noProgress) {
    this.#options = options;
    this.#progress = progress;
  }

  /** Text goes to standard error, JSON lines to standard output, where the next program reads them. */
  show(diagnostics: readonly Diagnostic[], sources: SourceMap = new SourceMap()): void {
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === 'error') {
        this.#errors++;
        this.#code ??= diagnostic.code;
      } else this.#warnings++;
      if (isInternal(diagnostic)) this.#faults++;
      if (this.#options.json) process.stdout.write(`${renderJson(diagnostic, sources)}\n`);
      else this.#say(`${renderDiagnostic(diagnostic, sources, { paint })}\n`);
    }
  }

  /** What a compiler or linker said, as it said it; what has a place in it is for tools too. */
  passThrough(messages: string): void {
    this.#say(messages);
    if (!this.#options.json) return;
    for (const message of compilerMessages(messages)) process.stdout.write(`${JSON.stringify(message)}\n`);
  }

  wrote({ path, size, isMinor }: WrittenFile): void {
    const { json, quiet, verbose } = this.#options;
    if (json || quiet || (isMinor && !verbose)) return;
    this.#say(`wrote ${path}${verbose ? paint(` (${inKilobytes(size)})`, 'detail') : ''}\n`);
  }

  detail(text: string): void {
    const { json, verbose } = this.#options;
    if (verbose && !json) this.#say(`${paint(text, 'detail')}\n`);
  }

  get isColored(): boolean {
    return isColored();
  }

  get failed(): boolean {
    return this.#errors > 0;
  }

  /** Whether itlc itself was at fault. */
  get isAtFault(): boolean {
    return this.#faults > 0;
  }

  #say(text: string): void {
    this.#progress.clear();
    process.stderr.write(text);
  }

  /** How many of each, where a person reads and there is more than one; and on a terminal, where to read more. */
  summarize(): void {
    this.detail(`took ${((performance.now() - this.#start) / 1000).toFixed(2)} s`);
    const { json, quiet } = this.#options;
    if (json) return;
    this.#count();
    if (this.#code !== undefined && this.isColored && !quiet) this.#say(`itlc explain ${this.#code} says more\n`);
  }

  #count(): void {
    if (this.#errors + this.#warnings < 2) return;
    const parts = [counted(this.#errors, 'error'), counted(this.#warnings, 'warning')].filter((part) => part !== '');
    this.#say(`${parts.join(', ')}\n`);
  }
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;

const inKilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
