/** Lifts and lowers that are each other's reverse: a value that goes through both arrives as the bytes that it was. */
import { scalarSize } from '../../../runtime/abi.ts';
import { bulkLoad } from '../bulk-load.ts';
import { bulkStore } from '../bulk-store.ts';
import type { Expression, MemoryPlace, OperationExpression } from '../ir.ts';
import { memoryReadAt } from '../memory-read.ts';
import { typedArrayElementOf } from '../numbers.ts';
import type { Type } from '../types.ts';
import { withFreshLocals } from '../visit.ts';

/** How a value lies in memory: `utf8`, `utf16`, `latin1`, `buffer`, or an array's type of element. */
export type Encoding = string;

/** A lift, and from where. */
export interface Source extends MemoryPlace {
  readonly lift: OperationExpression;
  readonly encoding: Encoding;
  /** Bytes a unit of its length. */
  readonly unit: number;
  readonly pointer: Expression;
  /** Absent where a NUL says it. */
  readonly length: Expression | undefined;
}

/** A window may move between the lift and what is done with it. */
const isThroughWindow = ({ operands }: OperationExpression): boolean =>
  'pointer' in operands && operands.pointer.kind === 'window';

export function sourceOf(lift: Expression): Source | undefined {
  if (lift.kind !== 'operation') return undefined;
  if (isThroughWindow(lift)) return undefined;
  switch (lift.operation) {
    case 'mem-to-string':
    // What is ill-formed is made after all, and traps.
    case 'mem-to-strict-string':
      return { ...lift.operands, lift, encoding: 'utf8', unit: 1 };
    case 'mem-to-c-string':
      return { ...lift.operands, lift, encoding: 'utf8', unit: 1, length: undefined };
    case 'mem-to-utf16':
      return { ...lift.operands, lift, encoding: 'utf16', unit: 2 };
    case 'mem-to-latin1':
      return { ...lift.operands, lift, encoding: 'latin1', unit: 1 };
    case 'mem-to-buffer':
      return { ...lift.operands, lift, encoding: 'buffer', unit: 1 };
    case 'lift-array':
      return arraySource(lift);
    default:
      return undefined;
  }
}

function arraySource(lift: Extract<OperationExpression, { operation: 'lift-array' }>): Source | undefined {
  const load = bulkLoad(lift.operands);
  const { type, pointer, length } = lift.operands;
  const element = typedArrayElementOf(type);
  if (!load || !element) return undefined;
  const { module, memory } = load.operands;
  return { lift, encoding: element, unit: scalarSize[element], pointer, length, module, memory };
}

/** Where something lies that can be measured. */
export type Measured = Omit<Source, 'lift'>;

/** The same as a source, and where arrays lie whose elements are lifted one by one, as far as that can be told. */
export function measuredIn(lift: OperationExpression): Measured | undefined {
  const source = sourceOf(lift);
  if (source || lift.operation !== 'lift-array' || isThroughWindow(lift)) return source;
  const { pointer, length, stride, body } = lift.operands;
  const [address] = body.locals;
  const place = address && memoryReadAt(body.block, address, () => undefined);
  return place && { ...place, encoding: '', unit: stride, pointer, length };
}

/** What an operation does with a value that has an encoding. */
export interface Use {
  readonly encoding: Encoding;
  readonly value: Expression;
  /** Where it puts the value; absent where it asks for the length in the encoding's units. */
  readonly destination: Destination | undefined;
}

export interface Destination extends MemoryPlace {
  readonly pointer: Expression;
}

export function useIn(expression: Expression): Use | undefined {
  if (expression.kind !== 'operation') return undefined;
  const { operands, operation } = expression;
  if (isThroughWindow(expression)) return undefined;
  switch (operation) {
    // What it measures is enough.
    case 'string-room':
    case 'string-len':
      return { encoding: 'utf8', value: operands.string, destination: undefined };
    case 'utf16-len':
      return { encoding: 'utf16', value: operands.string, destination: undefined };
    case 'latin1-len':
      return { encoding: 'latin1', value: operands.string, destination: undefined };
    case 'buffer-len':
      return { encoding: 'buffer', value: operands.buffer, destination: undefined };
    case 'array-len':
      return { encoding: elementOf(operands.array.type), value: operands.array, destination: undefined };
    case 'string-to-mem':
      return { encoding: 'utf8', value: operands.string, destination: operands };
    case 'utf16-to-mem':
      return { encoding: 'utf16', value: operands.string, destination: operands };
    case 'latin1-to-mem':
      return { encoding: 'latin1', value: operands.string, destination: operands };
    case 'buffer-to-mem':
      return { encoding: 'buffer', value: operands.buffer, destination: operands };
    case 'lower-array': {
      const store = bulkStore(operands);
      const { type, array: value, pointer } = operands;
      return store && { encoding: typedArrayElementOf(type) ?? '', value, destination: { ...store.operands, pointer } };
    }
    default:
      return undefined;
  }
}

const elementOf = (type: Type): Encoding => (type.kind === 'array' ? (typedArrayElementOf(type.element) ?? '') : '');

/** The operation with another value in its place, and another pointer where it has one. */
export function withValue(
  expression: OperationExpression,
  value: Expression,
  pointer?: Expression,
): OperationExpression {
  const { operands } = expression;
  const slot = 'string' in operands ? 'string' : 'buffer' in operands ? 'buffer' : 'array';
  return {
    ...expression,
    operands: { ...operands, [slot]: value, ...(pointer && { pointer }) },
  } as OperationExpression;
}

/** The lift once more, with other places to find its pointer and its length in. */
export function withRange<L extends OperationExpression>(
  lift: L,
  pointer: Expression,
  length: Expression | undefined,
): L {
  const again = withFreshLocals<OperationExpression>(lift);
  return { ...again, operands: { ...again.operands, pointer, ...(length && { length }) } } as L;
}
