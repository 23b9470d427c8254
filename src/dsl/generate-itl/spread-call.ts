/** The call of an export that the core module has once for each case of a variant: see spread-variant.ts. */
import type { Node } from '../../ast/nodes.ts';
import { borrowsFromArena, mayStayInArena, takesRoom } from '../arena-use.ts';
import { type CoreExport, resultOf } from '../core-names.ts';
import type { DslParam } from '../model.ts';
import type { Spread, SpreadCase } from '../spread-variant.ts';
import { coreResult } from './core-types.ts';
import { bind, binding, call, form, local } from './nodes.ts';
import { filledParam, fresh, type LoweredParam, lowerParam, paramParts } from './parameters.ts';
import { borrowRoom, guardArena, place } from './placement.ts';
import type { ExportContext } from './value-context.ts';

/**
 * Whether a case that needs memory takes and gives it back in a function of its own, so that others have nothing to give back:
 * where nothing else needs any, and what is given lies in none of it.
 */
export function mayTakeApart(item: CoreExport, spread: Spread, { types, guardsAlways }: ExportContext): boolean {
  const others = item.func.params.filter((param) => param !== spread.param);
  const isFree = others.every(({ type }) => !takesRoom(type, types) && !mayStayInArena(type, types));
  return !guardsAlways && isFree && !borrowsFromArena(resultOf(item), types);
}

/** @param lowered - what is handed over for each parameter */
export function callByCase(
  item: CoreExport,
  spread: Spread,
  lowered: readonly (readonly Node[])[],
  isApart: boolean,
  context: ExportContext,
): { readonly nodes: readonly Node[]; readonly call: Node } {
  const { params } = item.func;
  const at = params.indexOf(spread.param);
  const payload = fresh('payload', params);
  const arms = spread.cases.map((each) => {
    const called = (values: readonly Node[]): Node =>
      call(each.coreName, ...lowered.slice(0, at).flat(), ...values, ...lowered.slice(at + 1).flat());
    if (each.type === undefined) return form('case', each.name, called([]));
    const own: DslParam = { name: payload, type: each.type, span: spread.param.span };
    const inner = params.map((param, index) => (index === at ? own : filledParam(param, index, params)));
    const held = lowerParam(own, at, 0, inner, context);
    const isPlain = !held.placement && !mayStayInArena(each.type, context.types);
    const body =
      isApart && !isPlain
        ? [callApart(item, each, inner, held, called, context)]
        : [...placed(held, context), called(held.values)];
    return form('case', each.name, binding(payload), ...body);
  });
  const match = form('match', local(spread.param.name ?? at), ...arms);
  if (resultOf(item) === undefined) return { nodes: [], call: match };
  const given = fresh('given', params);
  return { nodes: [bind(given, match)], call: local(given) };
}

const placed = ({ placement }: LoweredParam, { pool, room }: ExportContext): readonly Node[] =>
  placement ? place(pool, room, placement) : [];

/** In a function of its own, which has the export's parameters as they are by then, and what the case holds in the variant's place. */
function callApart(
  item: CoreExport,
  { coreName }: SpreadCase,
  params: readonly DslParam[],
  held: LoweredParam,
  called: (values: readonly Node[]) => Node,
  context: ExportContext,
): Node {
  const { pool, types } = context;
  const result = resultOf(item);
  const args = params.map(({ name }, index) => local(name ?? index));
  return pool.callHelper(`_it_${coreName}`, '', args, () => ({
    params: params.map((param) => paramParts(param, types)),
    result: result && coreResult(result, types),
    body: [
      ...(params.some(({ type }) => mayStayInArena(type, types)) ? guardArena(pool, fresh('mark', params)) : []),
      ...(held.placement ? borrowRoom(pool, fresh('top', params), fresh('end', params)) : []),
      ...placed(held, context),
      called(held.values),
    ],
  }));
}
