import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printDocument } from '../../src/ast/print.ts';
import { formatText, parseValid, treeText } from '../frontend/parse-text.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

test('what is printed parses to the same tree, and prints the same again', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      const text = printDocument(document);
      const parsed = parseValid(text);
      expect(treeText(parsed)).toBe(treeText(document));
      expect(printDocument(parsed)).toBe(text);
    }),
    { numRuns: 30000 },
  );
});

test('what is printed is formatted', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      const text = printDocument(document);
      expect(formatText(text)).toBe(text);
    }),
    { numRuns: 300 },
  );
});
