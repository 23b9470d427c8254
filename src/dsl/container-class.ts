/** `class Samples = std::vector<f64>;`: a vector that JavaScript reads and changes in its place. */
import type { Span } from '../source/source-map.ts';
import type { DslClass, DslFunction, DslProperty, DslType } from './model.ts';
import { isNumeric } from './type-names.ts';

interface Own {
  readonly name: string;
  readonly doc: string;
  readonly span: Span;
}

const u32: DslType = { kind: 'scalar', name: 'u32' };

export interface ContainerItems {
  /** An item as JavaScript gets it. */
  readonly shown: DslType;
  /** One that it puts in; undefined where it cannot. */
  readonly given: DslType | undefined;
}

/** @param items - the type of the vector's */
export function containerClass(own: Own, items: DslType, { shown, given }: ContainerItems): DslClass {
  const { span } = own;
  const func = (
    name: string,
    params: readonly (readonly [string, DslType])[],
    result: DslType | undefined,
    doc: string,
  ) =>
    ({
      name,
      params: params.map(([param, type]) => ({ name: param, type, span })),
      result,
      isAsync: false,
      cpp: `it::container::${name}`,
      doc,
      span,
    }) satisfies DslFunction;
  const property = (name: string, type: DslType, doc: string): DslProperty => ({
    name,
    type,
    readonly: true,
    getter: `it::container::${name}`,
    doc,
    span,
  });
  const index = ['index', u32] as const;
  return {
    kind: 'class',
    ...own,
    cpp: 'std::vector',
    items,
    constructors: [{ ...func(own.name, [], undefined, 'An empty one.'), cpp: undefined }],
    methods: [
      func('get', [index], shown, 'The item at an index.'),
      ...(given
        ? [
            func('set', [index, ['value', given]], undefined, 'Puts an item in the place of another.'),
            func('push', [['value', given]], undefined, 'Adds an item behind the last.'),
          ]
        : []),
      ...(given === shown
        ? [
            func(
              'resize',
              [['size', u32]],
              undefined,
              "Makes it longer, with items of their type's first value, or shorter.",
            ),
          ]
        : []),
      func('values', [], { kind: 'list', spelling: 'vector', element: shown }, 'A copy of all items.'),
    ],
    statics: [],
    properties: [
      property('size', u32, 'How many items there are.'),
      ...(isNumeric(items)
        ? [
            property(
              'view',
              { kind: 'list', spelling: 'view', element: items },
              'The items themselves, until there are more of them or the memory grows: ask again then.',
            ),
          ]
        : []),
    ],
  };
}
