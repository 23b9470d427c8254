/** What becomes of a value: statements are made for where it is to go. */

import type { Expression } from 'estree';
import type { Type } from '../../ir/types.ts';
import { assign, id } from './build/expressions.ts';
import { returned, statement } from './build/statements.ts';
import type { Destination, Finish, Scope, Wanted } from './context.ts';

const asIs: Finish = (value) => value;

export const effect: Destination = { kind: 'effect' };

export const assignTo = (target: Expression, wanted: Wanted = 'exact', finish: Finish = asIs): Destination => ({
  kind: 'assign',
  target,
  finish,
  wanted,
});

export const returnTo = (
  result: Type,
  finish: Finish = asIs,
  wanted: Wanted = 'exact',
  isUnwrapped = false,
): Destination => ({ kind: 'return', finish, wanted, result, isUnwrapped });

/** Whether nothing is made of the value. */
export const isAsIs = (destination: Destination): boolean =>
  destination.kind !== 'effect' && destination.finish === asIs;

export const wantedBy = (destination: Destination): Wanted =>
  destination.kind === 'effect' ? 'wrapped' : destination.wanted;

/** Puts a value where it is to go. */
export function place(value: Expression, destination: Destination, scope: Scope): void {
  switch (destination.kind) {
    case 'effect':
      if (hasEffect(value)) scope.push(statement(value));
      return;
    case 'assign':
      scope.push(statement(assign(destination.target as never, destination.finish(value, scope))));
      return;
    case 'return':
      scope.push(returned(destination.finish(value, scope)));
      return;
  }
}

/** Reading and computing can be left out where nobody wants the value. */
function hasEffect(value: Expression): boolean {
  switch (value.type) {
    case 'Identifier':
    case 'Literal':
      return false;
    case 'MemberExpression':
      return hasEffect(value.object as Expression) || hasEffect(value.property as Expression);
    case 'UnaryExpression':
      return hasEffect(value.argument);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return hasEffect(value.left as Expression) || hasEffect(value.right);
    case 'ObjectExpression':
      return value.properties.some((each) => each.type !== 'Property' || hasEffect(each.value as Expression));
    default:
      return true;
  }
}

export const nothing = id('undefined');
