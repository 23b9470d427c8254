/** The `itl` section of an adapter: read with suspicion, since it may come from anywhere, and put into ITL's words. */

import type {
  FunctionJson,
  ItlSection,
  MadeJson,
  ModuleJson,
  TypeDefinitionJson,
  TypeJson,
} from '../../runtime/abi.ts';

/** Undefined where the bytes are not the section of any adapter. */
export function parseItlSection(payload: Uint8Array): ItlSection | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
  return isSection(value) ? value : undefined;
}

type Guard<T> = (value: unknown) => value is T;

const isText: Guard<string> = (value) => typeof value === 'string';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf =
  <T>(isElement: Guard<T>): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(isElement);
const recordOf =
  <T>(isElement: Guard<T>): Guard<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(isElement);
const isSection = (value: unknown): value is ItlSection =>
  isObject(value) &&
  typeof value.abi === 'number' &&
  isText(value.name) &&
  recordOf(isTypeDefinition)(value.types) &&
  listOf(isModule)(value.modules) &&
  recordOf(recordOf(isFunction))(value.imports) &&
  recordOf(isFunction)(value.exports);

const isModule: Guard<ModuleJson> = (value): value is ModuleJson =>
  isObject(value) &&
  isText(value.path) &&
  isText(value.file) &&
  recordOf(recordOf(isText))(value.imports) &&
  (value.made === undefined || recordOf(isMade)(value.made)) &&
  (value.start === undefined || isText(value.start));

const isMade: Guard<MadeJson> = (value): value is MadeJson =>
  Array.isArray(value) && (value.length === 4 || (value.length === 5 && value[0] === 'memory')) && isText(value[0]);

const isFunction: Guard<FunctionJson> = (value): value is FunctionJson =>
  isObject(value) && listOf(isNamedType)(value.params) && listOf(isType)(value.results);

const isNamedType: Guard<readonly [string, TypeJson]> = (value): value is readonly [string, TypeJson] =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && isType(value[1]);

/** Nobody writes types nested deeper; the check and what prints them are recursive. */
const DEEPEST = 200;

const isType: Guard<TypeJson> = (value): value is TypeJson => hasTypeShape(value, 0);

/** The shape only: what a primitive's name may be, a newer itlc may know better. */
function hasTypeShape(value: unknown, depth: number): boolean {
  if (isText(value)) return true;
  if (!Array.isArray(value) || depth > DEEPEST) return false;
  const isPart = (part: unknown): boolean => hasTypeShape(part, depth + 1);
  const [kind, ...parts]: readonly unknown[] = value;
  switch (kind) {
    case 'map':
      return parts.length === 2 && parts.every(isPart);
    case 'array':
    case 'set':
    case 'target':
    case 'option':
      return parts.length === 1 && parts.every(isPart);
    case 'result':
      return parts.length === 2 && parts.every((part) => part === null || isPart(part));
    case 'async':
      return parts.length === 1 && (parts[0] === null || isPart(parts[0]));
    case 'tuple':
      return parts.every(isPart);
    case 'func':
      return parts.length === 2 && parts.every((part) => Array.isArray(part) && part.every(isPart));
    default:
      return false;
  }
}

function isTypeDefinition(value: unknown): value is TypeDefinitionJson {
  if (!Array.isArray(value)) return false;
  const [kind, ...parts]: readonly unknown[] = value;
  switch (kind) {
    case 'record':
      return parts.every(isNamedType);
    case 'enum':
    case 'flags':
    case 'resource':
    case 'class':
      return parts.every(isText);
    case 'variant':
      return parts.every(isCase);
    case 'func':
      return hasTypeShape(value, 0);
    default:
      return false;
  }
}

const isCase = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && (value[1] === null || isType(value[1]));

const list = (head: string, items: readonly string[]): string => `(${[head, ...items].join(' ')})`;

/** `(param $n s32) (result u1)`, behind `async` where it is that. */
export function functionText({ params, results }: FunctionJson): string {
  const promised = results.flatMap((type) => (typeof type !== 'string' && type[0] === 'async' ? [type[1]] : []));
  const given = promised.length > 0 ? promised.filter((type) => type !== null) : results;
  const named = params.map(([name, type]) => (name === '' ? typeJsonText(type) : `$${name} ${typeJsonText(type)}`));
  return `${promised.length > 0 ? 'async ' : ''}${list('param', named)} ${list('result', given.map(typeJsonText))}`;
}

export function typeJsonText(type: TypeJson | null): string {
  if (type === null) return '_';
  if (typeof type === 'string') return type.replace(/^#/, '');
  switch (type[0]) {
    case 'map':
    case 'array':
    case 'set':
    case 'target':
    case 'option':
    case 'result':
    case 'tuple': {
      const [head, ...parts] = type;
      return list(head, parts.map(typeJsonText));
    }
    case 'func':
      return list('func', signatureParts(type[1], type[2]));
    case 'async':
      return list('async', type[1] === null ? [] : [typeJsonText(type[1])]);
  }
}

const signatureParts = (params: readonly TypeJson[], results: readonly TypeJson[]): readonly string[] => [
  list('param', params.map(typeJsonText)),
  list('result', results.map(typeJsonText)),
];

/** `(record Point (x f32) (y f32))`. */
export function definitionText(name: string, definition: TypeDefinitionJson): string {
  switch (definition[0]) {
    case 'record': {
      const [kind, ...fields] = definition;
      return list(kind, [name, ...fields.map(([field, type]) => list(field, [typeJsonText(type)]))]);
    }
    case 'enum':
    case 'flags': {
      const [kind, ...names] = definition;
      return list(kind, [name, ...names]);
    }
    case 'variant': {
      const [kind, ...cases] = definition;
      return list(kind, [name, ...cases.map(([tag, type]) => list(tag, type === null ? [] : [typeJsonText(type)]))]);
    }
    case 'func':
      return list('func', [name, ...signatureParts(definition[1], definition[2])]);
    case 'resource':
      return list('resource', [name, ...(definition[2] === undefined ? [] : [list('extends', [definition[2]])])]);
    case 'class':
      return list('resource', [name, list('from', [JSON.stringify(definition[1])])]);
  }
}
