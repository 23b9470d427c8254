/** The variables of a component that something sets: others are constants, which engines put in their place. */
import type { Component, InstanceVariable } from '../../ir/ir.ts';
import { walk } from '../../ir/visit.ts';

export function changingVariables({ functions }: Component): ReadonlySet<InstanceVariable> {
  const found = new Set<InstanceVariable>();
  for (const { body } of functions) {
    walk(body, (inner) => {
      if (inner.kind !== 'operation' || inner.operation !== 'set') return;
      const { variable } = inner.operands;
      if (variable.scope === 'instance') found.add(variable);
    });
  }
  return found;
}
