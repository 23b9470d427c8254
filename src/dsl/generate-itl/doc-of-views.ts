/** What a function that is handed views of C++'s memory has to know: no type of TypeScript's says it. */
import type { DslParam } from '../model.ts';

/** The doc comment, and a line for each parameter that is a view. Without a name it is called as in the `.d.ts`. */
export function docOfViews(doc: string, params: readonly DslParam[]): string {
  const lines = params.flatMap(({ name, type }, index) =>
    type.kind === 'list' && type.spelling === 'view'
      ? [`\`${name ?? `arg${index}`}\` is memory of C++, to be read until the function returns.`]
      : [],
  );
  const isSpaced = doc !== '' && lines.length > 0;
  return [...(doc === '' ? [] : [doc]), ...(isSpaced ? [''] : []), ...lines].join('\n');
}
