import { describe, expect, test } from 'vitest';
import type { FunctionNode, Item, Node } from '../../src/ast/nodes.ts';
import { parseText, parseValid } from './parse-text.ts';

const seed = `(export
(func _it_isFizz "isFizz" (param s32) (result u1)
(as u1 (call isFizz
(as i32 (local 0))))
)
(func _it_fizzStr "fizzStr" (param ) (result string)
(call _it_cppToString (call fizzStr))
)
)`;

/** A node as one writes it in a test. */
function brief(node: Node): unknown {
  switch (node.kind) {
    case 'name':
      return node.dollar ? `$${node.text}` : node.text;
    case 'number':
      return { number: node.text };
    case 'string':
      return { string: node.value };
    case 'form':
      return [brief(node.head), ...node.args.map(brief)];
  }
}

const briefFunction = ({ name, field, signature, body, doc }: FunctionNode): unknown => ({
  name: name && brief(name),
  field: field?.value,
  params: signature.params.map((param) => [param.name && brief(param.name), brief(param.type)]),
  results: signature.results.map(brief),
  body: body.map(brief),
  doc,
});

function onlyItem<K extends Item['kind']>(text: string, kind: K): Extract<Item, { kind: K }> {
  const [item, ...rest] = parseValid(text).items;
  if (item?.kind !== kind || rest.length > 0) throw new Error(`expected one ${kind}`);
  return item as Extract<Item, { kind: K }>;
}

const func = (text: string) => briefFunction(onlyItem(text, 'func'));

test("the seed's example", () => {
  expect(onlyItem(seed, 'export').functions.map(briefFunction)).toEqual([
    {
      name: '_it_isFizz',
      field: 'isFizz',
      params: [[undefined, 's32']],
      results: ['u1'],
      body: [['as', 'u1', ['call', 'isFizz', ['as', 'i32', ['local', { number: '0' }]]]]],
      doc: '',
    },
    {
      name: '_it_fizzStr',
      field: 'fizzStr',
      params: [],
      results: ['string'],
      body: [['call', '_it_cppToString', ['call', 'fizzStr']]],
      doc: '',
    },
  ]);
});

describe('types', () => {
  test('are forms as written', () => {
    const { definitions } = onlyItem(
      '(types (record P (x f32) (y f32)) (enum C red green) (func F (param s32) (result)))',
      'types',
    );
    expect(definitions.map(({ form }) => brief(form))).toEqual([
      ['record', 'P', ['x', 'f32'], ['y', 'f32']],
      ['enum', 'C', 'red', 'green'],
      ['func', 'F', ['param', 's32'], ['result']],
    ]);
  });

  test('may be none', () => {
    expect(onlyItem('(types)', 'types').definitions).toEqual([]);
  });
});

describe('import', () => {
  test('from outside', () => {
    const item = onlyItem('(import "env" (func log "log" (param string)) (func _ "now" (result f64)))', 'import');
    expect(item.module.value).toBe('env');
    expect(item.members.map((member) => member.kind === 'func' && briefFunction(member))).toEqual([
      { name: 'log', field: 'log', params: [[undefined, 'string']], results: [], body: [], doc: '' },
      { name: undefined, field: 'now', params: [], results: ['f64'], body: [], doc: '' },
    ]);
  });
});

describe('module', () => {
  test('holds exports, adapted imports, relays and a start', () => {
    const item = onlyItem(
      `(module $lib "out/lib.wasm"
        (func strlen "_it_strlen" (param i32) (result i32))
        (import "env" (func _ "abort" (param i32) (unreachable)) (relay vpp))
        (start init))`,
      'module',
    );
    expect([brief(item.name), item.path?.value]).toEqual(['$lib', 'out/lib.wasm']);
    expect(item.members.map((member) => member.kind)).toEqual(['func', 'import', 'start']);
    const [, adapted, start] = item.members;
    expect(start?.kind === 'start' && brief(start.name)).toBe('init');
    const kinds = adapted?.kind === 'import' && adapted.members.map((member) => member.kind);
    expect(kinds).toEqual(['func', 'relay']);
  });
});

describe('component', () => {
  test('links imports to what serves them', () => {
    const item = onlyItem('(component c "other.itl" ("env" main) ("log" $logger))', 'component');
    expect([brief(item.name), item.path?.value]).toEqual(['c', 'other.itl']);
    expect(item.links.map((link) => [link.import.value, brief(link.target)])).toEqual([
      ['env', 'main'],
      ['log', '$logger'],
    ]);
  });
});

describe('func', () => {
  test('name, field, signature and body', () => {
    expect(
      func('(func add "add" (param $a s32) (param $b s32) (result s32) (let $c 1) (+ (local $a) (local $b)))'),
    ).toEqual({
      name: 'add',
      field: 'add',
      params: [
        ['$a', 's32'],
        ['$b', 's32'],
      ],
      results: ['s32'],
      body: [
        ['let', '$c', { number: '1' }],
        ['+', ['local', '$a'], ['local', '$b']],
      ],
      doc: '',
    });
  });

  const signature = (text: string) => {
    const { params, results } = onlyItem(`(func f ${text})`, 'func').signature;
    return [
      ...params.map((param) => (param.name ? [brief(param.name), brief(param.type)] : brief(param.type))),
      '->',
      ...results.map(brief),
    ];
  };

  test.each([
    ['', ['->']],
    ['(param)(result)', ['->']],
    ['(param )(result )', ['->']],
    ['(param s32 u8 (array string))', ['s32', 'u8', ['array', 'string'], '->']],
    ['(param $a string $b s32)', [['$a', 'string'], ['$b', 's32'], '->']],
    ['(param $a string s32) (param u8)', [['$a', 'string'], 's32', 'u8', '->']],
    ['(param $a $b)', [['$a', '$b'], '->']],
    ['(param $a (func (param s32) (result)))', [['$a', ['func', ['param', 's32'], ['result']]], '->']],
    ['(result s32) (result u8 u8)', ['->', 's32', 'u8', 'u8']],
    ['(result (result string s32))', ['->', ['result', 'string', 's32']]],
    ['(result u8) (param s32)', ['s32', '->', 'u8']],
  ])('signature %s', (text, expected) => {
    expect(signature(text)).toEqual(expected);
  });

  test('a body may be literals', () => {
    expect(onlyItem('(func f (result string) "text")', 'func').body.map(brief)).toEqual([{ string: 'text' }]);
    expect(onlyItem('(func f -0x1f)', 'func').body.map(brief)).toEqual([{ number: '-0x1f' }]);
  });

  test('_ is no name, $_ is one', () => {
    expect(func('(func _)')).toMatchObject({ name: undefined });
    expect(func('(func $_)')).toMatchObject({ name: '$_' });
  });
});

describe('keywords are names where names are allowed', () => {
  const keywords = [
    'types',
    'import',
    'module',
    'func',
    'export',
    'param',
    'result',
    'start',
    'relay',
    'component',
    'async',
  ];

  test.each(keywords)('%s', (keyword) => {
    const text = `(types (record ${keyword} (${keyword} ${keyword})))
      (module ${keyword} "m" (func ${keyword} "${keyword}" (param ${keyword})) (start ${keyword}) (import "i" (relay ${keyword})))
      (func ${keyword} (param $${keyword} ${keyword}) (result ${keyword}) (call ${keyword} ${keyword}))
      (component ${keyword} "c" ("i" ${keyword}))`;
    expect(parseText(text).errors).toEqual([]);
  });

  test.each(keywords.filter((keyword) => keyword !== 'param' && keyword !== 'result'))('%s as a head', (keyword) => {
    expect(onlyItem(`(func f (${keyword} 1))`, 'func').body.map(brief)).toEqual([[keyword, { number: '1' }]]);
  });
});

test('nan and inf are numbers when bare, names with a $', () => {
  expect(onlyItem('(func f nan -inf $nan $inf)', 'func').body.map(brief)).toEqual([
    { number: 'nan' },
    { number: '-inf' },
    '$nan',
    '$inf',
  ]);
});

describe('doc comments', () => {
  const docs = (text: string) =>
    parseValid(text).items.flatMap((item) => {
      if (item.kind === 'func') return [item.doc];
      if (item.kind === 'export') return item.functions.map((node) => node.doc);
      return item.kind === 'types' ? item.definitions.map((definition) => definition.doc) : [];
    });

  test.each([
    ['directly above', ';;; One.\n(func f)', ['One.']],
    ['several lines', '  ;;; One.\n;;;   Two.\n\t;;;\n;;;Three.  \n(func f)', ['One.\n  Two.\n\nThree.']],
    ['with CR LF', ';;; One.\r\n;;; Two.\r\n(func f)', ['One.\nTwo.']],
    [
      'inside an export',
      '(export\n  ;;; F.\n  (func f "f")\n  (func g "g")\n  ;;; H.\n  (func h "h"))',
      ['F.', '', 'H.'],
    ],
    ['above the line where it begins', ';;; F.\n(export (func f "f")\n  (func g "g"))', ['F.', '']],
    ['for the first on the line only', ';;; F.\n(func f) (func g)', ['F.', '']],
    ['of types', '(types\n;;; A.\n(enum A a)\n;; no\n(enum B b))', ['A.', '']],
    ['not over a blank line', ';;; No.\n\n(func f)', ['']],
    ['only the block that touches', ';;; No.\n\n;;; F.\n(func f)', ['F.']],
    ['not over another comment', ';;; No.\n;; x\n(func f)', ['']],
    ['not behind code', '(func f) ;;; No.\n(func g)', ['', '']],
    ['no rulers', ';;;; No.\n(func f)', ['']],
    ['at the start behind a byte-order mark', '\ufeff;;; F.\n(func f)', ['F.']],
    ['at the end of the file', '(func f)\n;;; No.', ['']],
  ])('%s', (_, text, expected) => {
    expect(docs(text)).toEqual(expected);
  });
});

test('spans are global and exact', () => {
  const text = '\n(func f "g" (param $a (array u8))\n  (call $h -1 "x"))';
  const { document, file } = parseText(text);
  const at = ({ span }: { readonly span: { readonly start: number; readonly end: number } }): string =>
    file.text.slice(span.start - file.base, span.end - file.base);
  const [item] = document.items;
  if (item?.kind !== 'func') throw new Error('expected a func');
  const [param] = item.signature.params;
  const [call] = item.body;
  expect(file.base).toBeGreaterThan(0);
  expect(at(document)).toBe(text);
  expect(at(item)).toBe(text.trim());
  expect([item.name && at(item.name), item.field && at(item.field)]).toEqual(['f', '"g"']);
  expect([param?.name && at(param.name), param && at(param.type)]).toEqual(['$a', '(array u8)']);
  expect(call && at(call)).toBe('(call $h -1 "x")');
  expect(call?.kind === 'form' && [call.head, ...call.args].map(at)).toEqual(['call', '$h', '-1', '"x"']);
});

test.each(['', '\ufeff', '\n', ' \t\r\n', ';; only a comment', '(; only ;)'])('%j is an empty document', (text) => {
  expect(parseValid(text).items).toEqual([]);
});
