/** Words as a shell has them: quotes keep spaces, a backslash takes the next character as it is. */
export function splitWords(text: string): string[] {
  const words = text.matchAll(/(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+/g);
  return Array.from(words, ([word]) => unquote(word));
}

const unquote = (word: string): string =>
  word.replace(/\\([\s\S])|"((?:[^"\\]|\\[\s\S])*)"?|'([^']*)'?/g, (_, escaped, double, single) =>
    double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : (escaped ?? single ?? ''),
  );
