/** Names of one list: the same whatever the case of their letters. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { nameTwice } from '../diagnostics/wit.ts';
import type { Id } from './syntax.ts';

/** Tells of each name whether it is the first of its kind; any other is reported. */
export function uniqueNames(sink: DiagnosticSink): (id: Id) => boolean {
  const seen = new Map<string, Id>();
  return (id) => {
    const before = seen.get(id.name.toLowerCase());
    if (before) sink.add(nameTwice(id, before));
    seen.set(id.name.toLowerCase(), id);
    return before === undefined;
  };
}
