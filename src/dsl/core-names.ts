/** Names that both generators give to what the core module exports. */
import type { DslClass, DslFunction, DslModule, DslNamedType, DslParam, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';
import { isAbstract, isExtendable, isOfMethod, methodParams } from './virtual-methods.ts';

/** Something the core module exports for JavaScript, in the order of the declarations. */
export type CoreExport =
  | { readonly kind: 'function'; readonly func: DslFunction }
  | { readonly kind: 'constant'; readonly func: DslFunction }
  | MemberExport;

export interface MemberExport {
  readonly kind: MemberKind;
  readonly owner: DslClass;
  readonly func: DslFunction;
}

export const isMember = (item: CoreExport): item is MemberExport => 'owner' in item;

export type MemberKind = 'constructor' | 'extend' | 'method' | 'static' | 'get' | 'set' | 'static get' | 'static set';

/** What a module exports: functions, and the members of its classes as functions. */
export function coreExports({ exports, constants, types }: DslModule): readonly CoreExport[] {
  const classes = types.filter((type) => type.kind === 'class');
  const byName = new Map(types.map((type) => [type.name, type]));
  return [
    ...exports.map((func) => ({ kind: 'function', func }) as const),
    ...constants.map(({ name, type, getter: cpp, doc, span }) => ({
      kind: 'constant' as const,
      func: { name, params: [], result: type, isAsync: false, cpp, doc, span },
    })),
    ...classes.flatMap((owner) => membersOf(owner, byName)),
  ];
}

function membersOf(owner: DslClass, types: ReadonlyMap<string, DslNamedType>): readonly CoreExport[] {
  const { constructors, methods, statics, properties } = owner;
  const methodsOfJs = isExtendable(owner, types) ? methodParams(owner, types) : [];
  const extending = methodsOfJs.length === 0 ? [] : constructors.map((func) => extension(func, methodsOfJs));
  const accessors = properties.flatMap(
    ({ name, type, doc, span, readonly: isReadonly, isStatic, getter, setter }): readonly CoreExport[] => {
      const value: DslParam = { name: 'value', type, span };
      const get = {
        kind: isStatic ? 'static get' : 'get',
        owner,
        func: { name, params: [], result: type, isAsync: false, cpp: getter, doc, span },
      } as const;
      const writer = { name, params: [value], result: undefined, isAsync: false, cpp: setter, doc: '', span };
      const set = { kind: isStatic ? 'static set' : 'set', owner, func: writer } as const;
      return isReadonly ? [get] : [get, set];
    },
  );
  return [
    ...(isAbstract(owner, types) ? [] : constructors.map((func) => ({ kind: 'constructor', owner, func }) as const)),
    ...extending.map((func) => ({ kind: 'extend', owner, func }) as const),
    ...methods.map((func) => ({ kind: 'method', owner, func }) as const),
    ...statics.map((func) => ({ kind: 'static', owner, func }) as const),
    ...accessors,
  ];
}

/** A constructor's function with those of JavaScript's methods in front. */
const extension = (func: DslFunction, methods: readonly DslParam[]): DslFunction => ({
  ...func,
  params: [...methods, ...func.params],
});

/** Whether the member's first argument is the instance. */
export const takesInstance = ({ kind }: CoreExport): boolean => kind === 'method' || kind === 'get' || kind === 'set';

/** What the function gives; a constructor gives an instance. */
export const resultOf = (item: CoreExport): DslType | undefined =>
  item.kind === 'constructor' || item.kind === 'extend' ? { kind: 'named', name: item.owner.name } : item.func.result;

/** What the class itself has beside its members, by the ends of their names. */
const classExports: ReadonlySet<string> = new Set(['new', 'delete', 'extend', 'class']);

/** Its name among the core module's exports. */
export function coreName(item: CoreExport): string {
  const { overload } = item.func;
  return `${plainCoreName(item)}${overload === undefined ? '' : `.${overload}`}`;
}

function plainCoreName(item: CoreExport): string {
  switch (item.kind) {
    case 'constant':
      return `get.${item.func.name}`;
    case 'function':
      return reservedExports.has(item.func.name) ? `_it_export_${item.func.name}` : item.func.name;
    case 'constructor':
      return `${item.owner.name}.new`;
    case 'extend':
      return `${item.owner.name}.extend`;
    case 'method':
    case 'static':
      return `${item.owner.name}.${classExports.has(item.func.name) ? 'member.' : ''}${item.func.name}`;
    case 'get':
    case 'set':
    case 'static get':
    case 'static set':
      return `${item.owner.name}.${item.kind.replace(' ', '.')}.${item.func.name}`;
  }
}

/** Which class an object is of. */
export const classOfName = (root: string): string => `${root}.class`;

export const dropName = (owner: DslClass): string => `${owner.name}.delete`;

/** Its name for JavaScript: see "Resources" in grammar/itl.md. */
export function exportName(item: CoreExport): string {
  const { overload } = item.func;
  return `${overload === undefined ? '' : `[overload:${overload}]`}${plainExportName(item)}`;
}

function plainExportName(item: CoreExport): string {
  switch (item.kind) {
    case 'function':
      return item.func.name;
    case 'constant':
      return `[get]${item.func.name}`;
    case 'constructor':
      return `[constructor]${item.owner.name}`;
    case 'extend':
      return `[extend:${item.func.params
        .filter(isMethodOfJs)
        .map(({ name }) => name)
        .join(',')}]${item.owner.name}`;
    default:
      return `[${item.kind}]${item.owner.name}.${item.func.name}`;
  }
}

const isMethodOfJs = ({ type }: DslParam): boolean => type.kind === 'named' && isOfMethod(type.name);

/** What the linker itself exports, or takes for the start of a program. */
const reservedExports: ReadonlySet<string> = new Set(['memory', 'main', '_start', '_initialize', 'malloc', 'free']);

/**
 * Whether the user's function is the core export or import itself, without a wrapper: parameters and result are
 * numbers, C strings, enums and flags.
 */
export function isDirect(func: DslFunction, types: TypeTable): boolean {
  const all = [...func.params.map((param) => param.type), ...(func.result ? [func.result] : [])];
  return func.overload === undefined && !reservedExports.has(func.name) && all.every((type) => isBare(type, types));
}

function isBare(type: DslType, types: TypeTable): boolean {
  if (type.kind !== 'named') return (type.kind === 'scalar' && !type.reference) || type.kind === 'c-string';
  const named = types.named(type.name);
  return named.kind === 'flags' || (named.kind === 'enum' && named.cpp === undefined);
}
