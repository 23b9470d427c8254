/** The functions that adapters import from `_it_runtime` under a name with an argument, `family:argument`. */
import type { HostFamily, ScalarName, TypeDefinitionJson, TypeJson } from '../abi.ts';
import { openGlobal } from '../cores/core-state.ts';
import { isTrap } from '../cores/trap-error.ts';
import { convert, liftOf, lowerOf } from '../loader/carriers.ts';
import { lowering } from '../loader/create-checks.ts';
import { placed, wrapExport } from '../loader/functions.ts';
import { adapterFunction } from '../loader/instance.ts';
import type { HostFunction } from '../loader/modules.ts';
import { createInvoke, finishOf } from '../loader/results.ts';
import { using } from '../loader/using.ts';
import { viewClass } from '../loader/view-class.ts';
import { shownFunction } from '../member-names.ts';
import { createArray } from '../values/create-array.ts';
import { ItlLinkError } from '../values/errors.ts';
import { addToList, type GrowingList, newList } from '../values/growing-list.ts';
import type { View } from '../values/memory.ts';
import { lendResource, liftResource, lowerResource, type Resource, takeResource } from '../values/resources.ts';
import type { TypedArrayConstructor } from '../values/typed-arrays.ts';
import { createUses } from '../values/uses.ts';
import { arrayFromMemory, arrayToMemory, viewOfMemory } from './arrays.ts';
import { type Host, onExport } from './host.ts';
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
import { recordsFromMemory, recordsToMemory } from './records.ts';
import { isScalar, loadOf, storeOf } from './scalars.ts';

type Item = Record<number, unknown>;

const unknownType = (name: string): never => {
  throw new ItlLinkError(`unknown type '${name}'`);
};

const scalar = (name: string): ScalarName => (isScalar(name) ? name : unknownType(name));

/** What a definition of the kind lists. */
function members<K extends 'record' | 'enum' | 'flags'>(
  { instance: { section } }: Host,
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

function callFunction(argument: string, { instance }: Host): HostFunction {
  const type = parseType(argument);
  const name = typeof type === 'string' ? type.slice(1) : undefined;
  const definition = name === undefined ? type : instance.section.types.get(name);
  if (definition?.[0] !== 'func') return unknownType(argument);
  const [, params, results] = definition as Extract<TypeDefinitionJson, readonly ['func', ...unknown[]]>;
  return createInvoke(instance, name === undefined ? 'callback' : `callback '${name}'`, params, results);
}

/** `captured:name`, which is the end of a reserved export's name. */
function liftFunction(argument: string, { instance }: Host): HostFunction {
  const field = `_it_func:${argument}`;
  const json = instance.section.exports.get(field) ?? unknownType(field);
  const who = shownFunction(argument.slice(argument.indexOf(':') + 1));
  const finish = finishOf(json.results[0]);
  return (...captured) => {
    const raw = instance.guards.guard(adapterFunction(instance, field).bind(undefined, ...captured));
    const uses = json.plain ? undefined : instance.uses;
    return using((given) => wrapExport(given, who, json, instance, 1, finish), raw, uses, false);
  };
}

function attempt(argument: string, { instance }: Host): HostFunction {
  const named = (role: 'try' | 'catch') => {
    const name = `_it_${role}:${argument}`;
    return (...values: unknown[]) => adapterFunction(instance, name)(...values);
  };
  const [body, handler] = [instance.guards.guard(named('try')), named('catch')];
  return (...captured) => {
    try {
      return body(...captured);
    } catch (error) {
      if (isTrap(error)) throw error;
      return handler(error, ...captured);
    }
  };
}

/** A type of one word stands bare. */
const parseType = (argument: string): TypeJson => (argument[0] === '[' ? JSON.parse(argument) : argument) as TypeJson;

/** Of the elements that an argument names. */
function viewOf(argument: string, { instance }: Host): TypedArrayConstructor | undefined {
  const type = parseType(argument);
  instance.checkOf(type);
  return viewClass(type);
}

function newArray(argument: string, host: Host): HostFunction {
  const View = viewOf(argument, host);
  return (length: number) => createArray(length >>> 0, View);
}

function newListOf(argument: string, host: Host): HostFunction {
  const View = viewOf(argument, host);
  return () => newList(View);
}

function itemsInSet(argument: string, host: Host): HostFunction {
  const View = viewOf(argument, host);
  return (set: ReadonlySet<never>) => (View ? new View([...set]) : [...set]);
}

function addItem(carrier: string): HostFunction {
  const lift = liftOf(carrier);
  return (list: GrowingList, value: unknown) => addToList(list, convert(lift, value));
}

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

const readGlobal = onExport(openGlobal, (global) => global.value);

const writeGlobal = onExport(openGlobal, (global, value: unknown) => {
  global.value = value;
});

function recordLayout(argument: string, host: Host) {
  const [name, stride, ...fields] = JSON.parse(argument) as [string, number, ...[string, ScalarName, number][]];
  const names = members(host, name, 'record').map(([field]) => field);
  for (const [field, type] of fields) if (!names.includes(field) || !isScalar(type)) unknownType(argument);
  return { names, stride, fields };
}

function liftRecords(argument: string, host: Host): HostFunction {
  const { names, stride, fields } = recordLayout(argument, host);
  if (fields.length !== names.length) unknownType(argument);
  return recordsFromMemory(names, stride, fields, host.reach);
}

function lowerRecords(argument: string, host: Host): HostFunction {
  const { stride, fields } = recordLayout(argument, host);
  return recordsToMemory(stride, fields, host.reach);
}

const onResource = (
  operation: (resource: Resource, ...operands: never[]) => unknown,
  name: string,
  { instance: { resources } }: Host,
): HostFunction => {
  const { resource } = resources.get(name) ?? unknownType(name);
  return (one: never, other: never) => operation(resource, one, other);
};

const families: Readonly<Record<HostFamily, (argument: string, host: Host) => HostFunction>> = {
  load: (type, { reach }) => loadOf(scalar(type), reach),
  store: (type, { reach }) => storeOf(scalar(type), reach),
  mem_view: (type, { reach }) => viewOfMemory(viewClass(scalar(type)) ? (type as View) : unknownType(type), reach),
  mem_to_array: (type, { reach }) => arrayFromMemory(scalar(type), reach),
  mem_to_records: liftRecords,
  records_to_mem: lowerRecords,
  array_to_mem: (type, { reach }) => arrayToMemory(scalar(type), reach),
  global_get: (_type, host) => readGlobal(host),
  global_set: (_type, host) => writeGlobal(host),
  array_new: newArray,
  list_new: newListOf,
  list_add: addItem,
  set_items: itemsInSet,
  array_set: setItem,
  array_get: getItem,
  tuple_new: (carriers) => tupleMaker(list(carriers)),
  record_new: (name, host) => recordMaker(members(host, name, 'record')),
  field_get: (argument) => fieldReader(...splitCarrier(argument)),
  enum_lift: (name, host) => enumLifter(name, members(host, name, 'enum')),
  enum_lower: (name, host) => enumLowerer(name, members(host, name, 'enum')),
  flags_lift: (name, host) => flagsLifter(name, members(host, name, 'flags')),
  flags_lower: (name, host) => flagsLowerer(members(host, name, 'flags')),
  variant_new: (argument) => variantMaker(...splitCarrier(argument)),
  variant_tag: (cases) => tagReader(list(cases)),
  variant_val: payloadReader,
  box: (carrier) => liftOf(carrier) ?? identity,
  unbox: (carrier) => lowerOf(carrier) ?? identity,
  cast: (argument, { instance: { checkOf } }) => placed(lowering(parseType(argument), checkOf), 'the value'),
  func_call: callFunction,
  func_lift: liftFunction,
  try: attempt,
  resource_lift: (name, host) => onResource(liftResource, name, host),
  resource_lend: (name, host) => onResource(lendResource, name, host),
  resource_lower: (name, host) => onResource(lowerResource, name, host),
  resource_take: (name, host) => {
    const { instance } = host;
    instance.uses ??= createUses();
    for (const { resource } of instance.resources.values()) resource.uses = instance.uses;
    return onResource(takeResource, name, host);
  },
};

/** @throws ItlLinkError for an argument that is none; `undefined` for a family that this loader does not know. */
export function familyFunction(field: string, host: Host): HostFunction | undefined {
  const colon = field.indexOf(':');
  const family = field.slice(0, colon);
  return colon > 0 && Object.hasOwn(families, family)
    ? families[family as keyof typeof families](field.slice(colon + 1), host)
    : undefined;
}
