import type { Browser } from '../harness/chromium.ts';
import type { NamedCase } from '../harness/run-cases.ts';

export type Case = NamedCase<Browser>;
