/** Before all tests: what no test has asked the cache of compiled C++ for in two weeks goes. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

const TWO_WEEKS_MS = 14 * 24 * 60 * 60_000;

export default function tidyCache({ config }: TestProject): void {
  const folder = config.env.ITLC_CACHE;
  if (folder === undefined || !existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path);
    if (Date.now() - mtimeMs > TWO_WEEKS_MS) rmSync(path, { force: true });
  }
}
