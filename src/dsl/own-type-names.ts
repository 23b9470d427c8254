/** Which types a C++ text names itself at top level, so that the block's aliases leave them alone. */
import { type CppToken, nextCppToken } from './scan-cpp.ts';

/** Names behind `using`, `struct` and the like, at the end of a `typedef`, and of macros. What it includes is not seen. */
export function ownTypeNames(text: string): ReadonlySet<string> {
  const macros = [...text.matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)/gm)].map(([, name = '']) => name);
  const found = new Set(macros);
  let depth = 0;
  let statement: CppToken[] = [];
  for (let token = nextCppToken(text, 0); token !== undefined; token = nextCppToken(text, token.end)) {
    if (isSign(token, '{') && !(depth === 0 && isLinkage(statement))) depth += 1;
    if (depth === 0 && token.kind !== 'comment') statement.push(token);
    if (isSign(token, '}')) depth = Math.max(0, depth - 1);
    // In braces nothing counts; those of a typedef are followed by its name.
    const isEnd = isSign(token, ';') ? depth === 0 : isSign(token, '{') && depth <= 1;
    if (!isEnd) continue;
    for (const name of namesIn(statement)) found.add(name);
    if (isSign(token, ';') || !isWord(statement[0], 'typedef')) statement = [];
  }
  return found;
}

function namesIn(statement: readonly CppToken[]): readonly string[] {
  const words = statement.map((token) => (token.kind === 'word' ? token.text : ''));
  const declared = words.filter(
    (_, index) => introducers.has(words[index - 1] ?? '') && !isParameter(statement, index),
  );
  return words[0] === 'typedef' ? [...declared, words.findLast((word) => word !== '') ?? ''] : declared;
}

/** `template <class T>` */
function isParameter(statement: readonly CppToken[], index: number): boolean {
  const before = statement[index - 2];
  return before?.kind === 'sign' && /[<,]/.test(before.text);
}

const introducers: ReadonlySet<string> = new Set(['using', 'struct', 'class', 'enum', 'union']);

const isSign = (token: CppToken | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;
const isWord = (token: CppToken | undefined, text: string): boolean => token?.kind === 'word' && token.text === text;

const isLinkage = (statement: readonly CppToken[]): boolean =>
  isWord(statement[0], 'extern') && statement.length === 2 && statement[1]?.kind === 'string';
