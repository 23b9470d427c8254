import type { BlockExpression, Callee, Expression, FunctionBody, Local, MemoryPlace } from './ir.ts';
import { childrenOf, walk } from './visit.ts';

/** The code of a function of the component. */
export type BodyOf = (callee: Callee) => FunctionBody | undefined;

/**
 * The memory that code accesses at `address` or at something made from it, directly or through functions of the
 * component that it hands that to; undefined where there is none.
 */
export function memoryReadAt(block: BlockExpression, address: Local, bodyOf: BodyOf): MemoryPlace | undefined {
  return search(block, address, bodyOf, new Set());
}

function search(block: BlockExpression, address: Local, bodyOf: BodyOf, visited: Set<Local>): MemoryPlace | undefined {
  visited.add(address);
  const derived = new Set([address]);
  let found: MemoryPlace | undefined;
  walk(block, (expression) => {
    if (expression.kind === 'let' && mentions(expression.value, derived)) {
      for (const local of expression.locals) derived.add(local);
    }
    found ??= accessOf(expression, derived) ?? inCallee(expression, derived, bodyOf, visited);
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

type Access = Expression & {
  readonly kind: 'operation';
  readonly operands: MemoryPlace & { readonly pointer: Expression };
};

const isAccess = (expression: Expression): expression is Access =>
  expression.kind === 'operation' && 'memory' in expression.operands && 'pointer' in expression.operands;

function inCallee(
  expression: Expression,
  derived: ReadonlySet<Local>,
  bodyOf: BodyOf,
  visited: Set<Local>,
): MemoryPlace | undefined {
  const body = expression.kind === 'call' ? bodyOf(expression.callee) : undefined;
  if (expression.kind !== 'call' || !body) return undefined;
  for (const [index, argument] of expression.arguments.entries()) {
    const param = body.function.params[index];
    if (!param || visited.has(param) || !mentions(argument, derived)) continue;
    const found = search(body.body, param, bodyOf, visited);
    if (found) return found;
  }
  return undefined;
}

/** What an access gives was in memory: it is not made from the address. */
const mentions = (expression: Expression, locals: ReadonlySet<Local>): boolean =>
  expression.kind === 'local'
    ? locals.has(expression.local)
    : !isAccess(expression) && childrenOf(expression).some((child) => mentions(child, locals));
