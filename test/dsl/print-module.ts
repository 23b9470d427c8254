/** Writes a module down as a block, with spellings, blanks and comments chosen by a stream of numbers. */
import type { DslType } from '../../src/dsl/model.ts';
import type { Declared, Plain } from './arbitrary-module.ts';

export type Choose = (count: number) => number;

type NamedType = Declared['types'][number];
type Function = Declared['exports'][number];

/** A token, or the doc comment of what follows. */
type Part = string | { readonly doc: string };

const withDoc = (doc: string, parts: readonly Part[]): readonly Part[] => (doc === '' ? parts : [{ doc }, ...parts]);

const separated = (lists: readonly (readonly Part[])[]): readonly Part[] =>
  lists.flatMap((list, index) => (index === 0 ? list : [',', ...list]));

/** `std::map` in its tokens. */
const spelled = (name: string): readonly string[] => name.split(/(::)/);

function typeParts(type: DslType, choose: Choose): readonly string[] {
  const inner = (each: DslType | undefined): readonly string[] => (each ? typeParts(each, choose) : ['_']);
  const list = (items: readonly (DslType | undefined)[]): readonly string[] =>
    items.flatMap((each, index) => (index === 0 ? inner(each) : [',', ...inner(each)]));
  switch (type.kind) {
    case 'scalar':
      return spelled(type.cpp ?? type.name);
    case 'named':
      return [type.name];
    case 'wide-string':
    case 'time':
      return spelled(type.cpp);
    case 'fixed':
      return ['std', '::', 'array', '<', ...inner(type.element), ',', String(type.length), '>'];
    case 'map':
      return [...spelled(type.cpp), '<', ...list([type.key, type.value]), '>'];
    case 'set':
      return [...spelled(type.cpp), '<', ...inner(type.item), '>'];
    case 'c-string':
      return type.owned ? ['own', 'string'] : ['string'];
    case 'std-string':
      return ['std', '::', type.view ? 'string_view' : 'string'];
    case 'any':
      return ['any'];
    case 'function':
      return [
        'std',
        '::',
        'function',
        '<',
        ...(type.result ? inner(type.result) : ['void']),
        '(',
        ...list(type.params),
        ')',
        '>',
      ];
    case 'list':
      if (type.spelling === 'view') return ['view', '(', ...inner(type.element), ')'];
      return type.spelling === 'span'
        ? spanParts(type.element, choose)
        : ['std', '::', 'vector', '<', ...inner(type.element), '>'];
    case 'option':
      return choose(2)
        ? ['option', '(', ...inner(type.value), ')']
        : ['std', '::', 'optional', '<', ...inner(type.value), '>'];
    case 'tuple':
      return ['tuple', '(', ...list(type.items), ')'];
    case 'result':
      return ['result', '(', ...list(type.error === undefined && choose(2) ? [type.ok] : [type.ok, type.error]), ')'];
  }
}

function spanParts(element: DslType, choose: Choose): readonly string[] {
  const isBytes = element.kind === 'scalar' && element.name === 'u8';
  return isBytes && choose(2) ? ['buffer'] : ['array', '(', ...typeParts(element, choose), ')'];
}

const signature = ({ name, params, result }: Function, choose: Choose): readonly Part[] => [
  name,
  '(',
  ...separated(
    params.map((each) => [...(each.name === undefined ? [] : [each.name, ':']), ...typeParts(each.type, choose)]),
  ),
  ')',
  ...(result ? ['->', ...typeParts(result, choose)] : []),
  ';',
];

const functionParts = (node: Function, choose: Choose, ...modifiers: readonly string[]): readonly Part[] =>
  withDoc(node.doc, [...modifiers, ...(node.isAsync ? ['async'] : []), 'func', ...signature(node, choose)]);

function namedParts(type: NamedType, choose: Choose): readonly Part[] {
  const end = choose(2) ? [';'] : [];
  if (type.kind === 'class')
    return withDoc(type.doc, ['class', type.name, '{', ...classParts(type, choose), '}', ...end]);
  if (type.kind === 'callback' || type.kind === 'imported') throw new Error(`no ${type.kind} is made up`);
  return withDoc(type.doc, ['type', type.name, '=', type.kind, '{', ...bodyParts(type, choose), '}', ...end]);
}

function bodyParts(
  type: Exclude<NamedType, { kind: 'class' | 'callback' | 'imported' }>,
  choose: Choose,
): readonly Part[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.flatMap((each) => withDoc(each.doc, [each.name, ':', ...typeParts(each.type, choose), ';']));
    case 'variant':
      return type.cases.flatMap((each) =>
        withDoc(each.doc, [each.name, ...(each.type ? [':', ...typeParts(each.type, choose)] : []), ';']),
      );
    case 'enum':
    case 'flags':
      return [...separated(type.cases.map((each) => withDoc(each.doc, [each.name]))), ...(choose(2) ? [','] : [])];
  }
}

/** Kinds of members take turns, each kind in its order. */
function classParts(type: Extract<NamedType, { kind: 'class' }>, choose: Choose): readonly Part[] {
  const lists: (readonly Part[])[][] = [
    type.constructors.map((each) => withDoc(each.doc, signature(each, choose))),
    type.methods.map((each) => functionParts(each, choose)),
    type.statics.map((each) => functionParts(each, choose, 'static')),
    type.properties.map((each) => propertyParts(each, choose)),
  ];
  return merged(lists, choose);
}

type Property = Extract<NamedType, { kind: 'class' }>['properties'][number];

const propertyParts = ({ name, type, readonly, doc }: Property, choose: Choose): readonly Part[] =>
  withDoc(doc, [...(readonly ? ['readonly'] : []), 'prop', name, ':', ...typeParts(type, choose), ';']);

function merged(lists: readonly (readonly Part[])[][], choose: Choose): readonly Part[] {
  const parts: Part[] = [];
  for (
    let left = lists.filter((list) => list.length > 0);
    left.length > 0;
    left = left.filter((list) => list.length > 0)
  ) {
    parts.push(...(left[choose(left.length)]?.shift() ?? []));
  }
  return parts;
}

/** Types anywhere that they may stand, in any order; imports and exports in one piece or in several. */
function moduleParts({ types: inOrder, imports, exports }: Declared, choose: Choose): readonly Part[] {
  const types = shuffled(inOrder, choose);
  const inExports = types.filter(() => choose(2) === 1);
  const outside = types.filter((type) => !inExports.includes(type));
  const inside = merged(
    [exports.map((each) => functionParts(each, choose)), inExports.map((each) => namedParts(each, choose))],
    choose,
  );
  const importParts = imports.flatMap(({ module, functions }) =>
    splitInTwo(functions, choose).flatMap((some) => [
      'import',
      JSON.stringify(module),
      '{',
      ...some.flatMap((each) => functionParts(each, choose)),
      '}',
    ]),
  );
  return merged(
    [[importParts], outside.map((each) => namedParts(each, choose)), [['export', '{', ...inside, '}']]],
    choose,
  );
}

function shuffled<T>(items: readonly T[], choose: Choose): readonly T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(choose(left.length), 1));
}

function splitInTwo<T>(items: readonly T[], choose: Choose): readonly (readonly T[])[] {
  const at = choose(items.length + 1);
  return [items.slice(0, at), items.slice(at)].filter((some) => some.length > 0);
}

const gaps = [
  ' ',
  ' ',
  '\n',
  '\n  ',
  '\t',
  '\r\n',
  ' // c\n',
  ' /* b; } */ ',
  '\n\n',
  '\n//// ruler\n',
  ' /**/ ',
  '//\n',
];

/** Between marks: C++ would take some modules for its own without. */
export function printModule(module: Declared, choose: Choose): string {
  let text = '#include <it.h>\n/**IT_START**/';
  let isAfterDoc = false;
  for (const part of moduleParts(module, choose)) {
    const gap = isAfterDoc ? '  ' : (gaps[choose(gaps.length)] ?? ' ');
    text += typeof part === 'string' ? gap + part : docText(part.doc);
    isAfterDoc = typeof part !== 'string';
  }
  return `${text}\n/**IT_END**/\nint main() { return 0; }\n`;
}

const docText = (doc: string): string =>
  `\n${doc
    .split('\n')
    .map((line) => `  /// ${line}\n`)
    .join('')}`;

/** A module as data, with its types in the order of their names. */
export const comparable = (module: Plain<Declared>): unknown => ({
  ...module,
  types: [...module.types].sort((left, right) => left.name.localeCompare(right.name)),
});
