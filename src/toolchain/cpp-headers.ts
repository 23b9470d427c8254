/** The package's C++ headers, which generated C++ includes. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** They are the package's: an editor asks for them at each key. */
const texts = new Map<string, string>();

/**
 * @param name - `it/arena.h`
 * @throws Error when the package is incomplete
 */
export function readCppHeader(name: string): string {
  const text = texts.get(name) ?? readFileSync(join(headerFolder(), name), 'utf8');
  texts.set(name, text);
  return text;
}

/** The same from the sources, from dist/ and from the bundle: in the package's root. */
function headerFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const folder = join(at, 'runtime', 'cpp');
    if (existsSync(join(folder, 'it'))) return folder;
    if (at === dirname(at)) throw new Error('the package lacks its folder runtime/cpp');
  }
}
