/** Arbitrary right sources, with all kinds of white space and comments between their tokens. */

import { itlLexer } from '../../grammar/itl-tokens.ts';
import { printDocument } from '../../src/ast/print.ts';
import { arbitraryDocument } from '../ast/arbitrary-document.ts';
import fc from '../harness/fast-check.ts';

const blank = fc.constantFrom(' ', ' ', ' ', '\n', '\n  ', '\t', '\r\n', '\r', '\n\n', '\n \n\n');

const comment = fc.constantFrom(
  ' ;; c\n',
  '\n  ;; own  \n',
  '\n;;; doc\n',
  '\n\n;; apart\n\n',
  ' ;;;; ruler ;;;;\r\n',
  ';;\n;;\n',
  '(; b ;)',
  ' (; behind ;)\n',
  '\n(; in front ;) ',
  '\r\n(; own ;)\r\n',
  '(; of two\r\n   lines ;)',
  '(;;);;x\n',
  '(;a;)(;b (; c ;);)',
  ' (; "( ;) ',
);

const gap = fc.oneof({ weight: 3, arbitrary: blank }, comment);

/** Behind a parenthesis, the semicolons of a line comment would begin a block comment. */
const joined = (left: string, right: string): string =>
  left.endsWith('(') && right.startsWith(';') ? `${left} ${right}` : left + right;

export const arbitraryText: fc.Arbitrary<string> = fc
  .tuple(arbitraryDocument, fc.infiniteStream(gap))
  .map(([document, gaps]) => {
    const images = itlLexer.tokenize(printDocument(document)).tokens.map((token) => token.image);
    const parts = [...images, ''].flatMap((image) => [gaps.next().value, image]);
    return parts.reduce(joined, '');
  });
