import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { differentImports } from '../diagnostics/linking.ts';
import type { ImportedFunction } from '../ir/ir.ts';
import { sameTypes } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import { shownFunction } from './shown-function.ts';

/**
 * The import, among those that are there, of the same name from the same place: both are one. Undefined where there is none.
 * @param span - to blame where it is another function
 */
export function sharedImport(
  imported: ImportedFunction,
  present: readonly ImportedFunction[],
  span: Span,
  sink: DiagnosticSink,
): ImportedFunction | undefined {
  const { module, field } = imported;
  const shared = present.find((each) => each.module === module && each.field === field);
  if (shared && !isSameImport(shared, imported)) {
    const both = { first: shownFunction(shared), second: shownFunction(imported) };
    sink.add(differentImports({ module, field }, both, span));
  }
  return shared;
}

const isSameImport = (left: ImportedFunction, right: ImportedFunction): boolean =>
  left.isAsync === right.isAsync &&
  sameTypes(
    left.params.map(({ type }) => type),
    right.params.map(({ type }) => type),
  ) &&
  sameTypes(left.results, right.results);
