import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { type LocatedDiagnostic, locateDiagnostic, renderDiagnostic } from '../diagnostics/render.ts';
import type { SourceMap } from '../source/source-map.ts';
import { type CompilerMessage, compilerMessages } from './compiler-messages.ts';

/** What is wrong with a source: of itlc or of the C++ compiler. */
export interface Problem extends LocatedDiagnostic {
  /** `ITL` and four digits. */
  readonly code: string;
  /** Whether anything comes out in spite of it. */
  readonly severity: Severity;
  /** As the command line shows it, without colours: with the line it is about, and notes. */
  readonly text: string;
}

export const problemOf = (diagnostic: Diagnostic, sources: SourceMap): Problem => ({
  ...locateDiagnostic(diagnostic, sources),
  text: renderDiagnostic(diagnostic, sources),
});

/** What a C++ compiler says with a place; the rest of its words has none. Columns of a compiler count bytes. */
export const problemsIn = (output: string): readonly Problem[] => {
  const found = compilerMessages(output);
  const starts = found.map((message) => output.indexOf(firstLine(message)));
  return found.map((message, index) => ({
    ...message,
    text: output.slice(starts[index], starts[index + 1]).trimEnd(),
  }));
};

const firstLine = ({ file, line, column }: CompilerMessage): string => `${file}:${line}:${column}: `;
