/** Names that both generators give to what the core module exports. */
import type { DslClass, DslFunction, DslModule, DslParam, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** Something the core module exports for JavaScript, in the order of the declarations. */
export type CoreExport =
  | { readonly kind: 'function'; readonly func: DslFunction }
  | { readonly kind: MemberKind; readonly owner: DslClass; readonly func: DslFunction };

export type MemberKind = 'constructor' | 'method' | 'static' | 'get' | 'set';

/** What a module exports: functions, and the members of its classes as functions. */
export function coreExports({ exports, types }: DslModule): readonly CoreExport[] {
  const classes = types.filter((type) => type.kind === 'class');
  return [...exports.map((func) => ({ kind: 'function', func }) as const), ...classes.flatMap(membersOf)];
}

function membersOf(owner: DslClass): readonly CoreExport[] {
  const { constructor_: made, methods, statics, properties } = owner;
  const accessors = properties.flatMap(
    ({ name, type, doc, span, readonly: isReadonly, getter, setter }): readonly CoreExport[] => {
      const value: DslParam = { name: 'value', type, span };
      const get = {
        kind: 'get',
        owner,
        func: { name, params: [], result: type, isAsync: false, cpp: getter, doc, span },
      } as const;
      const writer = { name, params: [value], result: undefined, isAsync: false, cpp: setter, doc: '', span };
      const set = { kind: 'set', owner, func: writer } as const;
      return isReadonly ? [get] : [get, set];
    },
  );
  return [
    ...(made ? [{ kind: 'constructor', owner, func: made } as const] : []),
    ...methods.map((func) => ({ kind: 'method', owner, func }) as const),
    ...statics.map((func) => ({ kind: 'static', owner, func }) as const),
    ...accessors,
  ];
}

/** Whether the member's first argument is the instance. */
export const takesInstance = ({ kind }: CoreExport): boolean => kind === 'method' || kind === 'get' || kind === 'set';

/** What the function gives; a constructor gives an instance. */
export const resultOf = (item: CoreExport): DslType | undefined =>
  item.kind === 'constructor' ? { kind: 'named', name: item.owner.name } : item.func.result;

/** Its name among the core module's exports. No member of a class in C++ is called `new` or `delete`. */
export function coreName(item: CoreExport): string {
  switch (item.kind) {
    case 'function':
      return reservedExports.has(item.func.name) ? `_it_export_${item.func.name}` : item.func.name;
    case 'constructor':
      return `${item.owner.name}.new`;
    case 'method':
    case 'static':
      return `${item.owner.name}.${item.func.name}`;
    case 'get':
    case 'set':
      return `${item.owner.name}.${item.kind}.${item.func.name}`;
  }
}

export const dropName = (owner: DslClass): string => `${owner.name}.delete`;

/** Its name for JavaScript: see "Resources" in grammar/itl.md. */
export function exportName(item: CoreExport): string {
  if (item.kind === 'function') return item.func.name;
  return item.kind === 'constructor'
    ? `[constructor]${item.owner.name}`
    : `[${item.kind}]${item.owner.name}.${item.func.name}`;
}

/** What the linker itself exports, or takes for the start of a program. */
const reservedExports: ReadonlySet<string> = new Set(['memory', 'main', '_start', '_initialize', 'malloc', 'free']);

/**
 * Whether the user's function is the core export or import itself, without a wrapper: parameters and result are
 * numbers, C strings, enums and flags.
 */
export function isDirect(func: DslFunction, types: TypeTable): boolean {
  const all = [...func.params.map((param) => param.type), ...(func.result ? [func.result] : [])];
  return !reservedExports.has(func.name) && all.every((type) => isBare(type, types));
}

function isBare(type: DslType, types: TypeTable): boolean {
  if (type.kind !== 'named') return type.kind === 'scalar' || type.kind === 'c-string';
  const named = types.named(type.name);
  return named.kind === 'flags' || (named.kind === 'enum' && named.cpp === undefined);
}
