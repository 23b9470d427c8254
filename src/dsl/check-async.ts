/** Imports that may give promises, and whether anything exported can wait for them. */
import { unawaitedImport } from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { DslModule } from './model.ts';

/** Which export reaches which import is C++'s matter: that none can wait is all that is known here. */
export function checkAsync({ imports, exports, types }: DslModule, errors: ErrorList): void {
  const members = types.flatMap((type) => (type.kind === 'class' ? [...type.methods, ...type.statics] : []));
  if ([...exports, ...members].some((func) => func.isAsync)) return;
  for (const { name, span, isAsync } of imports.flatMap(({ functions }) => functions)) {
    if (isAsync) errors.add(unawaitedImport(name, span));
  }
}
