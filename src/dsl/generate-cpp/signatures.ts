/** Functions as the user sees them: what a block declares. */
import { isDirect } from '../core-names.ts';
import type { DslFunction, DslParam, DslType } from '../model.ts';
import { isDeclaredByBlock } from '../spread-variant.ts';
import type { TypeTable } from '../type-table.ts';
import { cppParam, cppType } from './cpp-types.ts';

type Direction = 'in' | 'out';

/** `bool isFizz(int n)` */
export function signature(func: DslFunction, direction: Direction, types: TypeTable): string {
  const params = func.params.map(({ name, type }) => withName(cppParam(type, direction, types), name));
  const qualifiers = `${func.isConst ? ' const' : ''}${func.isNoexcept ? ' noexcept' : ''}`;
  const result = func.result ? resultType(func.result, direction, types) : 'void';
  return `${withName(result, func.cpp ?? func.name)}(${params.join(', ')})${qualifiers}`;
}

/** Of an object that C++ gives: one of the types that may be. */
export function resultType(type: DslType, direction: Direction, types: TypeTable): string {
  if (direction === 'out' || type.kind !== 'named' || !types.isObject(type)) return cppType(type, types);
  if (type.ownership === 'lent') return `${type.name}&`;
  return types.isShared(type) || type.ownership === 'own' ? cppType(type, types) : type.name;
}

/** Pointers and references stand with their type. */
export const withName = (type: string, name: string | undefined): string =>
  name === undefined ? type : `${type} ${name}`;

/** The attribute is of use where the source has the definition as well. */
export const declareSelfExported = (func: DslFunction, types: TypeTable): string =>
  `__attribute__((export_name("${func.name}"))) ${signature(func, 'in', types)};`;

/**
 * A function of the user's that a wrapper calls; undefined for one that gives an object of a class, perhaps, which may be by value, pointer or
 * smart pointer: its definition is its declaration.
 */
export const declareExport = (func: DslFunction, types: TypeTable): string | undefined =>
  isDeclaredByBlock(func, types) ? `${signature(func, 'in', types)};` : undefined;

/** What C++ can call; where values are converted, the body comes at the end of the file. */
export function declareImport(module: string, func: DslFunction, types: TypeTable): string {
  if (!isDirect(func, types)) return `inline ${signature(func, 'out', types)};`;
  return `${importAttribute(module, func.field ?? func.name)} ${signature(func, 'out', types)};`;
}

export const importAttribute = (module: string, name: string): string =>
  `__attribute__((import_module(${quote(module)}), import_name("${name}")))`;

/** A string literal of C++. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

/** Names for parameters inside of a wrapper: the user's where there are some, and one for the length of those that have one. */
export interface WrapperParam {
  readonly name: string;
  readonly length: string;
  readonly type: DslType;
}

export function wrapperParams(params: readonly DslParam[]): readonly WrapperParam[] {
  const taken = new Set(['self', ...params.map((param) => param.name)]);
  const fresh = (wanted: string): string => {
    const name = taken.has(wanted) ? fresh(`${wanted}_`) : wanted;
    taken.add(name);
    return name;
  };
  return params.map(({ name, type }, index) => {
    const own = name === undefined ? fresh(`p${index}`) : name === 'self' ? fresh('self_') : name;
    return { name: own, length: fresh(`${own}_length`), type };
  });
}
