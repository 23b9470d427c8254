/** One document as an editor sees it: checked, with what each name means. Works without I/O, in a browser too. */
import type { Document, ModuleItem } from '../ast/nodes.ts';
import { createNotes, type Mention, type Notes, sameTarget, type Target } from '../check/notes.ts';
import { type CheckOptions, checkSource } from '../check-source.ts';
import type { ModuleExport } from '../core/module-interface.ts';
import { readModule } from '../core/read-module.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceMap, Span } from '../source/source-map.ts';

export interface Analysis {
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: SourceMap;
  readonly notes: Notes;
  /** What a core module of the document exports, given the module's name; empty where it cannot be read. */
  readonly exportsOf: (module: string) => readonly ModuleExport[];
}

export type ReadCore = (path: string) => Uint8Array | undefined;

/**
 * @param readCore gives the bytes of a core module by its path as the source writes it; undefined where there is none
 * @param options whether the document is compared with its core modules, and what gives the components that it uses
 */
export function analyse(
  path: string,
  text: string,
  readCore: ReadCore,
  options: Pick<CheckOptions, 'checkCore' | 'readComponent'> = {},
): Analysis {
  const notes = createNotes();
  const { document, sink, sources } = checkSource({ path, text }, { ...options, readCore }, notes);
  const exportsOf = (name: string): readonly ModuleExport[] => {
    const bytes = readCore(moduleNamed(document, name)?.path?.value ?? '');
    const read = bytes && readModule(bytes);
    return read?.kind === 'module' ? read.exports : [];
  };
  return { path, text, document, diagnostics: sink.all, sources, notes, exportsOf };
}

export const moduleNamed = (document: Document, name: string): ModuleItem | undefined =>
  document.items.find((item): item is ModuleItem => item.kind === 'module' && item.name.text === name);

/** Whether an offset is in a span or directly behind it, as a cursor is behind a word. */
export const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

export const mentionAt = ({ notes }: Analysis, offset: number): Mention | undefined =>
  notes.mentions.find(({ span }) => touches(span, offset));

/** In the order of the text; the definition among them, where the document has it. */
export const mentionsOf = ({ notes }: Analysis, target: Target): readonly Mention[] =>
  notes.mentions
    .filter((mention) => sameTarget(mention.target, target))
    .toSorted((left, right) => left.span.start - right.span.start);

export const definitionOf = (analysis: Analysis, target: Target): Mention | undefined =>
  mentionsOf(analysis, target).find(({ defines }) => defines);
