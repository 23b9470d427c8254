/** Arbitrary syntax trees, as front-ends may make them. */

import type {
  ComponentItem,
  Document,
  ExportItem,
  Form,
  FunctionNode,
  ImportItem,
  ModuleItem,
  NameAtom,
  Node,
  NumberAtom,
  Param,
  StringAtom,
  TypesItem,
} from '../../src/ast/nodes.ts';
import fc from '../harness/fast-check.ts';

const span = { start: 0, end: 0 };

const IDCHARS = "!#%&'*+-./0123456789:<=>?@ABCXYZ\\^_`abcxyz|~";
const LETTERS = 'abcdefgXYZ_';
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
const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '>>>', '==', '!=', '<', '<=', '>', '>='];

const word = fc
  .tuple(fc.constantFrom(...LETTERS), fc.string({ unit: fc.constantFrom(...IDCHARS), maxLength: 12 }))
  .map(([first, rest]) => first + rest)
  .filter((text) => !/^(?:inf|nan(?::.*)?)$/.test(text));

const plainName: fc.Arbitrary<NameAtom> = fc
  .oneof({ weight: 4, arbitrary: word }, fc.constantFrom(...keywords), fc.constantFrom(...operators))
  .map((text) => ({ kind: 'name', text, dollar: false, span }));

const dollarName: fc.Arbitrary<NameAtom> = fc
  .oneof(
    word,
    fc.constantFrom('nan', 'inf', '_', '1abc', '0x', '$', '-5', ...keywords),
    fc.string({ unit: fc.constantFrom(...IDCHARS, '$'), minLength: 1, maxLength: 8 }),
  )
  .map((text) => ({ kind: 'name', text, dollar: true, span }));

const name = fc.oneof({ weight: 3, arbitrary: plainName }, dollarName);

const number: fc.Arbitrary<NumberAtom> = fc
  .oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }).map(String),
    fc.nat().map((value) => `0x${value.toString(16)}`),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('1_000', '+1', '1.', '-0x1.8p-3', 'nan', '-inf', 'nan:0x7f_ff', '0xAB_cd', '6.02e23', '1E+5'),
  )
  .map((text) => ({ kind: 'number', text, span }));

const string: fc.Arbitrary<StringAtom> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('out/fizz.wasm', 'a"b\\c\n\t\r\0\u007f\u202e', '👩‍👧', '\ufeff', '\u2028'),
  )
  .map((value) => ({ kind: 'string', value, span }));

const { form, node } = fc.letrec<{ form: Form; node: Node }>((tie) => ({
  form: fc
    .tuple(name, fc.array(tie('node'), { maxLength: 5 }))
    .map(([head, args]) => ({ kind: 'form', head, args, span })),
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, name, number, string, tie('form')),
}));

const isClause = (candidate: Node): boolean =>
  candidate.kind === 'form' && !candidate.head.dollar && /^(?:param|result)$/.test(candidate.head.text);

const type = fc.oneof({ weight: 3, arbitrary: plainName }, form);

const param: fc.Arbitrary<Param> = fc.oneof(
  type.map((given) => ({ name: undefined, type: given })),
  fc.tuple(dollarName, fc.oneof(type, dollarName)).map(([own, given]) => ({ name: own, type: given })),
);

const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, '').trimEnd());
const doc = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n')),
);

const functionName = fc.oneof(
  fc.constant(undefined),
  name.filter((given) => given.dollar || given.text !== '_'),
);

function functionNode(field: fc.Arbitrary<StringAtom | undefined>, hasBody: boolean): fc.Arbitrary<FunctionNode> {
  const func = fc.record({
    kind: fc.constant('func' as const),
    name: functionName,
    field,
    async: fc.constantFrom(undefined, { kind: 'name' as const, text: 'async', dollar: false, span }),
    signature: fc.record({
      params: fc.array(param, { maxLength: 4 }),
      results: fc.array(fc.oneof(type, dollarName), { maxLength: 2 }),
    }),
    body: hasBody
      ? fc.array(
          node.filter((candidate) => !isClause(candidate)),
          { maxLength: 4 },
        )
      : fc.constant([]),
    doc,
    span: fc.constant(span),
  });
  // The word stands behind the field.
  return func.map((made) => ({ ...made, async: made.field && made.async }));
}

const importItem = (member: fc.Arbitrary<ImportItem['members'][number]>): fc.Arbitrary<ImportItem> =>
  fc.record({
    kind: fc.constant('import' as const),
    module: string,
    members: fc.array(member, { maxLength: 3 }),
    span: fc.constant(span),
  });

const relay = name.map((signature) => ({ kind: 'relay' as const, signature, span }));
const rest = fc.constant({ kind: 'rest' as const, span });
const start = name.map((own) => ({ kind: 'start' as const, name: own, span }));

const typesItem: fc.Arbitrary<TypesItem> = fc
  .array(fc.record({ form, doc }), { maxLength: 3 })
  .map((definitions) => ({ kind: 'types', definitions, span }));

const moduleItem: fc.Arbitrary<ModuleItem> = fc
  .tuple(
    name,
    string,
    fc.array(
      fc.oneof(functionNode(string, false), importItem(fc.oneof(functionNode(string, true), relay, rest)), start),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([own, path, members]) => ({ kind: 'module', name: own, path, members, span }));

/** A component of that name needs its `$` there. */
const isNoFunction = ({ dollar, text }: NameAtom): boolean => dollar || text !== 'func';

const exportItem: fc.Arbitrary<ExportItem> = fc
  .tuple(fc.array(name.filter(isNoFunction), { maxLength: 2 }), fc.array(functionNode(string, true), { maxLength: 4 }))
  .map(([parts, functions]) => ({ kind: 'export', parts, functions, span }));

const componentItem: fc.Arbitrary<ComponentItem> = fc
  .tuple(name, string, fc.array(fc.record({ import: string, target: name }), { maxLength: 3 }))
  .map(([own, path, links]) => ({ kind: 'component', name: own, path, links, span }));

const helper = functionNode(fc.option(string, { nil: undefined }), true);

/** Spans are all zero. */
export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .array(fc.oneof(typesItem, importItem(functionNode(string, false)), moduleItem, helper, exportItem, componentItem), {
    maxLength: 5,
  })
  .map((items) => ({ items, span }));
