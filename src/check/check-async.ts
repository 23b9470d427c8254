/** Who calls an async import is suspended with it: exports have to say so, in their type. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { asyncInTry, hasToBeAsync, liftedAsync } from '../diagnostics/types.ts';
import type { AdapterFunction, Callee, Expression, FunctionBody, ImportedFunction, TryExpression } from '../ir/ir.ts';
import { walk } from '../ir/visit.ts';
import type { Environment } from './environment.ts';

/** Only calls within the component are followed: what a core module calls, and when, is not known here. */
export function checkAsync(functions: readonly FunctionBody[], { functions: declared, sink }: Environment): void {
  const isSuspended = [...declared.values()].some((callee) => callee.kind !== 'core' && callee.isAsync);
  // Two walks through all bodies, which an editor waits for.
  if (!isSuspended) return;
  const reached = waitingCallees(functions);
  for (const { function: callee, body } of functions) {
    const cause = reached(callee);
    if (cause && callee.role.kind === 'export' && !callee.isAsync) {
      sink.add(hasToBeAsync(callee.role.field, cause.name, callee.span, cause.span));
    }
    walk(body, (expression) => {
      if (expression.kind === 'try') checkTry(expression, reached, sink);
      if (expression.kind !== 'bind' || expression.target.kind !== 'function') return;
      const lifted = reached(expression.callee);
      if (lifted) sink.add(liftedAsync(expression.callee.name, lifted.name, expression.span, lifted.span));
    });
  }
}

/** What may wait by itself: an async import, or what another component exports as async. */
type Waiting = ImportedFunction | AdapterFunction;

/** What may wait that a function leads to, directly or through others. */
type Reached = (callee: Callee) => Waiting | undefined;

function waitingCallees(functions: readonly FunctionBody[]): Reached {
  const reached = new Map<AdapterFunction, Waiting>();
  const own = new Set<Callee>(functions.map((body) => body.function));
  const callers = new Map<AdapterFunction, AdapterFunction[]>();
  for (const { function: caller, body } of functions) {
    for (const callee of calleesIn(body)) {
      if (callee.kind !== 'core' && callee.isAsync && !own.has(callee)) reached.set(caller, callee);
      if (callee.kind === 'adapter') callers.set(callee, [...(callers.get(callee) ?? []), caller]);
    }
  }
  // A map's iteration goes on to what is added meanwhile.
  for (const [callee, cause] of reached) {
    for (const caller of callers.get(callee) ?? []) if (!reached.has(caller)) reached.set(caller, cause);
  }
  return (callee) => {
    if (callee.kind === 'core') return undefined;
    if (!own.has(callee)) return callee.isAsync ? callee : undefined;
    return callee.kind === 'adapter' ? reached.get(callee) : undefined;
  };
}

/** The functions that are its parts are called by way of JavaScript, through which nothing is suspended. */
function checkTry(attempt: TryExpression, reached: Reached, sink: DiagnosticSink): void {
  walk(attempt, (expression) => {
    const waiting = expression.kind === 'call' ? reached(expression.callee) : undefined;
    if (waiting) sink.add(asyncInTry(waiting.name, expression.span, waiting.span));
  });
}

function calleesIn(body: Expression): readonly Callee[] {
  const callees = new Set<Callee>();
  walk(body, (expression) => {
    if (expression.kind === 'call') callees.add(expression.callee);
  });
  return [...callees];
}
