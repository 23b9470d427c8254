/** `class Samples = std::vector<f64>;`: containers that JavaScript reads and changes in their place. */
import type { Span } from '../source/source-map.ts';
import type { DslClass, DslFunction, DslProperty, DslType } from './model.ts';
import { isNumeric } from './type-names.ts';

/** What the functions of a container's members are in, in C++. */
type Home = 'it::container' | 'it::map_container';

interface Own {
  readonly name: string;
  readonly doc: string;
  readonly span: Span;
  /** What the container is in C++, without arguments. */
  readonly cpp: string;
}

const u32: DslType = { kind: 'scalar', name: 'u32' };
const bool: DslType = { kind: 'scalar', name: 'bool' };

export interface ContainerItems {
  /** An item as JavaScript gets it. */
  readonly shown: DslType;
  /** One that it puts in; undefined where it cannot. */
  readonly given: DslType | undefined;
}

const func = (
  { span, home }: Placed,
  name: string,
  params: readonly (readonly [string, DslType])[],
  result: DslType | undefined,
  doc: string,
): DslFunction => ({
  name,
  params: params.map(([param, type]) => ({ name: param, type, span })),
  result,
  isAsync: false,
  cpp: `${home}::${name === 'delete' ? 'remove' : name}`,
  doc,
  span,
});

const property = ({ span, home }: Placed, name: string, type: DslType, doc: string): DslProperty => ({
  name,
  type,
  readonly: true,
  getter: `${home}::${name}`,
  doc,
  span,
});

interface Placed extends Own {
  readonly home: Home;
}

const listOf = (element: DslType): DslType => ({ kind: 'list', spelling: 'vector', element });

const classOf = (
  { home, ...own }: Placed,
  container: DslType,
  methods: readonly DslFunction[],
  properties: readonly DslProperty[],
): DslClass => ({
  kind: 'class',
  ...own,
  container,
  constructors: [{ ...func({ ...own, home }, own.name, [], undefined, 'An empty one.'), cpp: undefined }],
  methods,
  statics: [],
  properties,
});

/** What JavaScript has been lent it must not have destroyed by taking it out. */
const isOwned = (type: DslType): boolean => type.kind === 'named' && type.ownership === 'own';

/** @param items - the type of the vector's */
export function vectorClass(named: Own, items: DslType, { shown, given }: ContainerItems): DslClass {
  const own: Placed = { ...named, home: 'it::container' };
  const index = ['index', u32] as const;
  const methods = [
    func(own, 'get', [index], shown, 'The item at an index.'),
    ...(given && !isOwned(given)
      ? [func(own, 'set', [index, ['value', given]], undefined, 'Puts an item in the place of another.')]
      : []),
    ...(given ? [func(own, 'push', [['value', given]], undefined, 'Adds an item behind the last.')] : []),
    ...(given === shown
      ? [
          func(
            own,
            'resize',
            [['size', u32]],
            undefined,
            "Makes it longer, with items of their type's first value, or shorter.",
          ),
        ]
      : []),
    func(own, 'values', [], listOf(shown), 'A copy of all items.'),
  ];
  const properties = [
    property(own, 'size', u32, 'How many items there are.'),
    ...(isNumeric(items)
      ? [
          property(
            own,
            'view',
            { kind: 'list', spelling: 'view', element: items },
            'The items themselves, until there are more of them or the memory grows: ask again then.',
          ),
        ]
      : []),
  ];
  return classOf(own, listOf(items), methods, properties);
}

/** @param map - a type that is none was reported */
export function mapClass(named: Own, map: DslType, { shown, given }: ContainerItems): DslClass {
  const own: Placed = { ...named, home: 'it::map_container' };
  if (map.kind !== 'map') return classOf(own, map, [], []);
  const key = ['key', map.key] as const;
  const pair: DslType = { kind: 'tuple', items: [map.key, shown], isPair: true };
  const methods = [
    func(own, 'get', [key], { kind: 'option', value: shown }, 'The value of a key, undefined where there is none.'),
    func(own, 'has', [key], bool, 'Whether there is a value of that key.'),
    ...(given && !isOwned(given)
      ? [
          func(own, 'set', [key, ['value', given]], undefined, 'Gives a key a value.'),
          func(own, 'delete', [key], bool, 'Takes a key away; says whether it was there.'),
          func(own, 'clear', [], undefined, 'Takes all keys away.'),
        ]
      : []),
    func(own, 'keys', [], listOf(map.key), 'A copy of all keys.'),
    func(own, 'values', [], listOf(shown), 'A copy of all values.'),
    func(own, 'entries', [], listOf(pair), 'A copy of all keys with their values.'),
  ];
  return classOf(own, map, methods, [property(own, 'size', u32, 'How many keys there are.')]);
}
