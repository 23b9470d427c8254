/** Types as TypeScript. What JavaScript hands in may be looser than what it gets: each type is written for a direction. */
import type { ScalarName } from '../../../runtime/abi.ts';
import { isTaggedOption } from '../../ir/cases.ts';
import { typedArrayElementOf } from '../../ir/numbers.ts';
import { resultType, type SimpleName, type Type } from '../../ir/types.ts';
import { parameterNames } from './names.ts';

/** `in`: from JavaScript into the component. `out`: the other way, and inside named types, which serve both. */
export type Direction = 'in' | 'out';

export type TypeNames = ReadonlyMap<string, string>;

const simpleText: Readonly<Record<SimpleName, string>> = {
  u1: 'number',
  bool: 'boolean',
  s8: 'number',
  u8: 'number',
  s16: 'number',
  u16: 'number',
  s32: 'number',
  u32: 'number',
  s64: 'bigint',
  u64: 'bigint',
  f32: 'number',
  f64: 'number',
  char: 'string',
  string: 'string',
  buffer: 'Uint8Array',
  any: 'unknown',
  i32: 'number',
  i64: 'bigint',
  externref: 'unknown',
};

const looserText: Readonly<Partial<Record<SimpleName, string>>> = {
  u1: 'number | boolean',
  buffer: 'ArrayBuffer | SharedArrayBuffer | ArrayBufferView',
};

const typedArrays: Readonly<Partial<Record<ScalarName, string>>> = {
  s8: 'Int8Array',
  u8: 'Uint8Array',
  s16: 'Int16Array',
  u16: 'Uint16Array',
  s32: 'Int32Array',
  u32: 'Uint32Array',
  s64: 'BigInt64Array',
  u64: 'BigUint64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

export function typescriptType(type: Type, direction: Direction, names: TypeNames): string {
  switch (type.kind) {
    case 'simple':
      return (direction === 'in' && looserText[type.name]) || simpleText[type.name];
    case 'named':
      return names.get(type.name) ?? type.name;
    case 'array':
      return arrayText(type.element, direction, names);
    case 'option':
      return optionText(type, direction, names);
    case 'result':
      return resultText(type, direction, names);
    case 'tuple':
      return `${direction === 'in' ? 'readonly ' : ''}[${type.items.map((item) => typescriptType(item, direction, names)).join(', ')}]`;
    case 'func':
      return functionText(type, names);
    case 'none':
    case 'never':
    case 'values':
      return 'void';
  }
}

function arrayText(element: Type, direction: Direction, names: TypeNames): string {
  const scalar = typedArrayElementOf(element);
  const inner = typescriptType(element, direction, names);
  if (direction === 'in') return `Iterable<${inner}>`;
  const typed = scalar && typedArrays[scalar];
  return typed ?? `${isCompound(element) ? `(${inner})` : inner}[]`;
}

/** Written as a union or a function type, which `[]` would bind to the last part of. */
const isCompound = (type: Type): boolean =>
  type.kind === 'option' || type.kind === 'func' || (type.kind === 'result' && !(type.ok && type.err));

function optionText(type: Extract<Type, { kind: 'option' }>, direction: Direction, names: TypeNames): string {
  const inner = typescriptType(type.payload, direction, names);
  if (isTaggedOption(type)) return `{ tag: 'some'; val: ${inner} } | { tag: 'none' }`;
  return `${type.payload.kind === 'func' ? `(${inner})` : inner} | ${direction === 'in' ? 'null | ' : ''}undefined`;
}

function resultText({ ok, err }: Extract<Type, { kind: 'result' }>, direction: Direction, names: TypeNames): string {
  if (ok && err) return `Result<${typescriptType(ok, direction, names)}, ${typescriptType(err, direction, names)}>`;
  return `${caseText('ok', ok, direction, names)} | ${caseText('err', err, direction, names)}`;
}

export function caseText(name: string, payload: Type | undefined, direction: Direction, names: TypeNames): string {
  const val = payload ? `; val: ${typescriptType(payload, direction, names)}` : '';
  return `{ tag: ${JSON.stringify(name).replaceAll('"', "'")}${val} }`;
}

/** Functions are JavaScript's own, also those that come back: what they are given comes out, what they return goes in. */
export function functionText(
  { params, results }: Extract<Type, { kind: 'func' }>,
  names: TypeNames,
  paramNames: readonly (string | undefined)[] = [],
): string {
  const named = parameterNames(params.map((_, index) => paramNames[index] ?? ''));
  const list = params.map((type, index) => `${named[index]}: ${typescriptType(type, 'out', names)}`);
  return `(${list.join(', ')}) => ${returnText(results, 'in', names)}`;
}

/** A result as a function's own result is returned or thrown. */
export function returnText(results: readonly Type[], direction: Direction, names: TypeNames): string {
  const type = resultType(results);
  if (type.kind !== 'result') return typescriptType(type, direction, names);
  return type.ok ? typescriptType(type.ok, direction, names) : 'void';
}

/** What is missing is `undefined`, and that is a value of these types. */
export const mayBeLeftOut = (type: Type): boolean => type.kind === 'option' && !isTaggedOption(type);
