/** What lifting and lowering a value takes besides the value. */
import type { Node } from '../../ast/nodes.ts';
import type { DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import type { HelperPool } from './helper-pool.ts';
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
