/** Classes that JavaScript iterates: as of its own collections, `values()` gives the items, of maps `entries()`. */
import type { FunctionNode } from '../../ast/nodes.ts';
import { type CoreExport, isMember } from '../core-names.ts';
import { exportFunction } from './functions.ts';
import { name, text } from './nodes.ts';
import type { ExportContext } from './value-context.ts';

/** `[iterate]R` for a method that gives them all, nothing for another one. */
export function iteration(item: CoreExport, context: ExportContext): readonly FunctionNode[] {
  if (!isMember(item) || !givesItems(item)) return [];
  const { methods } = item.owner;
  if (item.func.name === 'values' && methods.some((func) => givesItems({ ...item, func }) && func.name === 'entries'))
    return [];
  const own = item.owner.name;
  const node = exportFunction(item, context);
  return [{ ...node, name: name(`_it_${own}.iterate`), field: text(`[iterate]${own}`), doc: '' }];
}

const givesItems = ({ kind, func: { name: own, params, result, isAsync, overload } }: CoreExport): boolean =>
  kind === 'method' &&
  (own === 'values' || own === 'entries') &&
  params.length === 0 &&
  !isAsync &&
  overload === undefined &&
  (result?.kind === 'list' || result?.kind === 'fixed');
