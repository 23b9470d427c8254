import type { Node } from '../ast/nodes.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { wrongClause } from '../diagnostics/types.ts';

/** The clauses that a form takes, as messages speak of them. */
export interface Clauses {
  /** The form's name. */
  readonly form: string;
  readonly expected: string;
  readonly heads: readonly string[];
  readonly usage: string;
}

/** Reports what stands in place of a clause: its head, where that is nearly one of the clauses' names. */
export function refuseClause({ form, expected, heads, usage }: Clauses, node: Node, sink: DiagnosticSink): void {
  const head = node.kind === 'form' && !heads.includes(node.head.text) ? node.head : undefined;
  sink.add(wrongClause(form, expected, head, node.span, heads, usage));
}
