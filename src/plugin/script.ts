/** The script of a component, with its core modules where a bundler finds them. */
import { dirname } from 'node:path';
import { relativeUrl } from '../session/files.ts';
import type { CoreFile } from '../session/session.ts';
import { hashOfFile, immutableFile } from './immutable-file.ts';

/**
 * How a script refers to core modules. `url`: by the path of the file, for bundlers that see `new URL(…, import.meta.url)`.
 * `vite`: the same, and the file stays a file: as a `data:` URL, a page's Content-Security-Policy may forbid to fetch it.
 * `emit`: by an expression for a file that was emitted. `import`: by an import that gives a URL. `module`: by one that gives a
 * compiled module. `inline`: not at all.
 */
export type Reference = 'url' | 'vite' | 'emit' | 'import' | 'module' | 'inline';

/** A place to be filled in, as the script has it. */
const placeholder = (index: number): string => `itlc-core:${index}`;

/** Collects the core modules that a script refers to, as it is made. */
export class CoreReferences {
  readonly #source: string;
  readonly #kind: Reference;
  readonly #cores: CoreFile[] = [];

  /** @param source - path of the component's source, which the script stands for */
  constructor(source: string, kind: Reference) {
    this.#source = source;
    this.#kind = kind;
  }

  readonly locate = (core: CoreFile): string => {
    if (this.#kind === 'url') return versioned(this.#source, core);
    if (this.#kind === 'vite') return `${pathFrom(this.#source, immutableFile(core))}?no-inline`;
    const known = this.#cores.findIndex(({ path }) => path === core.path);
    return placeholder(known < 0 ? this.#cores.push(core) - 1 : known);
  };

  /** The script with all places filled in. @param emit - emits a file, and gives an expression for its URL */
  fill(script: string, emit: (core: CoreFile) => string): string {
    const imports = this.#cores.map((core, index) => this.#importOf(core, index)).join('');
    const filled = this.#cores.reduce(
      (text, core, index) => text.replaceAll(places(index), () => this.#expressionFor(core, index, emit)),
      script,
    );
    return imports + filled;
  }

  #importOf({ file }: CoreFile, index: number): string {
    if (this.#kind !== 'import' && this.#kind !== 'module') return '';
    const path = this.#kind === 'import' ? `${file}${importedAsFile}` : pathFrom(this.#source, file);
    return `import itlcCore${index} from ${JSON.stringify(path)};\n`;
  }

  #expressionFor(core: CoreFile, index: number, emit: (core: CoreFile) => string): string {
    if (this.#kind === 'emit') return `new URL(${emit(core)})`;
    return this.#kind === 'module' ? `itlcCore${index}` : `new URL(itlcCore${index}, import.meta.url)`;
  }
}

/**
 * A path that changes with the content of the file: webpack keeps the code of a module that does not change, and with it the
 * name of a file that has changed.
 */
function versioned(source: string, core: CoreFile): string {
  const path = pathFrom(source, immutableFile(core));
  return core.isMade ? path : `${path}?${hashOfFile(core.file)}`;
}

/** What the path of a file is marked with that is imported for its URL. */
export const importedAsFile = '?itlc-file';

const places = (index: number): RegExp =>
  new RegExp(`new URL\\((['"])${placeholder(index)}\\1, import\\.meta\\.url\\)`, 'g');

/** A relative path that no bundler takes for a package. */
export function pathFrom(source: string, file: string): string {
  const way = relativeUrl(dirname(source), file);
  return way.startsWith('.') ? way : `./${way}`;
}
