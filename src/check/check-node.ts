/** How forms check what is inside them. */
import type { Node } from '../ast/nodes.ts';
import type { Expression } from '../ir/ir.ts';
import type { Type } from '../ir/types.ts';
import { type Context, fit, single } from './context.ts';

export const check = (node: Node, expected: Type | undefined, context: Context): Expression =>
  context.check(node, expected, context);

/** An expression that must give exactly the expected type. */
export const checkExpected = (node: Node, expected: Type, context: Context): Expression =>
  fit(check(node, expected, context), expected, context);

/** An expression that must give one value of whatever type; `wanted` says in a message what for. */
export const checkValue = (node: Node, wanted: string, context: Context, hint?: Type): Expression =>
  single(check(node, hint, context), wanted, context);
