/** Maps, sets, and arrays of a length that C++ knows. */
import type { Node } from '../../ast/nodes.ts';
import type { DslType } from '../model.ts';
import { listIn } from '../type-table.ts';
import { itlType } from './itl-types.ts';
import { bind, binding, form, local, number, plus, text } from './nodes.ts';
import { type Placement, place } from './placement.ts';
import type { ValueContext } from './value-context.ts';
import { type ListNames, liftRange, load, lowerItems, store, storeWord } from './values.ts';

interface CollectionNames extends ListNames {
  readonly list: string;
}

/** A map or a set as the list of what is in it. Binds names to the list, its length and its address. */
export function lowerCollection(
  type: Extract<DslType, { kind: 'map' | 'set' }>,
  value: Node,
  names: CollectionNames,
  context: ValueContext,
): Placement {
  const lowered = lowerItems(listIn(type).element, local(names.list), names, context);
  const listed =
    type.kind === 'map'
      ? form('map-entries', itlType(type.key), itlType(type.value), value)
      : form('set-items', itlType(type.item), value);
  return { ...lowered, before: [bind(names.list, listed), ...lowered.before] };
}

export function liftCollection(
  type: Extract<DslType, { kind: 'map' | 'set' }>,
  pointer: Node,
  length: Node,
  context: ValueContext,
): Node {
  const list = liftRange(listIn(type), pointer, length, context);
  return type.kind === 'map'
    ? form('make-map', itlType(type.key), itlType(type.value), list)
    : form('make-set', itlType(type.item), list);
}

/** The address that the name stands for, and the length, which is called so. */
export const storePlaced = (
  placement: Placement,
  address: string,
  at: Node,
  { pool, room }: ValueContext,
): readonly Node[] => [
  ...place(pool, room, placement),
  storeWord(at, local(address)),
  storeWord(plus(at, 4), local('length')),
];

/** The items themselves. */
export function storeFixed(
  { element, length }: Extract<DslType, { kind: 'fixed' }>,
  value: Node,
  at: Node,
  context: ValueContext,
): readonly Node[] {
  const { size } = context.types.layoutOf(element);
  const wrong = form('throw-range', text(`an array of ${length} items is needed, and of no other length`));
  const stored = store(element, local('item'), local('address'), context);
  return [
    form('if', form('!=', form('array-len', value), number(length)), wrong),
    form('lower-array', itlType(element), number(size), at, value, binding('address'), binding('item'), stored),
  ];
}

export function loadFixed(
  { element, length }: Extract<DslType, { kind: 'fixed' }>,
  at: Node,
  context: ValueContext,
): Node {
  const { size } = context.types.layoutOf(element);
  const item = load(element, local('address'), context);
  return form('lift-array', itlType(element), number(size), at, number(length), binding('address'), item);
}
