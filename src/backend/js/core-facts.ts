/** What is known of core modules, by the paths of the source. */
export interface CoreFacts {
  /** Whether it shows where its stack in memory stands; also where that is not known. */
  readonly hasStack: (path: string) => boolean;
  /** Whether it imports WASI. */
  readonly takesWasi: (path: string) => boolean;
}

export interface GlueOptions {
  /** Where a core module will be, as a relative URL from the module's own file. */
  readonly locate: (path: string) => string;
  /** What is known of core modules, by the paths of the source. */
  readonly cores: CoreFacts;
}
