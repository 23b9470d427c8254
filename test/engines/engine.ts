import type { Wrapper } from '../harness/assertions.ts';
import type { BuiltSuite } from './build-suite.ts';
import type { Result } from './suite.ts';

/** What one engine said. */
export interface Run {
  /** As the engine itself gives it. */
  readonly version: string;
  readonly results: readonly Result[];
}

/** Something that an engine cannot do. */
export interface Skip {
  readonly reason: string;
  /** What the fixture fails with there. It is run all the same: a reason that no longer holds is a failure. */
  readonly failure: RegExp;
}

/** By fixture. */
export type Skips = Readonly<Record<Wrapper, Readonly<Record<string, Skip>>>>;

export interface Engine {
  readonly name: string;
  readonly version: RegExp;
  readonly skips: Skips;
  readonly run: (suite: BuiltSuite) => Promise<Run>;
}

/** An engine that says nothing for this long has failed. */
export const patience = 180_000;
