/** Types as TypeScript. What JavaScript hands in may be looser than what it gets: each type is written for a direction. */
import type { PrimitiveName } from '../../../runtime/abi.ts';
import { ruleOf, type TypeRule } from '../../../runtime/type-rules.ts';
import { isTaggedOption } from '../../ir/cases.ts';
import { type CoreName, resultType, type SimpleName, type Type } from '../../ir/types.ts';
import { parameterNames } from './names.ts';

/** `in`: from JavaScript into the component. `out`: the other way, and inside named types, which serve both. */
export type Direction = 'in' | 'out';

export type TypeNames = ReadonlyMap<string, string>;

/** What a value of a type without structure is in TypeScript. */
const ruleText: Readonly<Record<Exclude<TypeRule['kind'], 'typeof'>, string>> = {
  integer: 'number',
  bigint: 'bigint',
  char: 'string',
  bytes: 'Uint8Array',
  date: 'Date',
  any: 'unknown',
};

/** Types of core modules, which helpers may have. */
const coreText: Readonly<Record<Exclude<CoreName, PrimitiveName>, string>> = {
  i32: 'number',
  i64: 'bigint',
  externref: 'unknown',
};

function simpleText(name: SimpleName): string {
  const rule = ruleOf(name);
  if (!rule) return coreText[name as keyof typeof coreText];
  return rule.kind === 'typeof' ? rule.typeof : ruleText[rule.kind];
}

/** What may come in besides; undefined where that is nothing. */
function looserText(name: SimpleName): string | undefined {
  const rule = ruleOf(name);
  if (rule?.kind === 'bytes') return 'ArrayBuffer | SharedArrayBuffer | ArrayBufferView';
  return rule?.kind === 'integer' && rule.takesBooleans ? 'number | boolean' : undefined;
}

export function typescriptType(type: Type, direction: Direction, names: TypeNames): string {
  switch (type.kind) {
    case 'simple':
      return (direction === 'in' ? looserText(type.name) : undefined) ?? simpleText(type.name);
    case 'named':
      return names.get(type.name) ?? type.name;
    case 'array':
      return arrayText(type.element, direction, names);
    case 'map':
      return mapText(type, direction, names);
    case 'set': {
      const item = typescriptType(type.item, direction, names);
      return direction === 'in' ? `Iterable<${item}>` : `Set<${item}>`;
    }
    case 'target':
      return targetText(type.element, direction, names);
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
  const rule = element.kind === 'simple' ? ruleOf(element.name) : undefined;
  const inner = typescriptType(element, direction, names);
  if (direction === 'in') return `Iterable<${inner}>`;
  return rule?.view ?? `${isCompound(element) ? `(${inner})` : inner}[]`;
}

/** A Map is an iterable of pairs, and so is an array of them. */
function mapText({ key, value }: Extract<Type, { kind: 'map' }>, direction: Direction, names: TypeNames): string {
  const [from, to] = [key, value].map((type) => typescriptType(type, direction, names));
  return direction === 'in' ? `Iterable<readonly [${from}, ${to}]>` : `Map<${from}, ${to}>`;
}

function targetText(element: Type, direction: Direction, names: TypeNames): string {
  const rule = element.kind === 'simple' ? ruleOf(element.name) : undefined;
  return rule?.view ?? typescriptType(element, direction, names);
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
