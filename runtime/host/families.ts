/** The functions that adapters import from `_it_runtime` under a name with an argument, `family:argument`. */
import type { HostFamily, ScalarName, TypeDefinitionJson, TypeJson } from '../abi.ts';
import { convert, liftOf, lowerOf } from '../loader/carriers.ts';
import { lowering } from '../loader/create-checks.ts';
import { placed, wrapExport } from '../loader/functions.ts';
import { adapterFunction, type Instance } from '../loader/instance.ts';
import type { HostFunction } from '../loader/modules.ts';
import { createInvoke, finishOf } from '../loader/results.ts';
import { using } from '../loader/using.ts';
import { viewClass } from '../loader/view-class.ts';
import { createArray } from '../values/create-array.ts';
import { ItlLinkError } from '../values/errors.ts';
import { addToList, type GrowingList, newList } from '../values/growing-list.ts';
import type { View } from '../values/memory.ts';
import { lendResource, liftResource, lowerResource, type Resource, takeResource } from '../values/resources.ts';
import { createUses } from '../values/uses.ts';
import { arrayFromMemory, arrayToMemory, viewOfMemory } from './arrays.ts';
import { itemsInSet } from './collections.ts';
import { globalReader, globalWriter } from './core-state.ts';
import {
  enumLifter,
  enumLowerer,
  fieldReader,
  flagsLifter,
  flagsLowerer,
  payloadReader,
  recordMaker,
  tagReader,
  tupleMaker,
  variantMaker,
} from './objects.ts';
import type { Reach } from './reach.ts';
import type { ReadName } from './read-name.ts';
import { recordsFromMemory, recordsToMemory } from './records.ts';
import { isScalar, loadOf, storeOf } from './scalars.ts';

/** What a family works on. */
interface Context {
  readonly instance: Instance;
  readonly reach: Reach;
  readonly readName: ReadName;
}

type Item = Record<number, unknown>;

const unknownType = (name: string): never => {
  throw new ItlLinkError(`unknown type '${name}'`);
};

const scalar = (name: string): ScalarName => (isScalar(name) ? name : unknownType(name));

/** What a definition of the kind lists. */
function members<K extends 'record' | 'enum' | 'flags'>(
  { instance: { section } }: Context,
  name: string,
  kind: K,
): Members<K> {
  const [head, ...rest] = section.types.get(name) ?? [];
  return head === kind ? (rest as readonly unknown[] as Members<K>) : unknownType(name);
}

type Members<K> = K extends 'record' ? readonly (readonly [name: string, type: TypeJson])[] : readonly string[];

/** `carrier.name`, which may have more dots. */
function splitCarrier(argument: string): [carrier: string, name: string] {
  const dot = argument.indexOf('.');
  return [argument.slice(0, dot), argument.slice(dot + 1)];
}

const identity = (value: unknown): unknown => value;

const list = (argument: string): string[] => (argument === '' ? [] : argument.split(','));

function callFunction(argument: string, { instance }: Context): HostFunction {
  const type = parseType(argument);
  const name = typeof type === 'string' ? type.slice(1) : undefined;
  const definition = name === undefined ? type : instance.section.types.get(name);
  if (definition?.[0] !== 'func') return unknownType(argument);
  const [, params, results] = definition as Extract<TypeDefinitionJson, readonly ['func', ...unknown[]]>;
  return createInvoke(instance, name === undefined ? 'callback' : `callback '${name}'`, params, results);
}

/** `captured:name`, which is the end of a reserved export's name. */
function liftFunction(argument: string, { instance }: Context): HostFunction {
  const field = `_it_func:${argument}`;
  const json = instance.section.exports.get(field) ?? unknownType(field);
  const who = argument.slice(argument.indexOf(':') + 1);
  const finish = finishOf(json.results[0]);
  return (...captured) => {
    const raw = instance.guards.guard(adapterFunction(instance, field).bind(undefined, ...captured));
    return using((given) => wrapExport(given, who, json, instance, 1, finish), raw, instance.uses, false);
  };
}

function attempt(argument: string, { instance }: Context): HostFunction {
  const named = (role: 'try' | 'catch') => {
    const name = `_it_${role}:${argument}`;
    return (...values: unknown[]) => adapterFunction(instance, name)(...values);
  };
  const [body, handler] = [instance.guards.guard(named('try')), named('catch')];
  return (...captured) => {
    try {
      return body(...captured);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      return handler(error, ...captured);
    }
  };
}

function newArray(argument: string, { instance: { checkOf } }: Context): HostFunction {
  const type = parseType(argument);
  checkOf(type);
  const View = viewClass(type);
  return (length: number) => createArray(length >>> 0, View);
}

function newListOf(argument: string, { instance: { checkOf } }: Context): HostFunction {
  const type = parseType(argument);
  checkOf(type);
  const View = viewClass(type);
  return () => newList(View);
}

function addItem(carrier: string): HostFunction {
  const lift = liftOf(carrier);
  return (list: GrowingList, value: unknown) => addToList(list, convert(lift, value));
}

/** A type of one word stands bare. */
const parseType = (argument: string): TypeJson => (argument[0] === '[' ? JSON.parse(argument) : argument) as TypeJson;

function setItem(carrier: string): HostFunction {
  const lift = liftOf(carrier);
  return (array: Item, index: number, value: unknown) => {
    array[index] = convert(lift, value);
  };
}

function getItem(carrier: string): HostFunction {
  const lower = lowerOf(carrier);
  return (array: Item, index: number) => convert(lower, array[index]);
}

function recordLayout(argument: string, context: Context) {
  const [name, stride, ...fields] = JSON.parse(argument) as [string, number, ...[string, ScalarName, number][]];
  const names = members(context, name, 'record').map(([field]) => field);
  for (const [field, type] of fields) if (!names.includes(field) || !isScalar(type)) unknownType(argument);
  return { names, stride, fields };
}

function liftRecords(argument: string, context: Context): HostFunction {
  const { names, stride, fields } = recordLayout(argument, context);
  if (fields.length !== names.length) unknownType(argument);
  return recordsFromMemory(names, stride, fields, context.reach);
}

function lowerRecords(argument: string, context: Context): HostFunction {
  const { stride, fields } = recordLayout(argument, context);
  return recordsToMemory(stride, fields, context.reach);
}

const onResource = (
  operation: (resource: Resource, ...operands: never[]) => unknown,
  name: string,
  { instance: { resources } }: Context,
): HostFunction => {
  const { resource } = resources.get(name) ?? unknownType(name);
  return (one: never, other: never) => operation(resource, one, other);
};

const families: Readonly<Record<HostFamily, (argument: string, context: Context) => HostFunction>> = {
  load: (type, { reach }) => loadOf(scalar(type), reach),
  store: (type, { reach }) => storeOf(scalar(type), reach),
  mem_view: (type, { reach }) => viewOfMemory(viewClass(scalar(type)) ? (type as View) : unknownType(type), reach),
  mem_to_array: (type, { reach }) => arrayFromMemory(scalar(type), reach),
  mem_to_records: liftRecords,
  records_to_mem: lowerRecords,
  array_to_mem: (type, { reach }) => arrayToMemory(scalar(type), reach),
  global_get: (_type, { readName }) => globalReader(readName),
  global_set: (_type, { readName }) => globalWriter(readName),
  array_new: newArray,
  list_new: newListOf,
  list_add: addItem,
  set_items: (type) => itemsInSet(parseType(type)),
  array_set: setItem,
  array_get: getItem,
  tuple_new: (carriers) => tupleMaker(list(carriers)),
  record_new: (name, context) => recordMaker(members(context, name, 'record')),
  field_get: (argument) => fieldReader(...splitCarrier(argument)),
  enum_lift: (name, context) => enumLifter(name, members(context, name, 'enum')),
  enum_lower: (name, context) => enumLowerer(name, members(context, name, 'enum')),
  flags_lift: (name, context) => flagsLifter(name, members(context, name, 'flags')),
  flags_lower: (name, context) => flagsLowerer(members(context, name, 'flags')),
  variant_new: (argument) => variantMaker(...splitCarrier(argument)),
  variant_tag: (cases) => tagReader(list(cases)),
  variant_val: payloadReader,
  box: (carrier) => liftOf(carrier) ?? identity,
  unbox: (carrier) => lowerOf(carrier) ?? identity,
  cast: (argument, { instance: { checkOf } }) => placed(lowering(parseType(argument), checkOf), 'the value'),
  func_call: callFunction,
  func_lift: liftFunction,
  try: attempt,
  resource_lift: (name, context) => onResource(liftResource, name, context),
  resource_lend: (name, context) => onResource(lendResource, name, context),
  resource_lower: (name, context) => onResource(lowerResource, name, context),
  resource_take: (name, context) => {
    const { instance } = context;
    instance.uses ??= createUses();
    for (const { resource } of instance.resources.values()) resource.uses = instance.uses;
    return onResource(takeResource, name, context);
  },
};

/** @throws ItlLinkError for an argument that is none; `undefined` for a family that this loader does not know. */
export function familyFunction(field: string, context: Context): HostFunction | undefined {
  const colon = field.indexOf(':');
  const family = field.slice(0, colon);
  return colon > 0 && Object.hasOwn(families, family)
    ? families[family as keyof typeof families](field.slice(colon + 1), context)
    : undefined;
}
