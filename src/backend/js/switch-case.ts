import type { Expression as Js, SwitchCase } from 'estree';
import { block, ends, leaveSwitch, type Statement, switchCase } from './build/statements.ts';

/** The arm's statements, with what leaves the `switch`. */
export function caseOf(test: Js | undefined, body: readonly Statement[]): SwitchCase {
  const all = ends(body) ? body : [...body, leaveSwitch];
  const declares = body.some(({ type }) => type === 'VariableDeclaration');
  return switchCase(test, declares ? [block(all)] : all);
}
