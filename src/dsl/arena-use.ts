/** Which calls take memory that has to be given back: for arguments, and in C++'s arena. */
import { type CoreExport, resultOf } from './core-names.ts';
import type { DslCallback, DslFunction, DslModule, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** Whether lowering a value of JavaScript's takes room that is given back after the call. */
export const takesRoom = (type: DslType, types: TypeTable): boolean =>
  type.kind === 'c-string' ? !type.owned : types.passingOf(type) !== 'direct' && !types.partsInArguments(type);

/** Whether C++ makes a value of its own of a parameter, in the arena, so that it is destroyed where something is thrown too. */
export function isConverted(type: DslType, types: TypeTable): boolean {
  if (type.kind === 'function') return true;
  if (type.kind === 'std-string') return !type.view;
  if (type.kind === 'named' && (type.ownership === 'own' || type.ownership === 'pointer')) return true;
  if (type.kind === 'map' || type.kind === 'set' || type.kind === 'wide-string') return true;
  if (type.kind === 'list')
    return type.spelling === 'vector' || type.spelling === 'string' || !types.isPlain(type.element);
  return types.passingOf(type) === 'address' && !types.isPlain(type) && ownsMemory(type, types);
}

/** Whether something of a parameter may stay in the arena until the call is over. */
export const mayStayInArena = (type: DslType, types: TypeTable): boolean =>
  isConverted(type, types) || holdsReference(type, types);

/** Whether a C++ value has anything to be freed. */
const ownsMemory = (type: DslType, types: TypeTable): boolean =>
  types.partsOf(type).some(({ kind }) => owning.has(kind));

const owning: ReadonlySet<DslType['kind']> = new Set([
  'std-string',
  'wide-string',
  'list',
  'map',
  'set',
  'any',
  'function',
]);

/**
 * Whether there may be something to be freed once a result is read. What is plain lies where it stays until the next one
 * of its type, but for what an async function gives: others may run before that is read.
 */
export function isGivenBack(item: CoreExport, types: TypeTable): boolean {
  const result = resultOf(item);
  if (result === undefined || types.passingOf(result) === 'direct') return false;
  return item.func.isAsync || !types.isPlain(result);
}

/** Whether C++ takes memory to lend a value to JavaScript: a list or structure of what is not plain. */
function lendsFromArena(type: DslType, types: TypeTable): boolean {
  switch (type.kind) {
    case 'list':
      return !types.isPlain(type.element) || (type.element.kind === 'scalar' && /^(u1|bool)$/.test(type.element.name));
    case 'map':
    case 'set':
    case 'wide-string':
      return true;
    case 'fixed':
      return lendsFromArena(type.element, types);
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
 * Whether C++ may leave something in the arena in any call: what an import gives may live until the exported function
 * returns, and what imports take stays where JavaScript throws.
 */
export const leavesInArena = (module: DslModule, types: TypeTable): boolean =>
  [
    ...module.imports.flatMap(({ functions }) => functions),
    ...module.types.filter((type) => type.kind === 'callback'),
  ].some((func) => {
    const { result } = func;
    return importIsScoped(func, types) || borrowsFromArena(result, types) || (result && holdsReference(result, types));
  });

/** Whether C++ may read a value as text or bytes, which live until the exported function returns. */
const holdsReference = (type: DslType, types: TypeTable): boolean =>
  types.partsOf(type).some(({ kind }) => kind === 'any');
