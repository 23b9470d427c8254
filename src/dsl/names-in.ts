import type { DslType } from './model.ts';

/** The declared types that a type mentions, by name, as often as it does. */
export function namesIn(type: DslType | undefined): readonly string[] {
  switch (type?.kind) {
    case 'named':
      return [type.name];
    case 'map':
      return [type.key, type.value].flatMap(namesIn);
    case 'set':
      return namesIn(type.item);
    case 'function':
      return [...type.params, type.result].flatMap(namesIn);
    case 'list':
    case 'fixed':
      return namesIn(type.element);
    case 'option':
      return namesIn(type.value);
    case 'tuple':
      return type.items.flatMap(namesIn);
    case 'result':
      return [type.ok, type.error].flatMap(namesIn);
    case 'scalar':
    case 'c-string':
    case 'std-string':
    case 'wide-string':
    case 'time':
    case 'any':
    case undefined:
      return [];
  }
}
