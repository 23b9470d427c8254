import type { NameAtom, Node } from '../ast/nodes.ts';
import { noValue, severalValues, typeMismatch } from '../diagnostics/types.ts';
import { fits } from '../ir/fits.ts';
import type { Expression, FunctionVariable, Local } from '../ir/ir.ts';
import { numberTypeOf } from '../ir/numbers.ts';
import { never, shownType, type Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import type { Environment } from './environment.ts';
import { noteDefinition } from './notes.ts';
import type { Scope } from './scope.ts';

/** What checking the body of one function needs. */
export interface Context {
  readonly environment: Environment;
  readonly scope: Scope;
  readonly usedLocals: Set<Local>;
  readonly usedVariables: Set<FunctionVariable>;
  /**
   * Checks what is inside of a form, whatever it is. `expected` guides literals and is passed down to where the value comes
   * from; whether it fits is the caller's to check.
   */
  readonly check: (node: Node, expected: Type | undefined, context: Context) => Expression;
  /** Where checking is inside of a `defer`. */
  readonly deferred: boolean;
}

/** Binds a local until its scope ends. */
export function bindLocal(name: NameAtom | undefined, type: Type, { scope, environment }: Context): Local {
  const local = scope.bind(name?.text, type);
  noteDefinition(environment, name, { kind: 'local', local });
  return local;
}

/** For what is in error. Fits everywhere, so that one mistake is reported once. */
export const failed = (span: Span): Expression => ({ kind: 'error', type: never, span });

/** Reports when an expression's type is not the expected one. Where nothing is expected, a value is dropped. */
export function fit(expression: Expression, expected: Type, { environment }: Context): Expression {
  if (fits(expression.type, expected)) return expression;
  environment.sink.add(mismatch(expression, shownType(expected), expected));
  return failed(expression.span);
}

function mismatch({ type, span }: Expression, wanted: string, expected: Type | undefined) {
  if (type.kind === 'none') return noValue(wanted, span);
  if (type.kind === 'values') return severalValues(type.items.length, span);
  return typeMismatch(wanted, type, span, expected && conversionHint(type, expected));
}

function conversionHint(from: Type, to: Type): string | undefined {
  return numberTypeOf(from) && numberTypeOf(to) ? `convert it: (as ${shownType(to)} …)` : undefined;
}

/** Reports an expression that gives no value, or several, where one of some type is needed. */
export function single(expression: Expression, wanted: string, { environment }: Context): Expression {
  const { kind } = expression.type;
  if (kind !== 'none' && kind !== 'values') return expression;
  environment.sink.add(mismatch(expression, wanted, undefined));
  return failed(expression.span);
}
