/** Loads from places that lie side by side: one check does for all of them. */
import { scalarSize } from '../../../runtime/abi.ts';
import { hasEffect } from '../../ir/effects.ts';
import type { Expression, Local, MemoryPlace, OperationExpression } from '../../ir/ir.ts';
import { scalarNameOf } from '../../ir/numbers.ts';
import type { Type } from '../../ir/types.ts';
import { childrenOf, walk } from '../../ir/visit.ts';

export interface CoveredLoads extends MemoryPlace {
  /** What their addresses are made from. */
  readonly base: Local;
  /** Where the last of them ends. */
  readonly size: number;
  /** The offset and the length of each, in order. */
  readonly parts: readonly number[];
  readonly count: number;
}

type Load = Extract<OperationExpression, { operation: 'load' }>;

/** Larger offsets are no field's. */
const largestOffset = 1 << 16;

/** The offset from a local, and that local: `$at` or `(+ $at N)`. */
export function addressOf(pointer: Expression): { readonly base: Local; readonly offset: number } | undefined {
  if (pointer.kind === 'local') return { base: pointer.local, offset: 0 };
  if (pointer.kind !== 'operation' || pointer.operation !== '+') return undefined;
  const { left, right } = pointer.operands;
  const isOffset = left.kind === 'local' && right.kind === 'integer' && right.value >= 0n;
  if (!isOffset || right.value > largestOffset) return undefined;
  return { base: left.local, offset: Number(right.value) };
}

/** The bytes of a load that reads a number as it is. */
const loadSize = ({ operands: { type } }: Load): number | undefined => sizeOf(type);

/** The bytes of a number in memory. */
export function sizeOf(type: Type): number | undefined {
  const name = scalarNameOf(type);
  if (type.kind === 'simple' && (type.name === 'i32' || type.name === 'i64')) return type.name === 'i32' ? 4 : 8;
  return name === undefined ? undefined : scalarSize[name];
}

/**
 * The loads in some expressions from one memory at `base`, or at the only local that there are such loads from. Nothing in
 * them may make the memory grow: views of it are kept meanwhile.
 */
export function coveredLoads(expressions: readonly Expression[], base?: Local): CoveredLoads | undefined {
  if (!expressions.every(isQuiet)) return undefined;
  const loads = expressions.flatMap(loadsIn).filter((load) => !base || addressOf(load.operands.pointer)?.base === base);
  const [first] = loads;
  const from = first && addressOf(first.operands.pointer)?.base;
  if (!first || !from) return undefined;
  const { module, memory } = first.operands;
  const areTogether = loads.every(
    ({ operands }) =>
      operands.module === module && operands.memory === memory && addressOf(operands.pointer)?.base === from,
  );
  if (!areTogether) return undefined;
  const parts = loads.map((load) => [addressOf(load.operands.pointer)?.offset ?? 0, loadSize(load) ?? 0] as const);
  return {
    module,
    memory,
    base: from,
    size: Math.max(...parts.map(([offset, size]) => offset + size)),
    parts: parts.flat(),
    count: loads.length,
  };
}

/** Whether code runs none of a core module or of the user's, and has no locals of its own. */
function isQuiet(expression: Expression): boolean {
  let isLoud = false;
  walk(expression, (inner) => {
    isLoud ||=
      inner.kind === 'call' ||
      inner.kind === 'bind' ||
      inner.kind === 'let' ||
      (inner.kind === 'operation' && 'body' in inner.operands) ||
      hasEffect(inner, 'calls core') ||
      hasEffect(inner, 'calls JavaScript') ||
      hasEffect(inner, 'writes memory');
  });
  return !isLoud;
}

/** Those that always run, whose address is a local with an offset. */
function loadsIn(expression: Expression): readonly Load[] {
  switch (expression.kind) {
    case 'if':
    case 'switch':
    case 'match':
    case 'defer':
    case 'copy':
    case 'measure':
      return [];
    default: {
      const inside = childrenOf(expression).flatMap(loadsIn);
      const isLoad = expression.kind === 'operation' && expression.operation === 'load';
      if (!isLoad || !addressOf(expression.operands.pointer) || loadSize(expression) === undefined) return inside;
      return [...inside, expression];
    }
  }
}
