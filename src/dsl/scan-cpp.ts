/**
 * As much of C++ as it takes to see where code is and where it is not: comments, strings, raw strings, characters, numbers
 * and directives are told apart from words and braces. What `#if 0` hides is no code.
 */

export type CppToken =
  | { readonly kind: 'word'; readonly text: string; readonly start: number; readonly end: number }
  /** A comment of one or several lines between its marks; an unclosed one ends with the text. */
  | { readonly kind: 'comment'; readonly start: number; readonly end: number }
  | { readonly kind: 'string'; readonly start: number; readonly end: number }
  /** A directive that chooses between texts; its whole line. */
  | { readonly kind: 'condition'; readonly word: ConditionWord; readonly start: number; readonly end: number }
  /** Any other sign, braces among them. */
  | { readonly kind: 'sign'; readonly text: string; readonly start: number; readonly end: number };

export type ConditionWord = 'if' | 'else' | 'endif';

/** The token at or after an offset, or undefined at the end. Directives, line comments, numbers and characters are skipped. */
export function nextCppToken(text: string, from: number): CppToken | undefined {
  let at = from;
  while (at < text.length) {
    const found = readAt(text, at);
    if (typeof found !== 'number') return found;
    at = found;
  }
  return undefined;
}

/** The token at an offset, or the offset behind what is none. */
function readAt(text: string, at: number): CppToken | number {
  const sign = text.charAt(at);
  if (isBlank(sign)) return at + 1;
  if (sign === '/' && text[at + 1] === '/') return lineEnd(text, at);
  if (sign === '/' && text[at + 1] === '*') return { kind: 'comment', start: at, end: commentEnd(text, at) };
  if (sign === '#' && isFirstOfLine(text, at)) return readDirective(text, at);
  if (sign === '"') return { kind: 'string', start: at, end: quotedEnd(text, at) };
  if (sign === "'") return quotedEnd(text, at);
  if (isDigit(sign) || (sign === '.' && isDigit(text.charAt(at + 1)))) return matchEnd(NUMBER, text, at);
  const end = matchEnd(WORD, text, at);
  return end > at ? readWord(text, at, end) : { kind: 'sign', text: sign, start: at, end: at + 1 };
}

// number = a preprocessing number: the quotes in 1'000 are part of it
const NUMBER = /\.?[0-9](?:[eEpP][+-]|'?[\w.])*/y;
const WORD = /[A-Za-z_$\x80-\uffff][\w$\x80-\uffff]*/y;
const RAW_PREFIX = /^(?:u8|[uUL])?R$/;
const PREFIX = /^(?:u8|[uUL])$/;

function readWord(text: string, start: number, end: number): CppToken {
  const word = text.slice(start, end);
  if (text[end] === '"' && RAW_PREFIX.test(word)) return { kind: 'string', start, end: rawEnd(text, end) };
  if (text[end] === '"' && PREFIX.test(word)) return { kind: 'string', start, end: quotedEnd(text, end) };
  return { kind: 'word', text: word, start, end };
}

const isBlank = (sign: string): boolean => sign === ' ' || (sign >= '\t' && sign <= '\r') || sign === '\ufeff';
const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9';

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where the line ends, or the last of those that a backslash joins to it. */
function lineEnd(text: string, from: number): number {
  for (let at = text.indexOf('\n', from); at >= 0; at = text.indexOf('\n', at + 1)) {
    const before = text[at - 1] === '\r' ? at - 2 : at - 1;
    if (text[before] !== '\\') return at;
  }
  return text.length;
}

function commentEnd(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? text.length : end + 2;
}

/** Behind the closing quote; of an unclosed one the end of its line. */
function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at + 1;
    if (text[at] === '\n') return at;
    if (text[at] === '\\') at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1;
  }
  return text.length;
}

// raw = 'R"' delimiter '(' any ')' delimiter '"'
function rawEnd(text: string, quote: number): number {
  const open = text.indexOf('(', quote);
  if (open < 0 || open - quote > LONGEST_DELIMITER + 1) return quotedEnd(text, quote);
  const closing = `)${text.slice(quote + 1, open)}"`;
  const end = text.indexOf(closing, open);
  return end < 0 ? text.length : end + closing.length;
}

/** As C++ has it. */
const LONGEST_DELIMITER = 16;

/** Whether only blanks and comments stand before it on its line; the latter are rare enough to be ignored. */
function isFirstOfLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at -= 1;
  return at < 0 || text[at] === '\n' || text[at] === '\r' || text[at] === '\ufeff';
}

const DIRECTIVE = /#[ \t]*([a-z]*)[ \t]*(?:(0|false)[ \t]*(?=[\r\n/]|$))?/y;

const conditionWords: Readonly<Record<string, ConditionWord>> = {
  if: 'if',
  ifdef: 'if',
  ifndef: 'if',
  elif: 'else',
  elifdef: 'else',
  elifndef: 'else',
  else: 'else',
  endif: 'endif',
};

function readDirective(text: string, start: number): CppToken | number {
  DIRECTIVE.lastIndex = start;
  const [, name = '', never] = DIRECTIVE.exec(text) ?? [];
  const end = directiveEnd(text, start);
  const word = Object.hasOwn(conditionWords, name) ? conditionWords[name] : undefined;
  if (word === undefined) return end;
  const isHidden = never !== undefined && (name === 'if' || name === 'elif');
  return { kind: 'condition', word, start, end: isHidden ? hiddenEnd(text, end) : end };
}

/** A comment that begins on the line may end lines below. */
function directiveEnd(text: string, start: number): number {
  const end = lineEnd(text, start);
  const line = text.slice(start, end);
  const comment = /^(?:[^"/]|"(?:[^"\\\n]|\\.)*"|\/(?![/*]))*\/\*/.exec(line.slice(0, LONGEST_DIRECTIVE));
  if (comment === null) return end;
  const close = commentEnd(text, start + comment[0].length - 2);
  return close <= end ? end : lineEnd(text, close);
}

const LONGEST_DIRECTIVE = 1000;

/** Where the directive begins that ends what a condition hides. */
function hiddenEnd(text: string, from: number): number {
  const directives = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b/gm;
  directives.lastIndex = from;
  let depth = 0;
  for (let found = directives.exec(text); found !== null; found = directives.exec(text)) {
    const word = conditionWords[found[1] ?? ''];
    if (depth === 0 && word !== 'if') return found.index;
    if (word === 'if') depth += 1;
    if (word === 'endif') depth -= 1;
  }
  return text.length;
}

/** All tokens but comments. */
export function tokensOf(text: string): readonly CppToken[] {
  const tokens: CppToken[] = [];
  for (let token = nextCppToken(text, 0); token !== undefined; token = nextCppToken(text, token.end)) {
    if (token.kind !== 'comment') tokens.push(token);
  }
  return tokens;
}

export const isSign = (token: CppToken | undefined, text: string): boolean =>
  token?.kind === 'sign' && token.text === text;
