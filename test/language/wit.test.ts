/** What editors are told of WIT. */
import { expect, test } from 'vitest';
import type { Answers } from '../../src/language/answers.ts';
import { witAnswers } from '../../src/language/wit-analysis.ts';
import { readText, root } from '../harness/folders.ts';

const types = `package local:shop@1.0.0;

interface types {
  /// What is sold.
  record item {
    name: string,
    cents: u32,
  }
}
`;

const shop = `package local:shop@1.0.0;

/// Sells things.
interface selling {
  use types.{item as thing};
  use wasi:clocks/monotonic-clock@0.2.0.{instant};

  /// Until it is paid.
  resource cart {
    constructor(name: string);
    add: func(item: thing);
  }
  open: func() -> cart;
  since: func(cart: borrow<cart>) -> instant;
}

world shop {
  import types;
  export selling;
}
`;

const clocks = `package wasi:clocks@0.2.0;
interface monotonic-clock {
  type instant = u64;
}
`;

const answersOf = (text: string): Answers =>
  witAnswers([
    {
      place: 'shop.wit',
      files: [
        { path: '/wit/shop.wit', text },
        { path: '/wit/types.wit', text: types },
      ],
    },
    { place: 'deps/clocks.wit', files: [{ path: '/wit/deps/clocks.wit', text: clocks }] },
  ]);

const answers = answersOf(shop);
const at = (words: string, within = 0): number => shop.indexOf(words) + within;

test('a right file has no diagnostics', () => {
  expect(answers.diagnostics).toEqual([]);
});

test('what is wrong has its place, and what is wrong elsewhere is not said here', () => {
  const wrong = shop.replace('-> cart', '-> crat');
  const [error, ...others] = answersOf(wrong).diagnostics;
  expect(others).toEqual([]);
  expect(error && wrong.slice(error.span?.start, error.span?.end)).toBe('crat');
  expect(error?.hint).toBe("did you mean 'cart'?");
  const elsewhere = witAnswers([
    {
      place: 'shop.wit',
      files: [
        { path: '/wit/shop.wit', text: shop },
        { path: '/wit/types.wit', text: types.replace('string', 'strin') },
      ],
    },
  ]);
  expect(elsewhere.diagnostics.every(({ span }) => (span?.start ?? 0) <= shop.length)).toBe(true);
});

test('hovering shows a definition, with its comment, from wherever it is', () => {
  expect(answers.hover(at('thing)', 1))?.markdown).toBe(
    '```wit\nrecord item {\n  name: string,\n  cents: u32,\n}\n```\n\nWhat is sold.',
  );
  expect(answers.hover(at('instant;', 1))?.markdown).toBe('```wit\ntype instant = u64\n```');
  expect(answers.hover(at('-> cart', 4))?.markdown).toBe('```wit\nresource cart\n```\n\nUntil it is paid.');
  expect(answers.hover(at('export selling', 8))?.markdown).toBe('```wit\ninterface selling\n```\n\nSells things.');
  expect(answers.hover(at('add:'))?.markdown).toBe('```wit\nadd: func(item: thing)\n```');
  expect(answers.hover(at('package'))).toBeUndefined();
});

test('definitions may be in other files', () => {
  const placeOf = (offset: number): string => {
    const [span] = answers.definitions(offset);
    const { file, line } = answers.sources.locate(span?.start ?? 0);
    return `${file.path}:${line}`;
  };
  expect(placeOf(at('thing)', 1))).toBe('/wit/types.wit:5');
  expect(placeOf(at('instant;', 1))).toBe('/wit/deps/clocks.wit:3');
  expect(placeOf(at('borrow<cart', 8))).toBe('/wit/shop.wit:9');
  expect(placeOf(at('import types', 8))).toBe('/wit/types.wit:3');
});

test('references are those of the file, without comments', () => {
  const found = answers.references(at('-> cart', 4), true).map(({ start }) => shop.slice(0, start).split('\n').length);
  expect(found).toEqual([9, 13, 14]);
});

test('completion offers types that are in scope, interfaces, and the words of WIT, also in what is being written', () => {
  const labels = (text: string, offset: number): readonly string[] =>
    answersOf(text)
      .completions(offset)
      .items.map(({ label }) => label);
  const found = labels(shop, at('-> cart', 4));
  expect(found.slice(0, 3)).toEqual(['thing', 'instant', 'cart']);
  expect(found).toEqual(expect.arrayContaining(['types', 'monotonic-clock', 'option', 'u32', 'borrow']));
  const unfinished = shop.replace('-> cart', '-> ');
  expect(labels(unfinished, unfinished.indexOf('-> ') + 3)).toEqual(expect.arrayContaining(['types', 'string']));
  expect(labels(shop, at('Until', 2))).toEqual([]);
});

test('the outline has interfaces and worlds with what is in them', () => {
  expect(answers.outline().map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ['selling', ['cart', 'constructor', 'add', 'open', 'since']],
    ['shop', ['types', 'selling']],
  ]);
});

test('the highlighting knows every word of the language', () => {
  const grammar = readText(root, 'grammar/wit.tmLanguage.json');
  const offered = answers.completions(at('package')).items.filter(({ kind }) => kind === 'form');
  expect(offered.length).toBeGreaterThan(40);
  const unknown = offered.filter(({ label }) => label !== '_' && !new RegExp(`[(|:]${label}[)|]`).test(grammar));
  expect(unknown.map(({ label }) => label)).toEqual([]);
});
