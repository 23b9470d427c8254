/** How the DSL's types are written in ITL, and what they are to a core function. */
import type { Node } from '../../ast/nodes.ts';
import type { DslScalar, DslType, FunctionShape } from '../model.ts';
import { isBuffer } from '../type-table.ts';
import { form, name } from './nodes.ts';

export function itlType(type: DslType): Node {
  switch (type.kind) {
    case 'scalar':
    case 'named':
      return name(type.name);
    case 'c-string':
    case 'std-string':
    case 'wide-string':
      return name('string');
    case 'time':
      return name(type.isDate ? 'date' : 'f64');
    case 'fixed':
      return form('array', itlType(type.element));
    case 'map':
      return form('map', itlType(type.key), itlType(type.value));
    case 'set':
      return form('set', itlType(type.item));
    case 'list':
      return isBuffer(type) ? name('buffer') : form('array', itlType(type.element));
    case 'option':
      return form('option', itlType(type.value));
    case 'result':
      return form('result', ...[type.ok, type.error].map((side) => (side ? itlType(side) : '_')));
    case 'tuple':
      return form('tuple', ...type.items.map(itlType));
    case 'any':
      return name(type.class ?? 'any');
    case 'function':
      return functionType(type);
  }
}

/** A function's type by itself, without a name. */
export const functionType = ({ params, result }: FunctionShape): Node =>
  form(
    'func',
    ...(params.length > 0 ? [form('param', ...params.map(itlType))] : []),
    ...(result ? [form('result', itlType(result))] : []),
  );

/** A part of a helper's name; types that are lowered alike may share it. */
export function mangled(type: DslType): string {
  switch (type.kind) {
    case 'scalar':
    case 'named':
      return type.name;
    case 'c-string':
      return type.owned ? 'own_c_string' : 'c_string';
    case 'std-string':
      return 'string';
    case 'wide-string':
      return 'utf16';
    case 'time':
      return type.isDate ? 'date' : 'duration';
    case 'fixed':
      return `array${type.length}_${mangled(type.element)}`;
    case 'map':
      return `map_${mangled(type.key)}_${mangled(type.value)}`;
    case 'set':
      return `set_${mangled(type.item)}`;
    case 'list':
      return isBuffer(type) ? 'buffer' : `${type.spelling === 'view' ? 'view' : 'list'}_${mangled(type.element)}`;
    case 'option':
      return `option_${mangled(type.value)}`;
    case 'result':
      return `result_${[type.ok, type.error].map((side) => (side ? mangled(side) : 'none')).join('_')}`;
    case 'tuple':
      return `tuple${type.items.length}_${type.items.map(mangled).join('_')}`;
    case 'any':
      return type.class ?? 'any';
    case 'function':
      return type.callback.slice('_it_'.length);
  }
}

/** What a scalar is at a core function. */
export const coreScalar = (scalar: DslScalar): 'i32' | 'i64' | 'f32' | 'f64' => {
  if (scalar === 'f32' || scalar === 'f64') return scalar;
  return scalar === 's64' || scalar === 'u64' ? 'i64' : 'i32';
};
