import type { Browser } from '../harness/chromium.ts';

/** A test: it fails by throwing. */
export interface Case {
  readonly name: string;
  run(site: BuiltSite): Promise<void>;
}

/** What a case finds. */
export interface BuiltSite {
  /** As it would be put on a host. */
  readonly folder: string;
  /** Of its pages, `.html` each. */
  readonly paths: readonly string[];
  readonly browser: Browser;
  readonly screenshots: string;
}
