import { describe, expect, test } from 'vitest';
import type { Item, NameAtom, Node } from '../../src/ast/nodes.ts';
import { printDocument } from '../../src/ast/print.ts';
import { formatText, parseValid, treeText } from '../frontend/parse-text.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

test('what is printed parses to the same tree, and prints the same again', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      const text = printDocument(document);
      const parsed = parseValid(text);
      expect(treeText(parsed)).toBe(treeText(document));
      expect(printDocument(parsed)).toBe(text);
    }),
    { numRuns: 500 },
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

const name = (text: string, dollar = false): NameAtom => ({ kind: 'name', text, dollar, span: { start: 0, end: 0 } });

const bodyText = (node: Node): string | undefined => {
  const span = { start: 0, end: 0 };
  const signature = { params: [], results: [] };
  const helper: Item = {
    kind: 'func',
    name: name('f'),
    field: undefined,
    async: undefined,
    signature,
    body: [node],
    doc: '',
    span,
  };
  return printDocument({ items: [helper], span })
    .split('\n')[1]
    ?.trim()
    .slice(0, -1);
};

describe('names', () => {
  test.each(['nan', 'inf', '_'])(
    "a function's name, %s, gets a $ where it is defined and where it is called",
    (text) => {
      const called = parseValid(`(func $${text}) (func f (call $${text}))`);
      const [defined, caller] = called.items;
      if (defined?.kind !== 'func' || caller?.kind !== 'func') throw new Error('expected two functions');
      const bare: Item = { ...defined, name: name(text) };
      expect(printDocument({ ...called, items: [bare, caller] })).toContain(`(func $${text})`);
    },
  );

  test.each(['nan', 'inf', '-inf', '+nan', 'nan:0x1', '1', '-5', '0x10', '.5', '1abc'])('%s gets a $', (text) => {
    expect(bodyText(name(text))).toBe(`$${text}`);
  });

  test.each(['a', '-', '+', '-x', 'infinite', 'nano', '_', 'func', '<=', 'a.b', '$'])('%s needs none', (text) => {
    expect(bodyText(name(text))).toBe(text);
  });

  test('with a $ keep it', () => {
    expect(bodyText(name('a', true))).toBe('$a');
  });

  test('a function named _ is not nameless', () => {
    const text = printDocument(parseValid('(func $_ (param) 1)\n(func _ (param) 1)'));
    expect(text).toBe('(func $_\n  1)\n\n(func _\n  1)\n');
  });
});

test('nameless parameters share a clause, named ones have one each, empty ones are left out', () => {
  const text = printDocument(
    parseValid('(func f (param $a s32 $b s32 u8) (param u8) (param) (param $c Log) (result))'),
  );
  expect(text).toBe('(func f (param $a s32) (param $b s32) (param u8 u8) (param $c Log))\n');
});

test('a text that is a whole body is no field', () => {
  expect(printDocument(parseValid('(func f (param) "text")'))).toBe('(func f (param)\n  "text")\n');
});

test('a body that starts with async does not make its function one', () => {
  expect(printDocument(parseValid('(func f (param) async)'))).toBe('(func f (param)\n  async)\n');
  expect(printDocument(parseValid('(func f "field" (param) async)'))).toBe('(func f "field" (param)\n  async)\n');
});

test('doc comments stand above what they belong to', () => {
  const text = ';;; One.\n;;;\n;;;   Two.\n(func f)\n(types\n;;; T.\n(enum T a) ;;; no doc\n(enum U b))';
  expect(printDocument(parseValid(text))).toBe(
    ';;; One.\n;;;\n;;;   Two.\n(func f)\n\n(types\n  ;;; T.\n  (enum T a)\n  (enum U b))\n',
  );
});

test('an empty document is an empty text', () => {
  expect(printDocument(parseValid(' \n;; nothing\n'))).toBe('');
});
