/** Which functions are still worth checking when the text has syntax errors. */
import type { Document, FunctionNode } from '../ast/nodes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { functionsOf } from './declare.ts';

/** After these a function may not end where it seems to (comments, parentheses, size) or has lost a part of its signature. */
const farReaching: ReadonlySet<string> = new Set([
  'ITL1009',
  'ITL1011',
  'ITL1012',
  'ITL1013',
  'ITL1015',
  'ITL1018',
  'ITL1099',
]);

/**
 * The functions whose bodies have syntax errors, where that is all that is wrong with the text; undefined where a
 * declaration may be lost or changed, so that whatever uses it would be blamed.
 */
export function damagedFunctions(
  document: Document,
  errors: readonly Diagnostic[],
): ReadonlySet<FunctionNode> | undefined {
  const functions = errors.length === 0 ? [] : document.items.flatMap(functionsOf);
  const damaged = errors.map((error) => functions.find((node) => isInBody(node, error)));
  return damaged.every((node) => node !== undefined) ? new Set(damaged) : undefined;
}

function isInBody({ body, span }: FunctionNode, error: Diagnostic): boolean {
  const start = body[0]?.span.start;
  if (start === undefined || !error.span || farReaching.has(error.code)) return false;
  return error.span.start >= start && error.span.end <= span.end;
}
