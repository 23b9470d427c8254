import type { CopyExpression, MeasureExpression, OperationExpression } from '../../../ir/ir.ts';
import type { OperandsOf, OperationName } from '../../../ir/ops.ts';
import type { AdapterShape } from './adapter-shape.ts';
import type { FunctionContext } from './function-context.ts';
import type { Wat } from './wat.ts';

/** What the WebAssembly variants do each in a way of its own. */
export interface Variant extends AdapterShape {
  readonly operations: OperationEmitters;
  readonly moves: Moves;
}

/** Gives the instructions that leave an operation's result on the stack. */
export type OperationEmitter<N extends OperationName> = (
  operands: OperandsOf<N>,
  context: FunctionContext,
  expression: OperationExpression,
) => readonly Wat[];

/** One emitter an operation: a total map, so that TypeScript names the row that lacks one. */
export type OperationEmitters = { readonly [N in OperationName]: OperationEmitter<N> };

/** Bytes up to which a value of them surely fits into an engine; what is longer is made, which may fail. */
export const MOST_BYTES = 2 ** 28;

/** From memory to memory. */
export interface Moves {
  readonly measure: (expression: MeasureExpression, context: FunctionContext) => readonly Wat[];
  readonly copy: (expression: CopyExpression, context: FunctionContext) => readonly Wat[];
}
