import type { Diagnostic, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { tooManyErrors } from '../diagnostics/syntax.ts';

/** So many errors of one file are shown; what comes after is seldom of use. */
export const ERROR_LIMIT = 100;

/** What one phase of reading a file finds; it stops keeping errors, and the phase may stop looking, when it is full. */
export class ErrorList {
  readonly #errors: Diagnostic[] = [];

  add(error: Diagnostic): void {
    if (!this.isFull) this.#errors.push(error);
  }

  /** One more than the limit is kept, to know that there are too many. */
  get isFull(): boolean {
    return this.#errors.length > ERROR_LIMIT;
  }

  get all(): readonly Diagnostic[] {
    return this.#errors;
  }
}

/**
 * Hands on the errors of all phases in the order of the text, up to the limit. Of several at one place the first
 * phase's only: the others follow from it.
 */
export function reportInOrder(lists: readonly ErrorList[], sink: DiagnosticSink): void {
  const errors = lists
    .flatMap((list) => list.all)
    .sort((left, right) => startOf(left) - startOf(right))
    .filter((error, index, all) => index === 0 || startOf(error) !== startOf(all[index - 1]));
  for (const error of errors.slice(0, ERROR_LIMIT)) sink.add(error);
  const next = errors[ERROR_LIMIT];
  if (next !== undefined) sink.add(tooManyErrors(ERROR_LIMIT, next.span));
}

const startOf = (diagnostic: Diagnostic | undefined): number => diagnostic?.span?.start ?? 0;
