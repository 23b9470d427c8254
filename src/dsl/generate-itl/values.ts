/**
 * Lifts and lowers values: what core functions take and give as numbers, and what lies in memory. JavaScript's values
 * are lowered to where there is room; what C++ gives stays C++'s, but for owned strings, which are freed.
 */
import type { Node } from '../../ast/nodes.ts';
import type { DslField, DslNamedType, DslType, Ownership } from '../model.ts';
import { isBuffer } from '../type-table.ts';
import { liftCollection, loadFixed, lowerCollection, storeFixed, storePlaced } from './collections.ts';
import type { HelperParts } from './helper-pool.ts';
import { instanceFor } from './instances.ts';
import { coreScalar, itlType, mangled } from './itl-types.ts';
import { as, bind, binding, form, inMemory, local, number, plus, text } from './nodes.ts';
import { lowering, type Placement, place, takeRoom } from './placement.ts';
import {
  byteLength,
  liftBytes,
  liftCString,
  liftUtf16,
  lowerBuffer,
  lowerCString,
  lowerText,
  lowerUtf16,
} from './strings.ts';
import { loadCases, storeCases } from './unions.ts';
import { contextFor, inHelper, lifting, type ValueContext, withOwner, withOwnerParam } from './value-context.ts';

/** A value of a type that is passed directly, as a core function takes it. */
export function lowerDirect(type: DslType, value: Node, context: ValueContext): Node {
  switch (type.kind) {
    case 'scalar': {
      const core = coreScalar(type.name);
      return core === type.name ? value : as(core, value);
    }
    case 'c-string':
      return lowerCString(context.pool, context.room, type.owned, value);
    case 'time':
      return type.isDate ? form('date-time', value) : value;
    case 'function':
      return context.functions.lower(type, value, context);
    case 'any':
      return form('lower-ref', value);
    case 'named':
      return lowerNamed(context.types.named(type.name), value, type.ownership);
    default:
      throw notDirect(type);
  }
}

function lowerNamed({ kind, name: of }: DslNamedType, value: Node, ownership: Ownership | undefined): Node {
  if (kind === 'enum') return form('lower-enum', of, value);
  if (kind === 'flags') return form('lower-flags', of, value);
  if (kind === 'class') return form(ownership === 'own' ? 'take-resource' : 'lower-resource', of, value);
  throw new Error(`a ${kind} is not passed directly`);
}

/** Of an imported class C++ may give none, which is an error. */
export const instanceOf = ({ class: of }: Extract<DslType, { kind: 'any' }>, value: Node): Node =>
  of === undefined ? value : form('unbox', of, value);

/** The value for what a core function gives. */
export function liftDirect(type: DslType, value: Node, context: ValueContext): Node {
  switch (type.kind) {
    case 'scalar':
      return coreScalar(type.name) === type.name ? value : as(type.name, value);
    case 'c-string':
      return liftCString(context.pool, type.owned, value);
    case 'time':
      return type.isDate ? form('make-date', value) : value;
    case 'function':
      return context.functions.lift(type, value, context);
    case 'any':
      return instanceOf(type, form('lift-ref', value));
    case 'named':
      return liftNamed(context.types.named(type.name), value, ownerFor(type, context));
    default:
      throw notDirect(type);
  }
}

/** Without an owner what JavaScript is to own. */
function ownerFor(type: Extract<DslType, { kind: 'named' }>, context: ValueContext): ValueContext {
  const { owner, lendsSome, ...others } = context;
  if (type.ownership === 'lent') return { ...others, owner: owner ?? form('null') };
  const isOwn = lendsSome || type.ownership === 'own' || context.types.isShared(type);
  return isOwn || owner === undefined ? others : { ...others, owner };
}

function liftNamed({ kind, name: of }: DslNamedType, value: Node, context: ValueContext): Node {
  if (kind === 'enum') return form('lift-enum', of, value);
  if (kind === 'flags') return form('lift-flags', of, value);
  if (kind === 'class') return liftInstance(of, value, context);
  throw new Error(`a ${kind} is not passed directly`);
}

/** The instance for a pointer that C++ gives; what may be null is an option. */
function liftInstance(of: string, value: Node, context: ValueContext): Node {
  const { pool, owner } = context;
  const pointer = local('pointer');
  return pool.callHelper(lifting('lift', of, context), '', withOwner([value], context), () => ({
    params: withOwnerParam([{ name: 'pointer', type: 'i32' }], context),
    result: of,
    body: [
      form('if', form('==', pointer, number(0)), form('throw', text(`a null pointer is no instance of ${of}`))),
      instanceFor(of, pointer, owner && local('owner'), context.types),
    ],
  }));
}

const notDirect = ({ kind }: DslType): Error => new Error(`a ${kind} is not passed directly`);

const key = (type: DslType): string => JSON.stringify(type);

/** The arguments that hand a value to a core function. */
export function lowerArgument(type: DslType, value: Node, context: ValueContext): readonly Node[] {
  const fields = context.types.partsInArguments(type);
  if (fields) return fields.map((field) => lowerDirect(field.type, readField(type, field, value), context));
  switch (context.types.passingOf(type)) {
    case 'direct':
      return [lowerDirect(type, value, context)];
    case 'range':
      return lowerList(type, value, context);
    case 'address':
      return [lowerToAddress(type, value, context)];
  }
}

const readField = (type: DslType, { name: field }: DslField, value: Node): Node =>
  form('read-field', itlType(type), field, value);

/** The value's lowered form; gives its address. */
export function lowerToAddress(type: DslType, value: Node, context: ValueContext): Node {
  const { size, alignment } = context.types.layoutOf(type);
  return context.pool.callHelper(`${lowering('new', context.room)}_${mangled(type)}`, key(type), [value], () => ({
    params: [{ name: 'value', type: itlType(type) }],
    result: 'i32',
    body: [
      bind('at', takeRoom(context.pool, context.room, number(size), alignment)),
      store(type, local('value'), local('at'), context),
      local('at'),
    ],
  }));
}

/** More of them are stored by a function that all exports share. */
const mostInPlace = 8;

/**
 * As `lowerToAddress`, in the function that has the value as a parameter, which JavaScript hands over in parts then.
 * Undefined where that would be long.
 * @param at - a name for the address
 * @param payload - one for what is in a case
 */
export function lowerInPlace(
  type: DslType,
  value: Node,
  at: string,
  payload: string,
  context: ValueContext,
): Placement | undefined {
  const isShort = context.types.partCountOf(type) <= mostInPlace;
  if (context.types.passingOf(type) !== 'address' || !isShort || context.types.partsInArguments(type)) return undefined;
  const { size, alignment } = context.types.layoutOf(type);
  const fill = (room: Node) => [bind(at, room), ...storeParts(type, value, local(at), context, payload)];
  return { before: [], bytes: number(size), alignment, fill };
}

/** The address of a list's items, and how many there are. `value` is written for both. */
function lowerList(type: DslType, value: Node, context: ValueContext): readonly [Node, Node] {
  if (type.kind !== 'list') throw new Error(`a ${type.kind} is no list`);
  if (isBuffer(type)) return [lowerBuffer(context.pool, context.room, value), byteLength('buffer', value)];
  const items = context.pool.callHelper(`${lowering('lower', context.room)}_${mangled(type)}`, key(type), [value], () =>
    lowerListParts(type.element, context),
  );
  return [items, form('array-len', value)];
}

const lowerListParts = (element: DslType, context: ValueContext): HelperParts => ({
  params: [{ name: 'list', type: form('array', itlType(element)) }],
  result: 'i32',
  body: place(
    context.pool,
    context.room,
    placeItems(element, local('list'), form('array-len', local('list')), listNames, context),
  ),
});

/** Names for an item's address and the item. */
interface ItemNames {
  readonly at: string;
  readonly item: string;
}

const listNames: ItemNames = { at: 'at', item: 'item' };

/** Its last node is the address of the items. */
function placeItems(
  element: DslType,
  list: Node,
  length: Node,
  { at, item }: ItemNames,
  context: ValueContext,
): Placement {
  const { size, alignment } = context.types.layoutOf(element);
  const bytes = size === 1 ? length : form('*', length, number(size));
  const stored = store(element, local(item), local(at), context);
  const lowered = (room: Node) =>
    form('lower-array', itlType(element), number(size), room, list, binding(at), binding(item), stored);
  return { before: [], bytes, alignment, fill: (room) => [lowered(room)] };
}

/** Whether it is an array of numbers, but for bytes, which are a buffer. */
export const isNumbers = (type: DslType): type is Extract<DslType, { kind: 'list' }> =>
  type.kind === 'list' && type.element.kind === 'scalar' && !isBuffer(type);

/** Names for how many items of a list there are, for their address, and for what is used on the way. */
export interface ListNames {
  readonly length: string;
  readonly at: string;
  readonly items: ItemNames;
}

/** Copies items to where there is room, and binds the names. What is a parameter may come with its bytes put ready. */
export function lowerItems(
  element: DslType,
  list: Node,
  { length, at, items }: ListNames,
  context: ValueContext,
): Placement {
  const placement = placeItems(element, list, local(length), items, context);
  return {
    ...placement,
    before: [bind(length, form('array-len', list))],
    fill: (room) => placement.fill(room).map((address) => bind(at, address)),
  };
}

/** The value for a pointer and a length that a core function hands over. */
export function liftRange(type: DslType, pointer: Node, length: Node, outer: ValueContext): Node {
  const context = contextFor(type, outer);
  if (type.kind === 'wide-string') return liftUtf16(pointer, length);
  if (type.kind === 'map' || type.kind === 'set') return liftCollection(type, pointer, length, outer);
  if (type.kind !== 'list') return liftBytes('string', pointer, length);
  if (isBuffer(type)) return liftBytes('buffer', pointer, length);
  const { element } = type;
  if (type.spelling === 'view') return form('mem-view', itlType(element), ...inMemory, pointer, length);
  const args = withOwner([pointer, length], context);
  return context.pool.callHelper(lifting('lift', mangled(type), context), key(type), args, () => ({
    params: withOwnerParam(
      [
        { name: 'items', type: 'i32' },
        { name: 'length', type: 'i32' },
      ],
      context,
    ),
    result: itlType(type),
    body: [
      form(
        'lift-array',
        itlType(element),
        number(context.types.layoutOf(element).size),
        local('items'),
        local('length'),
        binding('at'),
        load(element, local('at'), inHelper(context)),
      ),
    ],
  }));
}

const storeScalar = (type: string, at: Node, value: Node): Node => form('store', type, ...inMemory, at, value);

const loadScalar = (type: string, at: Node): Node => form('load', type, ...inMemory, at);

/** Numbers of 32 bits that core functions see as i32: pointers, lengths, handles. */
export const storeWord = (at: Node, value: Node): Node => storeScalar('u32', at, as('u32', value));

const loadWord = (at: Node): Node => as('i32', loadScalar('u32', at));

/** Writes the lowered form of a value to an address. */
export function store(type: DslType, value: Node, at: Node, context: ValueContext): Node {
  if (type.kind === 'scalar') return storeScalar(type.name, at, value);
  if (type.kind === 'time') return storeScalar('f64', at, lowerDirect(type, value, context));
  if (context.types.passingOf(type) === 'direct') return storeWord(at, lowerDirect(type, value, context));
  return context.pool.callHelper(`${lowering('store', context.room)}_${mangled(type)}`, key(type), [value, at], () => ({
    params: [
      { name: 'value', type: itlType(type) },
      { name: 'at', type: 'i32' },
    ],
    body: storeParts(type, local('value'), local('at'), context),
  }));
}

/** As `store`, for a value that is a local: a small struct of numbers without a call. */
export const storeInParts = (type: DslType, value: Node, at: Node, context: ValueContext): readonly Node[] =>
  context.types.partsInArguments(type) ? storeParts(type, value, at, context) : [store(type, value, at, context)];

function storeParts(type: DslType, value: Node, at: Node, context: ValueContext, payload = 'payload'): readonly Node[] {
  if (type.kind === 'std-string') {
    const lowered = place(context.pool, context.room, lowerText(context.pool, context.room, value, 'length', 'text'));
    return [...lowered, storeWord(at, local('text')), storeWord(plus(at, 4), local('length'))];
  }
  if (type.kind === 'wide-string') return storePlaced(lowerUtf16(value, 'length', 'text'), 'text', at, context);
  if (type.kind === 'map' || type.kind === 'set') {
    const names = { list: 'list', length: 'length', at: 'items', items: { at: 'address', item: 'item' } };
    return storePlaced(lowerCollection(type, value, names, context), 'items', at, context);
  }
  if (type.kind === 'fixed') return storeFixed(type, value, at, context);
  if (context.types.passingOf(type) === 'range') {
    const [items, length] = lowerList(type, value, context);
    return [storeWord(at, items), storeWord(plus(at, 4), length)];
  }
  if (type.kind === 'tuple') return storeTuple(type, type.items, value, at, context);
  const named = type.kind === 'named' ? context.types.named(type.name) : undefined;
  if (named?.kind !== 'struct') return [storeCases(type, value, at, payload, context)];
  const { offsets } = context.types.structOf(named.fields.map((field) => field.type));
  return named.fields.map((field, index) =>
    store(field.type, form('read-field', named.name, field.name, value), plus(at, offsets[index] ?? 0), context),
  );
}

function storeTuple(
  type: DslType,
  items: readonly DslType[],
  value: Node,
  at: Node,
  context: ValueContext,
): readonly Node[] {
  const { offsets } = context.types.structOf(items);
  return items.map((item, index) =>
    store(item, form('read-tuple', itlType(type), number(index), value), plus(at, offsets[index] ?? 0), context),
  );
}

/** The value of the lowered form at an address. */
export function load(type: DslType, at: Node, outer: ValueContext): Node {
  const context = contextFor(type, outer);
  if (type.kind === 'scalar') return loadScalar(type.name, at);
  if (type.kind === 'time') return liftDirect(type, loadScalar('f64', at), context);
  if (context.types.passingOf(type) === 'direct') return liftDirect(type, loadWord(at), context);
  return context.pool.callHelper(lifting('load', mangled(type), context), key(type), withOwner([at], context), () => ({
    params: withOwnerParam([{ name: 'at', type: 'i32' }], context),
    result: itlType(type),
    body: [loadParts(type, local('at'), inHelper(context))],
  }));
}

function loadParts(type: DslType, at: Node, context: ValueContext): Node {
  if (type.kind === 'fixed') return loadFixed(type, at, context);
  if (context.types.passingOf(type) === 'range') {
    return liftRange(type, loadWord(at), loadWord(plus(at, 4)), context);
  }
  if (type.kind === 'tuple') {
    const { offsets } = context.types.structOf(type.items);
    return form('make-tuple', ...type.items.map((item, index) => load(item, plus(at, offsets[index] ?? 0), context)));
  }
  const named = type.kind === 'named' ? context.types.named(type.name) : undefined;
  if (named?.kind !== 'struct') return loadCases(type, at, context);
  const { offsets } = context.types.structOf(named.fields.map((field) => field.type));
  const fields = named.fields.map((field, index) =>
    form('field', field.name, load(field.type, plus(at, offsets[index] ?? 0), context)),
  );
  return form('make-record', named.name, ...fields);
}

/** What a core function gave for a result. */
export const liftResult = (type: DslType, value: Node, context: ValueContext): Node =>
  context.types.passingOf(type) === 'direct' ? liftDirect(type, value, context) : load(type, value, context);

/** What a core function gets for the result of something it imports. */
export const lowerResult = (type: DslType, value: Node, context: ValueContext): Node =>
  context.types.passingOf(type) === 'direct' ? lowerDirect(type, value, context) : lowerToAddress(type, value, context);
