/**
 * The tokens of WIT. Every text is a sequence of them: what is malformed has token types of its own, so that lexing never fails
 * and the front-end can say what is wrong.
 */
import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain';

/** The lexer's group of comments. */
export const WIT_COMMENTS = 'comments';
/** The lexer's group of what is no token at all; the parser never sees it. */
export const WIT_JUNK = 'junk';

const byteOrderMark: CustomPatternMatcherFunc = (text, offset) =>
  offset === 0 && text.startsWith('\ufeff') ? ['\ufeff'] : null;

// comment = '/*' {comment | any} '*/'
const blockComment: CustomPatternMatcherFunc = (text, offset) => {
  if (!text.startsWith('/*', offset)) return null;
  const bounds = /\/\*|\*\//g;
  bounds.lastIndex = offset;
  let depth = 0;
  for (let bound = bounds.exec(text); bound !== null; bound = bounds.exec(text)) {
    depth += bound[0] === '/*' ? 1 : -1;
    if (depth === 0) return [text.slice(offset, bounds.lastIndex)];
  }
  return null;
};

const ByteOrderMark = createToken({
  name: 'ByteOrderMark',
  pattern: byteOrderMark,
  start_chars_hint: ['\ufeff'],
  line_breaks: false,
  group: Lexer.SKIPPED,
});
const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[ \t\n\r]+/, group: Lexer.SKIPPED, line_breaks: true });
const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\n]*/, group: WIT_COMMENTS });
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: blockComment,
  start_chars_hint: ['/'],
  line_breaks: true,
  group: WIT_COMMENTS,
});
/** It takes the rest of the file. */
export const UnclosedWitComment = createToken({
  name: 'UnclosedComment',
  pattern: /\/\*[\s\S]*/,
  group: WIT_JUNK,
  line_breaks: true,
});

const sign = (name: string, text: string): TokenType => createToken({ name, pattern: text, label: `'${text}'` });

export const Arrow = sign('Arrow', '->');
export const Equals = sign('Equals', '=');
export const Comma = sign('Comma', ',');
export const Colon = sign('Colon', ':');
export const Period = sign('Period', '.');
export const Semicolon = sign('Semicolon', ';');
export const LeftParen = sign('LeftParen', '(');
export const RightParen = sign('RightParen', ')');
export const LeftBrace = sign('LeftBrace', '{');
export const RightBrace = sign('RightBrace', '}');
export const Less = sign('Less', '<');
export const Greater = sign('Greater', '>');
export const At = sign('At', '@');
export const Slash = sign('Slash', '/');

// version = digits '.' digits '.' digits ['-' identifiers] ['+' identifiers]; identifiers = word {'.' word}
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
export const Version = createToken({
  name: 'Version',
  pattern: new RegExp(`[0-9]+\\.[0-9]+\\.[0-9]+(?:-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`),
  label: 'a version such as 1.0.0',
});
export const Integer = createToken({ name: 'Integer', pattern: /[0-9]+/, label: 'a number' });

// string = '"' {any but '"' '\' or a line end | '\' any but a line end} '"'
export const WitString = createToken({
  name: 'String',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r]){0,10000}"/,
  label: 'a text in quotes',
});
export const UnclosedWitString = createToken({
  name: 'UnclosedString',
  pattern: /"[^\n\r]*/,
  label: 'a text in quotes',
  group: WIT_JUNK,
});

// identifier = ['%'] word; which words are names, the front-end says
const WORD = '[A-Za-z_\\x80-\\uffff-][\\w\\x80-\\uffff-]*';
export const Identifier = createToken({
  name: 'Identifier',
  pattern: new RegExp(`%?${WORD}|%`),
  label: 'a name',
});

const keyword = (text: string): TokenType =>
  createToken({ name: text.toUpperCase(), pattern: text, longer_alt: Identifier, label: `'${text}'` });

/** None of them is a name without a `%` in front. */
export const witKeywords = {
  use: keyword('use'),
  type: keyword('type'),
  func: keyword('func'),
  u8: keyword('u8'),
  u16: keyword('u16'),
  u32: keyword('u32'),
  u64: keyword('u64'),
  s8: keyword('s8'),
  s16: keyword('s16'),
  s32: keyword('s32'),
  s64: keyword('s64'),
  f32: keyword('f32'),
  f64: keyword('f64'),
  char: keyword('char'),
  record: keyword('record'),
  resource: keyword('resource'),
  own: keyword('own'),
  borrow: keyword('borrow'),
  flags: keyword('flags'),
  variant: keyword('variant'),
  enum: keyword('enum'),
  bool: keyword('bool'),
  string: keyword('string'),
  option: keyword('option'),
  result: keyword('result'),
  future: keyword('future'),
  stream: keyword('stream'),
  errorContext: keyword('error-context'),
  list: keyword('list'),
  map: keyword('map'),
  underscore: keyword('_'),
  as: keyword('as'),
  from: keyword('from'),
  static: keyword('static'),
  interface: keyword('interface'),
  tuple: keyword('tuple'),
  import: keyword('import'),
  export: keyword('export'),
  world: keyword('world'),
  package: keyword('package'),
  constructor: keyword('constructor'),
  async: keyword('async'),
  include: keyword('include'),
  with: keyword('with'),
} as const;

const ALIEN = "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f!#$&'*+?[\\\\\\]^`|~\\x7f";

/** Characters that stand nowhere outside of comments. */
export const WitAlien = createToken({
  name: 'Alien',
  pattern: new RegExp(`[${ALIEN}]+`),
  group: WIT_JUNK,
});

/** In the order in which they are tried. */
export const witTokens: readonly TokenType[] = [
  ByteOrderMark,
  WhiteSpace,
  LineComment,
  BlockComment,
  UnclosedWitComment,
  Arrow,
  Equals,
  Comma,
  Colon,
  Period,
  Semicolon,
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  Less,
  Greater,
  At,
  Slash,
  Version,
  Integer,
  WitString,
  UnclosedWitString,
  // `async` before `as`.
  ...Object.values(witKeywords).sort((left, right) => right.name.length - left.name.length),
  Identifier,
  WitAlien,
];

export const witLexer = new Lexer([...witTokens], { positionTracking: 'onlyOffset', ensureOptimizations: true });
