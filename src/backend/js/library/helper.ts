/** A declaration of the runtime library as emitted modules have it. */
export interface Helper {
  /** JavaScript. */
  readonly code: string;
  /** Other helpers that it uses. */
  readonly needs: readonly string[];
  /** Views of a memory that it reads. */
  readonly views: readonly string[];
}
