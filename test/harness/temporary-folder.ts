import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { root } from './folders.ts';

/** A folder with these files, gone when the test is over. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = claimFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
  return folder;
}

export function writeIn(folder: string, path: string, text: string, mode = 0o644): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text, { mode });
  return whole;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Of this checkout. */
const home = join(realpathSync(tmpdir()), `itlc-test-${hashOf(root)}`);

/** How many folders a test has asked for, by its name. */
const asked = new Map<string, number>();

/**
 * The same path for the same test each time: what a compiler makes depends on where its sources lie, and is found again
 * only where they lie there again. A folder in use by another run is left to that.
 */
function claimFolder(): string {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const test = hashOf(`${testPath}\0${currentTestName}`);
  const count = asked.get(test) ?? 0;
  asked.set(test, count + 1);
  mkdirSync(home, { recursive: true });
  const folder = join(home, `${test}-${count}`);
  removeStale(folder);
  try {
    mkdirSync(folder);
    return folder;
  } catch {
    return mkdtempSync(`${folder}-`);
  }
}

/** No test takes so long. */
const STALE_MS = 15 * 60_000;

/** What a run that was killed has left. */
function removeStale(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > STALE_MS) rmSync(folder, { recursive: true, force: true });
}
