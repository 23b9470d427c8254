/** Which calls need memory of the arena, and so a mark before and a reset behind. */
import type { DslCallback, DslFunction, DslModule, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** Whether lowering a value of JavaScript's takes memory that is given back after the call. */
export const lowersToArena = (type: DslType, types: TypeTable): boolean =>
  type.kind === 'c-string' ? !type.owned : types.passingOf(type) !== 'direct' && !types.partsInArguments(type);

/** Whether C++ takes memory to lend a value to JavaScript: a list or structure of what is not plain. */
export function lendsFromArena(type: DslType, types: TypeTable): boolean {
  switch (type.kind) {
    case 'list':
      return !types.isPlain(type.element) || (type.element.kind === 'scalar' && /^(u1|bool)$/.test(type.element.name));
    case 'option':
      return lendsFromArena(type.value, types);
    case 'result':
      return [type.ok, type.error].some((side) => side !== undefined && lendsFromArena(side, types));
    case 'tuple':
      return type.items.some((item) => lendsFromArena(item, types));
    case 'named':
      return !types.isPlain(type);
    default:
      return false;
  }
}

/** Whether a C++ value keeps pointing to memory of the arena: somewhere in it is a `string`. */
export const borrowsFromArena = (type: DslType | undefined, types: TypeTable): boolean =>
  type !== undefined && types.partsOf(type).some((part) => part.kind === 'c-string' && !part.owned);

/** Whether the C++ side of an import or a callback takes memory that it gives back itself. */
export const importIsScoped = ({ params, result }: DslFunction | DslCallback, types: TypeTable): boolean =>
  !borrowsFromArena(result, types) &&
  (params.some((param) => lendsFromArena(param.type, types)) ||
    (result !== undefined && types.passingOf(result) !== 'direct'));

/**
 * Whether calls out of C++ take memory: a `string` that one returns lives until the export returns that it was called
 * from, and what others take stays where JavaScript throws.
 */
export const importsUseArena = ({ imports, types: declared }: DslModule, types: TypeTable): boolean =>
  [...imports.flatMap(({ functions }) => functions), ...declared.filter((type) => type.kind === 'callback')].some(
    (func) => importIsScoped(func, types) || borrowsFromArena(func.result, types),
  );
