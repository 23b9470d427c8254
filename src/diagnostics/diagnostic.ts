import type { Span } from '../source/source-map.ts';

export type Severity = 'error' | 'warning';

export interface Note {
  readonly message: string;
  readonly span?: Span;
}

/**
 * What a user is told. Made by one function per message (the other files of this folder), rendered elsewhere.
 * Codes are stable: ITL1xxx text and syntax, ITL2xxx names, ITL3xxx types and forms, ITL4xxx core modules,
 * ITL5xxx files and output, ITL6xxx blocks of the C++ DSL, ITL9xxx faults of itlc itself.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Absent where a whole file, not a place in it, is meant. */
  readonly span?: Span;
  /** Stands behind the carets: a remedy, "did you mean 'x'?", what was expected. */
  readonly hint?: string;
  readonly notes?: readonly Note[];
}

/** Where phases put what they find; none of them throws on user input. */
export class DiagnosticSink {
  readonly #found: Diagnostic[] = [];
  #errorCount = 0;

  add(diagnostic: Diagnostic): void {
    this.#found.push(diagnostic);
    if (diagnostic.severity === 'error') this.#errorCount++;
  }

  get all(): readonly Diagnostic[] {
    return this.#found;
  }

  get errorCount(): number {
    return this.#errorCount;
  }

  get hasErrors(): boolean {
    return this.#errorCount > 0;
  }
}
