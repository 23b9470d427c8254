/** What the compiler says of generated ITL, in the terms of the C++ it was made from: nobody wrote the ITL. */
import type { Compilation } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { translationRefused, unprovidedImports } from '../diagnostics/toolchain.ts';

/** Errors. Warnings are about what is not used, which is nobody's mistake here: a declared import need not be called. */
export function explainItl({ diagnostics, sources }: Compilation, name: string): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.code === UNADAPTED_IMPORTS) return [unprovidedImports(name, importsIn(diagnostic))];
    if (diagnostic.severity === 'warning') return [];
    // It is about the whole, by a name that the user has.
    if (!diagnostic.span) return [diagnostic];
    const { file, line } = sources.locate(diagnostic.span.start);
    return [translationRefused(file.path, line, diagnostic.message)];
  });
}

const UNADAPTED_IMPORTS = 'ITL4010';

const importsIn = ({ notes = [] }: Diagnostic): readonly string[] =>
  notes.map(({ message }) => message.replace(/^"(.*)" "(.*)" .*$/, '$1.$2'));
