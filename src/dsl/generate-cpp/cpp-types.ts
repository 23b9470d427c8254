/** How the DSL's types are written in C++, and what they need to be included. */
import type { DslType, FunctionShape } from '../model.ts';
import { cppScalars } from '../type-names.ts';
import type { TypeTable } from '../type-table.ts';
import { cppNameOfMethod, isOfMethod } from '../virtual-methods.ts';

/** The type of a value: of a result, a field, an element. It owns what it holds, C strings and objects of classes excepted. */
export function cppType(type: DslType, types: TypeTable): string {
  const of = (inner: DslType | undefined): string => (inner ? cppType(inner, types) : 'void');
  switch (type.kind) {
    case 'scalar':
      return type.cpp ?? cppScalars[type.name];
    case 'c-string':
      return type.owned ? 'char*' : 'const char*';
    case 'std-string':
      return type.cpp ?? 'std::string';
    case 'wide-string':
    case 'time':
      return type.cpp;
    case 'fixed':
      return `std::array<${of(type.element)}, ${type.length}>`;
    case 'map':
      return `${type.cpp}<${of(type.key)}, ${of(type.value)}>`;
    case 'set':
      return `${type.cpp}<${of(type.item)}>`;
    case 'list':
      if (type.spelling === 'string') return 'std::string';
      if (type.spelling === 'view') return `it::view<${of(type.element)}>`;
      if (type.spelling === 'std-span') return `std::span<${constant(of(type.element))}>`;
      if (type.spelling === 'it-span') return `it::span<${constant(of(type.element))}>`;
      return `std::vector<${of(type.element)}>`;
    case 'option':
      return `std::optional<${of(type.value)}>`;
    case 'result':
      return `it::result<${of(type.ok)}, ${of(type.error)}>`;
    case 'tuple':
      return `std::${type.isPair ? 'pair' : 'tuple'}<${type.items.map(of).join(', ')}>`;
    case 'any':
      return type.class ?? 'it::ref';
    case 'function':
      return functionType(type, types);
    case 'named':
      if (types.isShared(type)) return `std::shared_ptr<${type.name}>`;
      if (type.ownership === 'own') return `std::unique_ptr<${type.name}>`;
      return types.isObject(type) ? `${type.name}*` : cppNameOf(type.name);
  }
}

export const cppNameOf = (name: string): string => (isOfMethod(name) ? cppNameOfMethod(name) : name);

export function functionType({ params, result }: FunctionShape, types: TypeTable): string {
  const list = params.map((param) => functionParam(param, types)).join(', ');
  return `std::function<${result ? cppType(result, types) : 'void'}(${list})>`;
}

/** A parameter's, of a function that JavaScript calls (`in`) or that C++ calls (`out`). */
export function cppParam(type: DslType, direction: 'in' | 'out', types: TypeTable): string {
  if (type.kind === 'std-string' && type.view) return 'std::string_view';
  if ((type.kind === 'scalar' || type.kind === 'function') && type.reference) return `const ${cppType(type, types)}&`;
  if (type.kind === 'list' && type.spelling === 'std-span') return cppType(type, types);
  if (type.kind === 'list' && type.spelling !== 'vector' && type.spelling !== 'string')
    return `it::span<${constant(cppType(type.element, types))}>`;
  if (type.kind === 'any' && direction === 'in') return cppType(type, types);
  if (type.kind === 'any' || types.passingOf(type) !== 'direct') return `const ${cppType(type, types)}&`;
  if (type.kind === 'named' && isRetained(type)) return `it::retained<${cppType(type, types)}>`;
  if (type.kind === 'named' && type.ownership === 'pointer')
    return type.reference ? `const ${cppType(type, types)}&` : cppType(type, types);
  if (type.kind === 'named' && type.ownership === 'own') return cppType(type, types);
  if (direction === 'out' && types.isShared(type)) return `const ${cppType(type, types)}&`;
  return type.kind === 'named' && types.isObject(type) && direction === 'in' ? `${type.name}&` : cppType(type, types);
}

/** Whether it is an object that is only used. */
export const isUsedObject = (type: DslType, types: TypeTable): boolean =>
  type.kind === 'named' && types.isObject(type) && type.ownership !== 'own' && !types.isShared(type);

/** Of a `std::function`, whoever calls it: objects are references. */
export const functionParam = (type: DslType, types: TypeTable): string =>
  isUsedObject(type, types) && type.kind === 'named' ? `${type.name}&` : cppParam(type, 'out', types);

/** Whether it is a callback that outlives the call. */
export const isRetained = (type: DslType): boolean =>
  type.kind === 'function' || (type.kind === 'named' && type.retained === true);

/** The same, not to be changed. */
export const constant = (type: string): string => (type.endsWith('*') ? `${type} const` : `const ${type}`);

/** `it::lowered<T>`, which for a plain type is T itself. */
export const loweredType = (type: DslType, types: TypeTable): string =>
  types.isPlain(type) ? cppType(type, types) : `it::lowered<${cppType(type, types)}>`;

/** The headers that a type needs where it is mentioned. */
export function headersOf(type: DslType, types: TypeTable): readonly string[] {
  const of = (inner: DslType | undefined): readonly string[] => (inner ? headersOf(inner, types) : []);
  switch (type.kind) {
    case 'scalar':
      if (type.cpp) return ['<stddef.h>', '<stdint.h>', ...(type.cpp.startsWith('std::') ? ['<cstddef>'] : [])];
      return cppScalars[type.name].endsWith('_t') ? ['<stdint.h>'] : [];
    case 'c-string':
      return [];
    case 'std-string':
      return [type.cpp ? '"it/path.h"' : '"it/string.h"'];
    case 'wide-string':
      return ['"it/wide_string.h"'];
    case 'time':
      return ['"it/chrono.h"'];
    case 'fixed':
      return ['"it/array.h"', ...of(type.element)];
    case 'map':
      return ['"it/map.h"', ...of(type.key), ...of(type.value)];
    case 'set':
      return ['"it/set.h"', ...of(type.item)];
    case 'list':
      if (type.spelling === 'string') return ['"it/string.h"'];
      return [type.spelling === 'std-span' ? '"it/std_span.h"' : '"it/list.h"', ...of(type.element)];
    case 'option':
      return ['"it/option.h"', ...of(type.value)];
    case 'result':
      return ['"it/result.h"', ...of(type.ok), ...of(type.error)];
    case 'tuple':
      return [type.isPair ? '"it/pair.h"' : '"it/tuple.h"', ...type.items.flatMap(of)];
    case 'any':
      return [type.class === undefined ? '"it/ref.h"' : '"it/imported.h"'];
    case 'function':
      return ['"it/function.h"', ...type.params.flatMap(of), ...of(type.result)];
    // A named type's own needs are its definition's.
    case 'named':
      if (isRetained(type)) return ['"it/retained.h"'];
      if (types.isShared(type)) return ['"it/shared.h"'];
      if (type.ownership === 'own') return ['"it/own.h"'];
      return types.passingOf(type) === 'direct' && !types.isMapped(type) ? [] : ['"it/convert.h"'];
  }
}
