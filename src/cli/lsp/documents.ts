/** What the server knows of the open documents: each analysed once a version, and the files that they name. */
import { statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { formatItl } from '../../frontend/format.ts';
import { type Analysis, analyse } from '../../language/analysis.ts';
import { type Answers, cppAnswers, itlAnswers } from '../../language/answers.ts';
import { analyseCpp } from '../../language/cpp-analysis.ts';
import { witAnswers } from '../../language/wit-analysis.ts';
import { coreModuleFile, readBytes } from '../../session/files.ts';
import { isWitFile } from '../../session/input-kinds.ts';
import { readCppHeader } from '../../toolchain/cpp-headers.ts';
import type { ProjectSettings } from './project-settings.ts';
import { readPart } from './read-part.ts';
import { witSourcesOf } from './wit-sources.ts';

interface Kept {
  readonly version: number;
  readonly answers: Answers;
}

interface KeptFile {
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

export class Documents {
  readonly #known = new Map<string, Kept>();
  readonly #files = new Map<string, KeptFile>();
  readonly #settings: ProjectSettings;

  constructor(settings: ProjectSettings) {
    this.#settings = settings;
  }

  /** The document's analysis, made again where it, or a file that it names, may have changed. */
  of(document: TextDocument): Answers {
    const kept = this.#known.get(document.uri);
    if (kept?.version === document.version) return kept.answers;
    const answers = this.#analyse(document);
    this.#known.set(document.uri, { version: document.version, answers });
    return answers;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** After files have changed on disk. */
  forgetAll(): void {
    this.#known.clear();
  }

  #analyse(document: TextDocument): Answers {
    const path = pathOf(document.uri);
    const text = document.getText();
    const readFile = (file: string): string | undefined => {
      const bytes = this.#read(resolve(file));
      return bytes && new TextDecoder().decode(bytes);
    };
    if (isItl(path, document.languageId)) return itlAnswers(this.#analyseItl(path, text, readFile));
    if (isWitFile(path) || document.languageId === 'wit') return witAnswers(witSourcesOf(path, text, readFile));
    return cppAnswers(analyseCpp(path, text, { readFile, readHeader: readCppHeader }));
  }

  #analyseItl(path: string, text: string, readFile: (file: string) => string | undefined): Analysis {
    const readCore = (core: string): Uint8Array | undefined => this.#read(coreModuleFile(path, core));
    const readComponent = (part: string) => {
      const file = resolve(dirname(path), part);
      const bytes = this.#read(file);
      return bytes && readPart(file, bytes, readFile);
    };
    const { checkCore = true } = this.#settings.of(dirname(path));
    return analyse(path, text, readCore, { checkCore, readComponent });
  }

  /** Files are read again when their time or size has changed. */
  #read(path: string): Uint8Array | undefined {
    const stamp = stampOf(path);
    if (stamp === undefined) return undefined;
    const kept = this.#files.get(path);
    if (kept?.stamp === stamp) return kept.bytes;
    const bytes = readBytes(path);
    if (!bytes.ok) return undefined;
    this.#files.set(path, { stamp, bytes: bytes.value });
    return bytes.value;
  }
}

/**
 * Needs the syntax alone, and no analysis. Undefined where that is wrong, or there is no layout to bring the document into.
 */
export function formattedDocument(document: TextDocument): string | undefined {
  const path = pathOf(document.uri);
  if (!isItl(path, document.languageId)) return undefined;
  return formatItl({ path, text: document.getText(), base: 0 }, new DiagnosticSink());
}

const isItl = (path: string, languageId: string): boolean => languageId === 'itl' || extname(path) === '.itl';

/** A document that is no file yet has no folder: what it names is not there. */
export const pathOf = (uri: string): string => (uri.startsWith('file:') ? fileURLToPath(uri) : uri);

function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.mtimeMs} ${stats.size}` : undefined;
}
