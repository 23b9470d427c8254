import type { Literals } from './literal-pool.ts';
import type { ModuleContext } from './module-context.ts';
import type { Wat } from './wat.ts';

/** What `_it_init` does in both variants once core modules are there: variables may be computed with all the rest. */
export const emitInitialization = (literals: Literals, context: ModuleContext): readonly Wat[] => [
  ...literals.initialization,
  ...context.callbacks.initialization(context.hosts),
  ...context.variables.initialization(),
];
