import { exportNames } from '../../../../runtime/abi.ts';
import type { Literals } from './literal-pool.ts';
import type { ModuleContext } from './module-context.ts';
import { type Wat, watString } from './wat.ts';

/**
 * What both variants do before core modules are there, whose start functions may call what uses it. Not in a start function
 * of the adapter's own: the loader reads its memory. Nothing where there is nothing to do.
 */
export function emitPreparation(literals: Literals, context: ModuleContext): readonly Wat[] {
  const body = [
    ...literals.initialization,
    ...context.callbacks.initialization(context.hosts),
    ...context.variables.preparation(),
  ];
  return body.length > 0 ? [['func', ['export', watString(exportNames.prepare)], ...body]] : [];
}

/**
 * `_it_init`: what both variants do once core modules are there. Variables may be computed with all the rest.
 *
 * @param loading - what the variant does before
 */
export const emitInitialization = (loading: readonly Wat[], context: ModuleContext): Wat => [
  'func',
  ['export', watString(exportNames.init)],
  ...loading,
  ...context.variables.initialization(),
];
