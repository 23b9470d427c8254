/** Finds where a C++ text defines functions of a name: for messages, so it does not have to be sure. */
import type { SourceFile, Span } from '../source/source-map.ts';
import { type CppToken, isSign, tokensOf } from './scan-cpp.ts';

/**
 * Places of the name in `name(…) {`, whatever its parameters are and whatever encloses it.
 * @param name `isFizz` or `Counter::next`; of the latter only the last part is looked for
 */
export function findDefinitions(file: SourceFile, name: string): readonly Span[] {
  const last = name.split('::').at(-1) ?? name;
  const tokens = tokensOf(file.text);
  return tokens.flatMap((token, index) => {
    const isNamed = token.kind === 'word' && token.text === last && isSign(tokens[index + 1], '(');
    if (!isNamed || !isBodyBehind(tokens, index + 1)) return [];
    return [{ start: file.base + token.start, end: file.base + token.end }];
  });
}

/** Whether `) {` closes the parameters that begin at `open`, with words like `const noexcept` in between. */
function isBodyBehind(tokens: readonly CppToken[], open: number): boolean {
  let depth = 0;
  let at = open;
  for (; at < tokens.length; at++) {
    if (isSign(tokens[at], '(')) depth++;
    if (isSign(tokens[at], ')')) depth--;
    if (depth === 0) break;
  }
  do at++;
  while (tokens[at]?.kind === 'word');
  return isSign(tokens[at], '{');
}
