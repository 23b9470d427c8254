/** Values that are copied into the arena as the first thing that a function does with them. */
import type { Node } from '../../ast/nodes.ts';
import type { HelperPool } from './helper-pool.ts';
import { number, plus } from './nodes.ts';

export interface Placement {
  /** What is bound before there is room. */
  readonly before: readonly Node[];
  readonly bytes: Node;
  /** At most 16. */
  readonly alignment: number;
  /** What is done with the room, given what gives its address: that is evaluated once. */
  readonly fill: (room: Node) => readonly Node[];
}

/** `mark_size` of arena.h: behind a mark lies the room that was asked for with it. */
const MARK_SIZE = 32;

export const roomBehind = (mark: Node): Node => plus(mark, MARK_SIZE);

/** In room of its own. */
export const place = (pool: HelperPool, { before, bytes, alignment, fill }: Placement): readonly Node[] => [
  ...before,
  ...fill(pool.callCore('_it_alloc', bytes, number(alignment))),
];
