import type { Span } from '../source/source-map.ts';

/** An error means that nothing comes out. */
export type Severity = 'error' | 'warning';

/** What belongs to a diagnostic, at another place: the first of two declarations, for example. */
export interface Note {
  /** What a person reads, in a sentence without a full stop. */
  readonly message: string;
  /** Absent where a whole file is meant. */
  readonly span?: Span;
}

/**
 * What a user is told. Made by one function per message (the other files of this folder), rendered elsewhere.
 * Codes are stable: ITL1xxx text and syntax, ITL2xxx names, ITL3xxx types and forms, ITL4xxx core modules,
 * ITL5xxx files and output, ITL6xxx blocks of the C++ DSL, ITL9xxx faults of itlc itself.
 */
export interface Diagnostic {
  /** `ITL` and four digits. */
  readonly code: string;
  /** Whether anything comes out in spite of it. */
  readonly severity: Severity;
  /** What a person reads, in a sentence without a full stop. */
  readonly message: string;
  /** Absent where a whole file, not a place in it, is meant. */
  readonly span?: Span;
  /** Stands behind the carets: a remedy, "did you mean 'x'?", what was expected. */
  readonly hint?: string;
  /** Other places that have to do with it. */
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
