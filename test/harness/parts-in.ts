import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import type { CheckOptions } from '../../src/check-source.ts';
import { componentStem } from '../../src/session/files.ts';
import { readText } from './folders.ts';

/** The components that a fixture uses: `.itl` and component binaries that lie in its folder. */
export const partsIn =
  (folder: string): CheckOptions['readComponent'] =>
  (path) => {
    if (!existsSync(join(folder, path))) return undefined;
    if (!path.endsWith('.wasm')) return { path, text: readText(folder, path) };
    const bytes = readFileSync(join(folder, path));
    const translation = translateComponent(bytes, path, componentStem(path));
    if (translation.kind === 'refused') return { problems: translation.diagnostics };
    return { path, text: translation.text, cores: translation.modules };
  };
