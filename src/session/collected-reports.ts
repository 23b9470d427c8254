import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceMap } from '../source/source-map.ts';
import { type Problem, problemOf, problemsIn } from './problem.ts';
import type { Reports } from './reports.ts';

/** Keeps what a build tells, for whoever asked for it. */
export class CollectedReports implements Reports {
  readonly problems: Problem[] = [];
  readonly isColored = false;
  output = '';

  show(diagnostics: readonly Diagnostic[], sources: SourceMap = new SourceMap()): void {
    for (const diagnostic of diagnostics) this.problems.push(problemOf(diagnostic, sources));
  }

  passThrough(messages: string): void {
    this.output += messages;
    this.problems.push(...problemsIn(messages));
  }

  /** Whoever calls the library is handed the results. */
  wrote(): void {}

  detail(): void {}

  get failed(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
