/** What an editor may ask of a document, whatever it is written in. Offsets are local, in UTF-16 units. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceMap, Span } from '../source/source-map.ts';
import type { Analysis } from './analysis.ts';
import { type Completions, completionsAt } from './completions.ts';
import { type CppAnalysis, cppCompletionsAt, cppDefinitionAt, cppHoverAt, cppOutline } from './cpp-analysis.ts';
import { coreExportAt, type Hover, hoverAt } from './describe.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import { definitionAt, type Renamable, type Renaming, referencesAt, renamable, rename } from './references.ts';
import { type SignatureHelp, signatureAt } from './signature-help.ts';

export interface Answers {
  readonly diagnostics: readonly Diagnostic[];
  /** Where the diagnostics are; the document is its first file. */
  readonly sources: SourceMap;
  readonly completions: (offset: number) => Completions;
  readonly hover: (offset: number) => Hover | undefined;
  readonly definitions: (offset: number) => readonly Span[];
  /** The export of a core module that a string names. */
  readonly coreExport: (offset: number) => { readonly path: string; readonly field: string } | undefined;
  readonly references: (offset: number, withDefinition: boolean) => readonly Span[];
  readonly signature: (offset: number) => SignatureHelp | undefined;
  readonly renamable: (offset: number) => Renamable | undefined;
  readonly rename: (offset: number, name: string) => Renaming;
  readonly outline: () => readonly OutlineEntry[];
}

export function itlAnswers(analysis: Analysis): Answers {
  const { diagnostics, sources, document, text } = analysis;
  return {
    diagnostics,
    sources,
    completions: (offset) => completionsAt(analysis, offset),
    hover: (offset) => hoverAt(analysis, offset),
    definitions: (offset) => definitionAt(analysis, offset),
    coreExport: (offset) => coreExportAt(analysis, offset),
    references: (offset, withDefinition) => referencesAt(analysis, offset, withDefinition),
    signature: (offset) => signatureAt(analysis, offset),
    renamable: (offset) => renamable(analysis, offset),
    rename: (offset, name) => rename(analysis, offset, name),
    outline: () => outlineOf(document, text),
  };
}

/** Of the blocks; names that C++ shares are C++'s to rename. */
export function cppAnswers(analysis: CppAnalysis): Answers {
  const { diagnostics, sources } = analysis;
  return {
    diagnostics,
    sources,
    completions: (offset) => cppCompletionsAt(analysis, offset),
    hover: (offset) => cppHoverAt(analysis, offset),
    definitions: (offset) => cppDefinitionAt(analysis, offset),
    coreExport: () => undefined,
    references: () => [],
    signature: () => undefined,
    renamable: () => undefined,
    rename: () => ({ kind: 'refused', reason: 'C++ has this name too.' }),
    outline: () => cppOutline(analysis),
  };
}
