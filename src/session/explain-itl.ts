/** What the compiler says of generated ITL, in the terms of the C++ it was made from: nobody wrote the ITL. */
import type { Compilation } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { translationRefused, unprovidedImports } from '../diagnostics/toolchain.ts';
import { type BlockPlaces, placeInBlock } from '../dsl/block-places.ts';

/**
 * Errors. Warnings are about what is not used, which is nobody's mistake here: a declared import need not be called.
 *
 * @param places - in the blocks: the diagnostics' spans are there too
 */
export function explainItl(
  { diagnostics, sources }: Compilation,
  name: string,
  places: BlockPlaces,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.code === UNADAPTED_IMPORTS) return [unprovidedImports(name, importsIn(diagnostic))];
    if (diagnostic.severity === 'warning') return [];
    // It is about the whole, by a name that the user has.
    if (!diagnostic.span) return [diagnostic];
    const { file, line } = sources.locate(diagnostic.span.start);
    const place = placeInBlock(file.text, diagnostic.span.start - file.base, places);
    return [translationRefused(file.path, line, diagnostic.message, place)];
  });
}

const UNADAPTED_IMPORTS = 'ITL4010';

const importsIn = ({ notes = [] }: Diagnostic): readonly string[] =>
  notes.map(({ message }) => message.replace(/^"(.*)" "(.*)" .*$/, '$1.$2'));
