import type { Browser } from '../harness/chromium.ts';

/** A test: it fails by throwing. */
export interface Case {
  readonly name: string;
  run(browser: Browser): Promise<void>;
}
