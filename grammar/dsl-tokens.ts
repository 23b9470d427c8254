/**
 * The tokens of the C++ DSL. Every text is a sequence of them: what is malformed has token types of its own, so that
 * lexing never fails and the front-end can say what is wrong.
 */
import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain';

/** The lexer's group of comments. */
export const DSL_COMMENTS = 'comments';
/** The lexer's group of what is no token at all; the parser never sees it. */
export const DSL_JUNK = 'junk';

const blockComment: CustomPatternMatcherFunc = (text, offset) => {
  const end = text.startsWith('/*', offset) ? text.indexOf('*/', offset + 2) : -1;
  return end < 0 ? null : [text.slice(offset, end + 2)];
};

const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: /[ \t\r\n\f\v\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

// doc = '///' and the rest of the line; with four or more it is a ruler, an ordinary comment
export const DslDocComment = createToken({
  name: 'DocComment',
  pattern: /\/\/\/(?!\/)[^\n\r]*/,
  group: DSL_COMMENTS,
});
const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\n\r]*/, group: DSL_COMMENTS });
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: blockComment,
  group: DSL_COMMENTS,
  start_chars_hint: ['/'],
  line_breaks: true,
});
export const UnclosedComment = createToken({
  name: 'UnclosedComment',
  pattern: /\/\*[\s\S]*/,
  group: DSL_JUNK,
  line_breaks: true,
});

/** The preprocessor's; the DSL has none. */
export const Directive = createToken({ name: 'Directive', pattern: /#[^\n\r]*/, group: DSL_JUNK });

const ALIEN = '\\.+|[\\0-\\x08\\x0e-\\x1f!%+\\-./?@\\\\^`|\\x7f]';

/** Signs that the DSL has no use for. */
export const Alien = createToken({
  name: 'Alien',
  pattern: new RegExp(ALIEN),
  group: DSL_JUNK,
});

/** Of a destructor; the DSL has none. */
export const Tilde = createToken({ name: 'Tilde', pattern: '~', label: "'~'" });

export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{', label: "'{'" });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}', label: "'}'" });
export const LeftParen = createToken({ name: 'LeftParen', pattern: '(', label: "'('" });
export const RightParen = createToken({ name: 'RightParen', pattern: ')', label: "')'" });
export const Less = createToken({ name: 'Less', pattern: '<', label: "'<'" });
export const Greater = createToken({ name: 'Greater', pattern: '>', label: "'>'" });
export const Comma = createToken({ name: 'Comma', pattern: ',', label: "','" });
export const Semicolon = createToken({ name: 'Semicolon', pattern: ';', label: "';'" });
export const Arrow = createToken({ name: 'Arrow', pattern: '->', label: "'->'" });
export const Colons = createToken({ name: 'Colons', pattern: '::', label: "'::'" });
export const Colon = createToken({ name: 'Colon', pattern: ':', label: "':'" });
export const Equals = createToken({ name: 'Equals', pattern: '=', label: "'='" });
/** Behind the name of a type: what it refers to. */
export const Ampersand = createToken({ name: 'Ampersand', pattern: '&', label: "'&'" });
/** What C++ types have and those of the DSL have not: `*`, `[`, `]`. */
export const Decoration = createToken({ name: 'Decoration', pattern: /[*[\]]/ });

// string = '"' {any but '"' '\' or a line end | '\' any but a line end} '"'
export const DslString = createToken({
  name: 'String',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r]){0,10000}"/,
  label: 'a text in quotes',
});
export const UnclosedDslString = createToken({ name: 'UnclosedString', pattern: /"[^\n\r]*/, categories: DslString });
/** Quotes of the wrong sort. */
export const SingleQuoted = createToken({ name: 'SingleQuoted', pattern: /'[^'\n\r]*'?/, categories: DslString });

export const DslNumber = createToken({ name: 'Number', pattern: /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-][0-9]+)?[\w.]*/ });

/** An operator of C++'s by its name. */
export const OperatorName = createToken({
  name: 'OperatorName',
  pattern: /operator[ \t]*(?:\(\)|\[\]|<=>|<<=|>>=|<<|>>|&&|\|\||\+\+|--|->\*|->|[+*/%^&|=!<>-]=|[+*/%^&|~!=<>,-])/,
  label: 'an operator',
});

// name = an identifier of C++ in ASCII
export const DslName = createToken({ name: 'Name', pattern: /[A-Za-z_]\w*(?![\w$\x80-\uffff])/, label: 'a name' });
/** Characters that C++ may take in an identifier, and this language does not. */
export const AlienName = createToken({
  name: 'AlienName',
  pattern: /[A-Za-z_$\x80-\uffff][\w$\x80-\uffff]*/,
  categories: DslName,
});

const keyword = (text: string): TokenType =>
  createToken({
    name: text.toUpperCase(),
    pattern: new RegExp(`${text}(?![\\w$\\x80-\\uffff])`),
    categories: DslName,
    label: `'${text}'`,
  });

/** Where a name is allowed, each of them is one, unless C++ forbids it. */
export const dslKeywords = {
  import: keyword('import'),
  export: keyword('export'),
  include: keyword('include'),
  type: keyword('type'),
  func: keyword('func'),
  callback: keyword('callback'),
  class: keyword('class'),
  static: keyword('static'),
  async: keyword('async'),
  readonly: keyword('readonly'),
  prop: keyword('prop'),
  struct: keyword('struct'),
  enum: keyword('enum'),
  flags: keyword('flags'),
  variant: keyword('variant'),
  own: keyword('own'),
  retain: keyword('retain'),
  lent: keyword('lent'),
  shared: keyword('shared'),
  const: keyword('const'),
  virtual: keyword('virtual'),
  noexcept: keyword('noexcept'),
  default: keyword('default'),
} as const;

/** In the order in which they are tried. */
export const dslTokens: readonly TokenType[] = [
  WhiteSpace,
  DslDocComment,
  LineComment,
  BlockComment,
  UnclosedComment,
  Directive,
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  Less,
  Greater,
  Comma,
  Semicolon,
  Arrow,
  Colons,
  Colon,
  Equals,
  Ampersand,
  Decoration,
  DslString,
  UnclosedDslString,
  SingleQuoted,
  DslNumber,
  OperatorName,
  ...Object.values(dslKeywords),
  DslName,
  AlienName,
  Tilde,
  Alien,
];

export const dslLexer = new Lexer([...dslTokens], { positionTracking: 'onlyOffset', ensureOptimizations: true });
