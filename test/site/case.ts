import type { Browser } from '../harness/chromium.ts';
import type { NamedCase } from '../harness/run-cases.ts';

export type Case = NamedCase<BuiltSite>;

/** What a case finds. */
export interface BuiltSite {
  /** As it would be put on a host. */
  readonly folder: string;
  /** Of its pages, `.html` each. */
  readonly paths: readonly string[];
  readonly browser: Browser;
  readonly screenshots: string;
}
