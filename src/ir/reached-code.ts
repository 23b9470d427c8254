import type { Callee, Expression } from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { walk } from './visit.ts';

/**
 * All that runs with some code, as far as it is the component's: each function once, however many ways lead there.
 * @param next - the function that an expression by itself leads to; by default the one that it calls
 */
export function reachedCode(
  start: readonly Expression[],
  bodyOf: BodyOf,
  next: (expression: Expression) => Callee | undefined = calledBy,
): readonly Expression[] {
  const reached = new Set(start);
  const code: Expression[] = [];
  // A set's iteration goes on to what is added meanwhile.
  for (const each of reached) {
    walk(each, (expression) => {
      code.push(expression);
      const callee = next(expression);
      const body = callee && bodyOf(callee)?.body;
      if (body) reached.add(body);
    });
  }
  return code;
}

const calledBy = (expression: Expression): Callee | undefined =>
  expression.kind === 'call' ? expression.callee : undefined;
