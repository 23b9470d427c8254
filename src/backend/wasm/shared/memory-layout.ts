import type { CallbackAddresses } from './callbacks/callback-pool.ts';
import type { ModuleContext } from './module-context.ts';
import type { Wat } from './wat.ts';

/**
 * What lies where in the adapter's own memory, from its start on: strings and areas, the callback table's lists and
 * records, pending defers. Known once all code is emitted.
 */
export interface MemoryLayout extends CallbackAddresses {
  readonly segments: readonly Wat[];
  /** Where pending defers begin. */
  readonly defers: number;
  readonly pages: number;
}

const PAGE = 65536;
/** For pending defers. More is grown when needed. */
const DEFER_ROOM = 1024;

const aligned = (address: number): number => Math.ceil(address / 8) * 8;

export function layOutMemory({ strings, callbacks, defers, variant }: ModuleContext): MemoryLayout {
  const { segments, end } = strings.seal(variant.ownMemory);
  const lists = aligned(end);
  const records = lists + callbacks.listsSize;
  const used = (callbacks.isUsed ? records : end) + (defers.isUsed ? DEFER_ROOM : 0);
  return { segments, lists, records, defers: records, pages: Math.max(1, Math.ceil(used / PAGE)) };
}
