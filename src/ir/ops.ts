/**
 * THE table of operations. A row says what an instruction takes, what it gives and, in a line, what it is for; parser,
 * checker, suggestions and the reference in grammar/itl.md come from it, and each back-end is a total map over it.
 * Control and binding (`local let call if block switch match defer as …`) are not here: they are a small closed set.
 */
import type { Row } from './row.ts';
import { arithmeticRows } from './rows/arithmetic.ts';
import { javascriptRows } from './rows/javascript.ts';
import { memoryRows } from './rows/memory.ts';
import { valuesRows } from './rows/values.ts';
import type { OperandByKind } from './slots.ts';

export type { Row } from './row.ts';

export const operations = {
  ...arithmeticRows,
  ...memoryRows,
  ...valuesRows,
  ...javascriptRows,
} as const satisfies Readonly<Record<string, Row>>;

export type OperationName = keyof typeof operations;

type SlotsOf<N extends OperationName> = (typeof operations)[N]['slots'];

/** What an emitter for operation N is handed. */
export type OperandsOf<N extends OperationName> = {
  readonly [K in keyof SlotsOf<N>]: SlotsOf<N>[K] extends { readonly kind: infer S extends keyof OperandByKind }
    ? OperandByKind[S]
    : never;
};

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);
