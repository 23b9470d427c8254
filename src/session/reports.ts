import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceMap } from '../source/source-map.ts';

/** Where a build tells what it finds: a terminal, or whoever called the library. */
export interface Reports {
  readonly show: (diagnostics: readonly Diagnostic[], sources?: SourceMap) => void;
  /** What a compiler or linker said, as it said it. */
  readonly passThrough: (messages: string) => void;
  /** Whether an error has been shown. */
  readonly failed: boolean;
  /** Whether programs that are run are to print in colours. */
  readonly isColored: boolean;
}
