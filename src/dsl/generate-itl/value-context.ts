/** What lifting and lowering a value takes besides the value. */
import type { Node } from '../../ast/nodes.ts';
import type { DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import type { HelperPool } from './helper-pool.ts';
import { local, type ParamParts } from './nodes.ts';
import type { Room } from './placement.ts';

export interface ValueContext {
  readonly types: TypeTable;
  readonly pool: HelperPool;
  /** Where what is lowered is put. */
  readonly room: Room;
  /** What gives the owner of objects that C++ keeps; absent: JavaScript owns the objects that come, but for `lent` ones. */
  readonly owner?: Node;
  /** They need what needs this file. */
  readonly functions: FunctionValues;
  /** Only what is `lent` is the owner's. */
  readonly lendsSome?: boolean;
}

type FunctionType = Extract<DslType, { kind: 'function' }>;

/** What gives and takes a `std::function`. */
export interface FunctionValues {
  readonly lower: (type: FunctionType, value: Node, context: ValueContext) => Node;
  readonly lift: (type: FunctionType, value: Node, context: ValueContext) => Node;
}

/** Helpers that lend what they lift have a name and a parameter more. */
export const lifting = (verb: string, type: string, { owner, lendsSome }: ValueContext): string =>
  `_it_${verb}${owner ? (lendsSome ? '_lending' : '_lent') : ''}_${type}`;

export const withOwner = (args: readonly Node[], { owner }: ValueContext): readonly Node[] =>
  owner ? [...args, owner] : args;

export const withOwnerParam = (params: readonly ParamParts[], { owner }: ValueContext): readonly ParamParts[] =>
  owner ? [...params, { name: 'owner', type: 'any' }] : params;

/** Inside of a helper the owner is its parameter; where a type holds no objects there is none. */
export function contextFor(type: DslType, context: ValueContext): ValueContext {
  const { owner, ...others } = context;
  const holds = owner && context.types.holdsObjects(type);
  return holds ? context : others;
}

export const inHelper = (context: ValueContext): ValueContext =>
  context.owner ? { ...context, owner: local('owner') } : context;

/** What an export is made with. */
export interface ExportContext extends ValueContext {
  /** Whether C++ may leave something in its arena in every call. */
  readonly guardsAlways: boolean;
  /** The class of the objects that release a callback. */
  readonly subscription: string;
}
