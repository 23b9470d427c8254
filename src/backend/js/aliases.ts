import type { BlockExpression, Expression, FunctionVariable, Local } from '../../ir/ir.ts';
import { contains, walk } from '../../ir/visit.ts';

/**
 * Locals that hold what a variable of the function holds, and that nobody reads any more when that changes: they can go by its
 * name.
 */
export function aliasesIn(body: Expression): ReadonlySet<Local> {
  const found = new Set<Local>();
  walk(body, (inner) => {
    if (inner.kind === 'block') for (const local of aliasesInBlock(inner)) found.add(local);
  });
  return found;
}

const aliasesInBlock = ({ items }: BlockExpression): readonly Local[] =>
  items.flatMap((item, index) => {
    if (item.kind !== 'let' || item.value.kind !== 'operation' || item.value.operation !== 'get') return [];
    const [local, second] = item.locals;
    const { variable } = item.value.operands;
    if (!local || second || variable.scope !== 'function') return [];
    return isReadBeforeSet(local, variable, items.slice(index + 1)) ? [local] : [];
  });

function isReadBeforeSet(local: Local, variable: FunctionVariable, behind: readonly Expression[]): boolean {
  const last = behind.findLastIndex((item) => contains(item, (inner) => isRead(inner, local)));
  const set = behind.findIndex((item) => contains(item, (inner) => isSet(inner, variable)));
  const isKept = behind.some((item) => contains(item, (inner) => outlives.has(inner.kind)));
  return !isKept && (set < 0 || last < set);
}

const isRead = (inner: Expression, local: Local): boolean => inner.kind === 'local' && inner.local === local;

const isSet = (inner: Expression, variable: FunctionVariable): boolean =>
  inner.kind === 'operation' && inner.operation === 'set' && inner.operands.variable === variable;

/** What may read a local later than where it stands. */
const outlives: ReadonlySet<string> = new Set<Expression['kind']>(['defer', 'bind']);
