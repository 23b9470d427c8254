import type { AnyExports } from '../harness/fixture.ts';

/** The same work through itlc's wrapper and through the package's own glue. */
export interface Workload {
  readonly name: string;
  readonly ours: () => unknown;
  readonly theirs: () => unknown;
  /** What is compared of a result, where the two are not of the same shape. */
  readonly comparable?: (result: unknown) => unknown;
}

/** A published package that brings a core module and glue of its own. */
export interface PublishedCase {
  /** As `npm install` takes it. */
  readonly packages: Readonly<Record<string, string>>;
  /** The package's core modules, by the paths that case.itl has for them. */
  readonly cores: (folder: string) => Readonly<Record<string, Uint8Array>>;
  readonly imports?: object;
  /** Throws where results differ. */
  readonly workloads: (ours: AnyExports, folder: string) => Promise<readonly Workload[]>;
}
