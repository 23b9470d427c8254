import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceMap } from '../source/source-map.ts';

export interface WrittenFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Whether it belongs to what is written beside it, and says nothing by itself. */
  readonly isMinor: boolean;
}

/** Where a build tells what it finds: a terminal, or whoever called the library. */
export interface Reports {
  readonly show: (diagnostics: readonly Diagnostic[], sources?: SourceMap) => void;
  /** What a compiler or linker said, as it said it. */
  readonly passThrough: (messages: string) => void;
  /** That a file has been written. */
  readonly wrote: (file: WrittenFile) => void;
  /** What has been done, in a line, for whoever wants to know more than the result. */
  readonly detail: (text: string) => void;
  /** Whether an error has been shown. */
  readonly failed: boolean;
  /** Whether programs that are run are to print in colours. */
  readonly isColored: boolean;
}
