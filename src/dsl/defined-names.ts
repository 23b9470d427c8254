/** Which functions a C++ text defines at top level. */
import { type CppToken, isSign, nextCppToken } from './scan-cpp.ts';

/**
 * Names in front of parentheses that a body follows, in no braces but those of `extern "C"`. It may give names of macros
 * and attributes as well, and misses what a macro defines.
 */
export function definedNames(text: string): ReadonlySet<string> {
  const scan = new TopLevelScan();
  for (let token = nextCppToken(text, 0); token !== undefined; token = nextCppToken(text, token.end)) scan.take(token);
  return scan.found;
}

class TopLevelScan {
  readonly found = new Set<string>();
  /** Names of the statement that may turn out to be a definition. */
  #pending: string[] = [];
  #braces = 0;
  #parens = 0;
  /** The last token but comments, and the one before it. */
  #before: CppToken | undefined;
  #beforeThat: CppToken | undefined;

  take(token: CppToken): void {
    if (token.kind === 'comment') return;
    if (token.kind === 'sign') this.#sign(token.text);
    this.#beforeThat = this.#before;
    this.#before = token;
  }

  #sign(sign: string): void {
    if (sign === '{') this.#open();
    else if (sign === '}') this.#braces = Math.max(0, this.#braces - 1);
    else if (this.#braces > 0) return;
    else if (sign === '(') this.#openParen();
    else if (sign === ')') this.#parens = Math.max(0, this.#parens - 1);
    if (sign === ';' || sign === '}') this.#endStatement();
  }

  #openParen(): void {
    const name = this.#before;
    // `Counter::next`, or what a constructor initializes first.
    const isMember = isSign(this.#beforeThat, ':');
    if (this.#parens === 0 && name?.kind === 'word' && !isMember) this.#pending.push(name.text);
    this.#parens += 1;
  }

  #open(): void {
    const isLinkage = this.#before?.kind === 'string' && isWord(this.#beforeThat, 'extern');
    if (this.#braces === 0 && isLinkage) return;
    if (this.#braces === 0 && this.#parens === 0) for (const name of this.#pending) this.found.add(name);
    this.#braces += 1;
  }

  #endStatement(): void {
    this.#pending = [];
    this.#parens = 0;
  }
}

const isWord = (token: CppToken | undefined, text: string): boolean => token?.kind === 'word' && token.text === text;
