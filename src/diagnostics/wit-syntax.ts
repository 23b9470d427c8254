/** ITL620x, ITL621x: the text and syntax of WIT. One function a message. */
import type { Span } from '../source/source-map.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hintFor } from './suggest.ts';

const error = (code: string, span: Span, message: string, hint?: string): Diagnostic => ({
  code,
  severity: 'error',
  span,
  message,
  ...(hint === undefined ? {} : { hint }),
});

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

const codePoints = (text: string): string =>
  [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');

export const forbiddenCharacter = (character: string, span: Span): Diagnostic =>
  error('ITL6200', span, `WIT does not allow the character ${codePoints(character)}, not even in a comment`);

export const unexpectedCharacters = (text: string, span: Span): Diagnostic =>
  error('ITL6201', span, `unexpected '${short(text)}'`);

export const unclosedComment = (span: Span): Diagnostic =>
  error('ITL6202', span, 'this comment is never closed', "it needs a '*/'; comments nest");

export const unclosedString = (span: Span): Diagnostic =>
  error('ITL6202', span, 'this string is never closed', "it needs a '\"' on the same line");

/** @param found undefined at the end of the file */
export const expectedWit = (wanted: string, found: string | undefined, span: Span, isKeyword: boolean): Diagnostic =>
  error(
    'ITL6203',
    span,
    `expected ${wanted}, found ${found === undefined ? 'the end of the file' : `'${short(found)}'`}`,
    isKeyword && found !== undefined ? `'${found}' is a keyword: as a name, write '%${found}'` : undefined,
  );

export const nestedTooDeep = (what: 'types' | 'packages', span: Span): Diagnostic =>
  error('ITL6204', span, `${what} are nested too deep`, 'at most 100 of them within each other');

export const malformedWitName = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6205',
    span,
    name === '' ? "a '%' needs a name directly behind it" : `'${short(name)}' is not a name`,
    'names are words joined by -, each in small or in capital letters, and begin with a letter: get-HTTP-header',
  );

export const malformedVersion = (version: string, span: Span): Diagnostic =>
  error('ITL6206', span, `'${short(version)}' is not a version`, 'as semver.org has it: 1.0.0, 0.2.0-rc.1');

export const unknownAttribute = (name: string, span: Span): Diagnostic =>
  error(
    'ITL6207',
    span,
    `there is no attribute '@${short(name)}'`,
    hintFor(name, ['since', 'unstable', 'deprecated', 'external-id']) ?? 'there are @since, @unstable and @deprecated',
  );

const attributeUsage: Readonly<Record<string, string>> = {
  since: '@since(version = 1.0.0)',
  deprecated: '@deprecated(version = 1.0.0)',
  unstable: '@unstable(feature = name)',
  'external-id': '@external-id("text")',
};

export const wrongAttribute = (name: string, span: Span): Diagnostic =>
  error('ITL6208', span, `'@${name}' takes something else`, attributeUsage[name]);

export const wrongArguments = (type: string, usage: string, span: Span): Diagnostic =>
  error('ITL6209', span, `'${type}' takes other arguments`, usage);

export const attributesOnPackage = (span: Span): Diagnostic =>
  error('ITL6210', span, 'a nested package has no attributes', 'put them on its interfaces and worlds');
