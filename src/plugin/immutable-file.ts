import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CoreFile } from '../session/session.ts';

/** How long copies are kept: somebody's page or build may still want an old one. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The path of a core module whose content never changes: bundlers take for granted that nothing in node_modules does. For one
 * that a build has made, that is a copy with a hash in its name.
 */
export function immutableFile({ file, isMade }: CoreFile): string {
  if (!isMade) return file;
  const copy = file.replace(/\.wasm$/, `-${hashOfFile(file)}.wasm`);
  // Bundlers that watch the copy would take another writing for a change, and build for ever.
  if (!existsSync(copy)) copyFileSync(file, copy);
  removeOldCopies(copy);
  return copy;
}

/** Eight digits; of a file that is not there, its path's. */
export const hashOfFile = (file: string): string =>
  createHash('sha256')
    .update(existsSync(file) ? readFileSync(file) : file)
    .digest('hex')
    .slice(0, 8);

/** But for the one that is given. */
function removeOldCopies(copy: string): void {
  const folder = dirname(copy);
  const end = Date.now() - KEPT_MILLISECONDS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (path !== copy && /-[\da-f]{8}\.wasm$/.test(name) && statSync(path).mtimeMs < end) rmSync(path, { force: true });
  }
}
