/** What stands in a C++ text outside of its blocks and looks as if it were meant for one: for messages only. */
import { type Astray, emptyExport, includedBlock, includeOutside, misspeltStatement } from '../diagnostics/dsl.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { SourceFile, Span } from '../source/source-map.ts';
import { hasBlock } from './has-block.ts';
import { resolvePath } from './resolve-path.ts';
import { type CppToken, isSign, tokensOf } from './scan-cpp.ts';

/** Why a file without a block has none, where that can be seen: the first reason. */
export function astrayIn(file: SourceFile, readFile: (path: string) => string | undefined): Astray | undefined {
  const tokens = tokensOf(file.text);
  const found = tokens.flatMap((_, index) => {
    const [word, second, third, fourth] = tokens.slice(index, index + 4);
    if (!word || !second) return [];
    if (isWord(word, 'include') && second.kind === 'string') return includeOutside(spanIn(file, word, second));
    if (!isWord(word, 'export') || !isSign(second, '{')) return [];
    return (third && astrayExport(file, word, third, fourth)) ?? [];
  });
  return found[0] ?? includedIn(file, readFile);
}

function astrayExport(
  file: SourceFile,
  word: CppToken,
  first: CppToken,
  next: CppToken | undefined,
): Astray | undefined {
  if (isSign(first, '}')) return emptyExport(spanIn(file, word, first));
  const meant = first.kind === 'word' && next?.kind === 'word' ? didYouMean(first.text, statements) : undefined;
  return meant === undefined ? undefined : misspeltStatement(meant, spanIn(file, first, first));
}

const statements: readonly string[] = ['func', 'type', 'class', 'callback'];

/** A header that the preprocessor includes, and that has a block. */
function includedIn(
  { path, text, base }: SourceFile,
  readFile: (path: string) => string | undefined,
): Astray | undefined {
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
    const header = readFile(resolvePath(path, name));
    if (header !== undefined && hasBlock(header)) {
      return includedBlock(name, { start: base + index, end: base + index + whole.length });
    }
  }
  return undefined;
}

/** Where `type NAME =` or `callback NAME(` stands, be it in a block or not. */
export function declarationOf(name: string, files: readonly SourceFile[]): Span | undefined {
  for (const file of files) {
    const tokens = tokensOf(file.text);
    for (const [index, word] of tokens.entries()) {
      const [second, third] = tokens.slice(index + 1, index + 3);
      if (!second || !isWord(second, name)) continue;
      const isMeant = (isWord(word, 'callback') && isSign(third, '(')) || (isWord(word, 'type') && isSign(third, '='));
      if (isMeant) return spanIn(file, second, second);
    }
  }
  return undefined;
}

const isWord = (token: CppToken | undefined, text: string): boolean => token?.kind === 'word' && token.text === text;

const spanIn = ({ base }: SourceFile, first: Span, last: Span): Span => ({
  start: base + first.start,
  end: base + last.end,
});
