import type { DslType } from './model.ts';

/** The types that one is written with, in their order. A declared type is a name: what it is made of is its own business. */
export function innerTypes(type: DslType): readonly DslType[] {
  switch (type.kind) {
    case 'map':
      return [type.key, type.value];
    case 'set':
      return [type.item];
    case 'function':
      return type.result ? [...type.params, type.result] : type.params;
    case 'list':
    case 'fixed':
      return [type.element];
    case 'option':
      return [type.value];
    case 'tuple':
      return type.items;
    case 'result':
      return [type.ok, type.error].flatMap((part) => part ?? []);
    case 'scalar':
    case 'c-string':
    case 'std-string':
    case 'wide-string':
    case 'time':
    case 'any':
    case 'named':
      return [];
  }
}
