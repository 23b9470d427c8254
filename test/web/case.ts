import type { Browser } from '../harness/chromium.ts';
import type { NamedCase } from '../harness/run-cases.ts';
import type { Folders } from './build-site.ts';

export type Case = NamedCase<Web>;

/** What a case finds. */
export interface Web extends Folders {
  readonly browser: Browser;
}
