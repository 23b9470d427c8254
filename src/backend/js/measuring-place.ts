import type { Component, Expression, MemoryPlace } from '../../ir/ir.ts';
import { walk } from '../../ir/visit.ts';

/** The memories that a component writes strings to. Any of them will do to measure one. */
export function measuringPlaces({ functions }: Component): readonly MemoryPlace[] {
  const places = new Map<string, MemoryPlace>();
  for (const { body } of functions)
    for (const place of textTargets(body)) places.set(JSON.stringify([place.module, place.memory]), place);
  return [...places.values()];
}

/** The memories that code writes strings to. */
function textTargets(body: Expression): readonly MemoryPlace[] {
  const found: MemoryPlace[] = [];
  walk(body, (inner) => {
    if (inner.kind !== 'operation') return;
    if (inner.operation === 'string-to-mem' || inner.operation === 'string-into-mem') found.push(inner.operands);
  });
  return found;
}

/** The first of the part that a function belongs to, which its name and those of the part's core modules begin with. */
export function nearest(places: readonly MemoryPlace[], who: string): MemoryPlace | undefined {
  const partOf = (name: string): string => name.slice(0, name.lastIndexOf('.') + 1);
  const found = places.find(({ module }) => module.includes('.') && who.startsWith(partOf(module)));
  return found ?? places[0];
}
