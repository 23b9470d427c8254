/** Helpers that look after what they have to put back themselves. */
import { calleeOf } from '../../ir/effects.ts';
import type { AdapterFunction, Callee, Component, Expression } from '../../ir/ir.ts';
import { waitingFunctions } from '../../ir/unwinds.ts';
import { partsOf } from '../../ir/visit.ts';

/** What is called at one place of the component: the export that it is in, if a case of a `match` is the place. */
type Site = AdapterFunction | 'elsewhere';

/**
 * Helpers that one case of an export's `match` calls, and nobody else, with the export. Nothing has to stand around the other cases
 * then. None where a call may wait.
 */
export function helpersApart(component: Component): ReadonlyMap<AdapterFunction, AdapterFunction> {
  if (waitingFunctions(component).length > 0) return new Map();
  const sites = new Map<Callee, Site>();
  const note = (expression: Expression, from: AdapterFunction, inCase: boolean): void => {
    const callee = calleeOf(expression);
    const isApart = inCase && expression.kind === 'call' && isPlainExport(from);
    if (callee) sites.set(callee, isApart && !sites.has(callee) ? from : 'elsewhere');
    for (const { code, runs } of partsOf(expression))
      note(code, from, runs === 'either' ? inCase || expression.kind === 'match' : inCase && runs === 'once');
  };
  for (const { function: from, body } of component.functions) note(body, from, false);
  const apart = [...sites].flatMap(([callee, site]) =>
    callee.kind === 'adapter' && callee.role.kind === 'helper' && site !== 'elsewhere' ? [[callee, site] as const] : [],
  );
  return new Map(apart);
}

/** Messages call it by its name. */
const isPlainExport = ({ role, isAsync }: AdapterFunction): boolean =>
  role.kind === 'export' && !role.field.startsWith('[') && !isAsync;
