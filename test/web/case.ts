import type { Browser } from '../harness/chromium.ts';
import type { Folders } from './build-site.ts';

/** A test: it fails by throwing. */
export interface Case {
  readonly name: string;
  run(web: Web): Promise<void>;
}

/** What a case finds. */
export interface Web extends Folders {
  readonly browser: Browser;
}
