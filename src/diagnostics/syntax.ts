/** ITL1xxx: text and syntax. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor } from './suggest.ts';

const error = (code: string, span: Span | undefined, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  ...(span === undefined ? {} : { span }),
  message,
  ...(hint === undefined ? {} : { hint }),
});

/** Of a file as a whole; `line` counts from 1. */
export const notUtf8 = (path: string, byte: number, offset: number, line: number): Diagnostic =>
  error(
    'ITL1001',
    undefined,
    `${path} is not UTF-8: byte 0x${hex(byte, 2)} at offset ${offset}, in line ${line}`,
    'save the file as UTF-8',
  );

/** The same for a file that is not even text. */
export const webAssemblyInsteadOfText = (path: string): Diagnostic =>
  error(
    'ITL1001',
    undefined,
    `${path} is not UTF-8: it is a WebAssembly module`,
    "'itlc init' makes a first ITL for a core module, 'itlc inspect' shows what a module has",
  );

export const unexpectedCharacters = (text: string, span: Span): Diagnostic =>
  error('ITL1002', span, `unexpected ${characters(text)}`);

export const malformedNumber = (text: string, span: Span): Diagnostic =>
  error('ITL1003', span, `'${shortened(text)}' is not a number`, "a name that begins like a number needs a '$'");

export const malformedName = (text: string, aliens: string, span: Span): Diagnostic =>
  error(
    'ITL1004',
    span,
    `'${shortened(text)}' is not a name because of its ${characters(aliens)}`,
    'names are ASCII letters, digits and most signs, without commas and brackets',
  );

export const emptyName = (span: Span): Diagnostic => error('ITL1004', span, "a '$' needs a name directly behind it");

export const unclosedString = (span: Span): Diagnostic =>
  error('ITL1005', span, 'this string is never closed', "it needs a '\"' on the same line");

export const unknownEscape = (text: string, span: Span): Diagnostic =>
  error('ITL1006', span, `unknown escape '${text}'`, 'there are \\n \\t \\r \\" \\\' \\\\ \\hh \\u{…}');

export const controlInString = (unit: number, span: Span): Diagnostic =>
  error('ITL1007', span, `a string cannot hold ${codeName(unit)} as it is`, `write \\${hex(unit, 2)}`);

export const notACodePoint = (text: string, span: Span): Diagnostic =>
  error('ITL1008', span, `'${shortened(text)}' is no Unicode character`, 'they go up to 10ffff, without d800 to dfff');

export const bytesNotUtf8 = (text: string, span: Span): Diagnostic =>
  error('ITL1008', span, `'${shortened(text)}' is not UTF-8`, 'strings are text; characters can be written \\u{…}');

export const unclosedComment = (span: Span): Diagnostic =>
  error('ITL1009', span, 'this comment is never closed', "it needs a ';)', and each '(;' inside another one");

export const strayCommentEnd = (span: Span): Diagnostic =>
  error('ITL1010', span, "';)' closes a comment, but none is open");

export const straySemicolon = (span: Span): Diagnostic =>
  error('ITL1010', span, "unexpected ';'", "a comment begins with ';;'");

export const missingParens = (count: number, at: Span, open: Span): Diagnostic => ({
  ...error('ITL1011', at, count === 1 ? "a ')' is missing" : `${count} ')' are missing`),
  notes: [{ message: "this '(' is never closed", span: open }],
});

/** @param orphan what follows, and looks as if the parenthesis before it closed too much. */
export const surplusParens = (count: number, span: Span, orphan: Span | undefined): Diagnostic => ({
  ...error('ITL1012', span, count === 1 ? "this ')' is too many" : `these ${count} ')' are too many`),
  ...(orphan === undefined
    ? {}
    : { notes: [{ message: 'what follows looks as if it were still inside', span: orphan }] }),
});

export const tooDeep = (limit: number, span: Span): Diagnostic =>
  error('ITL1013', span, `more than ${limit} parentheses inside each other`);

/** `what` and `found` as they stand in a sentence, quotes included. */
export const expected = (what: string, found: string, span: Span): Diagnostic =>
  error('ITL1014', span, `expected ${what}, found ${found}`);

/** `place` as in "unknown item 'x' in a module". */
export const unknownItem = (name: string, place: string, allowed: readonly string[], span: Span): Diagnostic =>
  error(
    'ITL1015',
    span,
    `unknown item '${shortened(name)}' ${place}`,
    hintFor(name, allowed) ?? `expected ${oneOf(allowed)}`,
  );

export const misplacedItem = (name: string, place: string, allowed: readonly string[], span: Span): Diagnostic =>
  error('ITL1016', span, `'${name}' cannot stand ${place}`, `expected ${oneOf(allowed)}`);

export const unexpected = (found: string, hint: string | undefined, span: Span): Diagnostic =>
  error('ITL1017', span, `unexpected ${found}`, hint);

export const misplacedClause = (keyword: string, span: Span): Diagnostic =>
  error('ITL1018', span, `'${keyword}' must stand before the body`);

export const parameterWithoutType = (name: string, span: Span): Diagnostic =>
  error('ITL1019', span, `the parameter '$${shortened(name)}' has no type`, `write (param $${shortened(name)} TYPE)`);

export const variableIncomplete = (name: string, span: Span): Diagnostic =>
  error(
    'ITL1022',
    span,
    `the variable '$${shortened(name)}' needs a type and a value to begin with`,
    `write (var $${shortened(name)} TYPE E)`,
  );

export const missingField = (what: string, span: Span): Diagnostic =>
  error('ITL1020', span, `this function needs ${what} in quotes, behind its name`);

export const bodyNotAllowed = (what: string, span: Span): Diagnostic =>
  error('ITL1021', span, `${what} has no body`, 'only its signature is written here');

export const tooLarge = (limit: number, span: Span): Diagnostic =>
  error('ITL1013', span, `the file has more than ${limit} tokens`, 'what follows is not looked at');

export const tooManyErrors = (limit: number, span: Span | undefined): Diagnostic =>
  error('ITL1099', span, `too many errors: the first ${limit} are shown`);

const SHOWN = 40;

/** What is echoed in a message stays readable however long it is. */
export const shortened = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`);

const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const codeName = (code: number): string => `U+${hex(code, 4).toUpperCase()}`;

/** Distinct characters; one that may be hard to recognize with its number. */
function characters(text: string): string {
  const distinct = [...new Set(text.slice(0, SHOWN))];
  const code = distinct[0]?.codePointAt(0) ?? 0;
  return distinct.length > 1 || (code > 0x20 && code < 0x7f)
    ? `'${shortened(distinct.join(''))}'`
    : `'${distinct.join('')}' (${codeName(code)})`;
}
