/** Maps, sets and dates between adapters and what core modules can have of them. */
import type { TypeJson } from '../abi.ts';
import type { HostFunction } from '../loader/modules.ts';
import { viewClass } from '../loader/view-class.ts';
import { makeDate } from '../values/dates.ts';

export const collectionFunctions = {
  map_new: (entries: readonly (readonly [unknown, unknown])[]) => new Map(entries),
  map_entries: (map: ReadonlyMap<unknown, unknown>) => [...map],
  set_new: (items: Iterable<unknown>) => new Set(items),
  date_new: makeDate,
  date_time: (date: Date) => date.getTime(),
};

/** `set_items:J` */
export function itemsInSet(type: TypeJson): HostFunction {
  const View = viewClass(type);
  return (set: ReadonlySet<unknown>) => (View ? new View([...set] as never) : [...set]);
}
