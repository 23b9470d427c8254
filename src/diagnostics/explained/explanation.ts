/** What a code means, at more length than a message has room for. `itlc explain` and the site's error pages show it. */
export interface Explanation {
  /** The mistake in a few words, without a full stop. */
  readonly title: string;
  /** What was found, and why it is refused. Markdown: code between backticks. */
  readonly meaning: string;
  /** What to do. */
  readonly cure: string;
}

/** By code. */
export type Explanations = Readonly<Record<string, Explanation>>;

export const explanation = (title: string, meaning: string, cure: string): Explanation => ({ title, meaning, cure });
