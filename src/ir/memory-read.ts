import type { BlockExpression, Callee, Expression, FunctionBody, Local, MemoryPlace } from './ir.ts';
import { childrenOf, walk } from './visit.ts';

/** The code of a function of the component. */
export type BodyOf = (callee: Callee) => FunctionBody | undefined;

/**
 * The memory that code accesses at `address` or at something made from it, directly or through functions of the
 * component that it hands that to; undefined where there is none.
 */
export function memoryReadAt(block: BlockExpression, address: Local, bodyOf: BodyOf): MemoryPlace | undefined {
  return search(block, address, { placeOf: accessOf, bodyOf }, new Set());
}

/** The same for an address of 64 bits, which is brought into a window first: in this code alone. */
export const memoryWindowedAt = (block: BlockExpression, address: Local): MemoryPlace | undefined =>
  search(block, address, { placeOf: windowOf, bodyOf: () => undefined }, new Set());

/** What is looked for, and where. */
interface Search {
  /** The memory that an expression by itself accesses at one of the addresses. */
  readonly placeOf: (expression: Expression, derived: ReadonlySet<Local>) => MemoryPlace | undefined;
  readonly bodyOf: BodyOf;
}

function search(block: BlockExpression, address: Local, wanted: Search, visited: Set<Local>): MemoryPlace | undefined {
  visited.add(address);
  const derived = new Set([address]);
  let found: MemoryPlace | undefined;
  walk(block, (expression) => {
    if (expression.kind === 'let' && mentions(expression.value, derived)) {
      for (const local of expression.locals) derived.add(local);
    }
    found ??= wanted.placeOf(expression, derived) ?? inCallee(expression, derived, wanted, visited);
  });
  return found;
}

function accessOf(expression: Expression, derived: ReadonlySet<Local>): MemoryPlace | undefined {
  if (!isAccess(expression)) return undefined;
  const { module, memory, pointer } = expression.operands;
  // Its memory was checked by 64-bit addresses.
  if (pointer.kind === 'window') return undefined;
  return mentions(pointer, derived) ? { module, memory } : undefined;
}

const windowOf = (expression: Expression, derived: ReadonlySet<Local>): MemoryPlace | undefined =>
  expression.kind === 'window' && mentions(expression.pointer, derived) ? expression.place : undefined;

type Access = Expression & {
  readonly kind: 'operation';
  readonly operands: MemoryPlace & { readonly pointer: Expression };
};

const isAccess = (expression: Expression): expression is Access =>
  expression.kind === 'operation' && 'memory' in expression.operands && 'pointer' in expression.operands;

function inCallee(
  expression: Expression,
  derived: ReadonlySet<Local>,
  wanted: Search,
  visited: Set<Local>,
): MemoryPlace | undefined {
  const body = expression.kind === 'call' ? wanted.bodyOf(expression.callee) : undefined;
  if (expression.kind !== 'call' || !body) return undefined;
  for (const [index, argument] of expression.arguments.entries()) {
    const param = body.function.params[index];
    if (!param || visited.has(param) || !mentions(argument, derived)) continue;
    const found = search(body.body, param, wanted, visited);
    if (found) return found;
  }
  return undefined;
}

/** What an access gives was in memory: it is not made from the address. */
const mentions = (expression: Expression, locals: ReadonlySet<Local>): boolean =>
  expression.kind === 'local'
    ? locals.has(expression.local)
    : !isAccess(expression) && childrenOf(expression).some((child) => mentions(child, locals));
