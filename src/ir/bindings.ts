import type { BindExpression, Component, Expression, OperationExpression } from './ir.ts';
import type { RelaySignature } from './signature-letters.ts';
import type { Type } from './types.ts';
import { walk } from './visit.ts';

/** The slots that a component makes in one core module's table for functions of one signature. */
export interface PointerPool {
  readonly module: string;
  readonly table: string;
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/** A table in which a component makes slots. */
export type PointerTable = Pick<PointerPool, 'module' | 'table'>;

/** What a component does with functions that are handed on: all that the size and shape of its callback table follow from. */
export interface Bindings {
  readonly binds: readonly BindExpression[];
  /** Each signature once, in order of declaration. */
  readonly relays: readonly RelaySignature[];
  readonly pools: readonly PointerPool[];
  readonly tables: readonly PointerTable[];
  /** Whether anything is released, made or not. */
  readonly frees: boolean;
  /** Whether any function pointer is called. */
  readonly callsPointers: boolean;
}

export function bindingsOf(component: Component): Bindings {
  const binds: BindExpression[] = [];
  const pools = new Map<string, PointerPool>();
  const tables = new Map<string, PointerTable>();
  let frees = false;
  let callsPointers = false;
  const visit = (expression: Expression): void => {
    if (expression.kind === 'bind') {
      binds.push(expression);
      const pool = poolOf(expression);
      if (pool) pools.set(poolKey(pool), pool);
      if (pool) tables.set(tableKey(pool), pool);
    }
    if (expression.kind !== 'operation') return;
    callsPointers ||= expression.operation === 'call-funcptr';
    const freed = freedTable(expression);
    if (freed) tables.set(tableKey(freed), freed);
    frees ||= expression.operation === 'free-func' || freed !== undefined;
  };
  for (const { body } of component.functions) walk(body, visit);
  const relays = new Map(
    component.modules.flatMap((module) => module.relays.map(({ signature }) => [signature.text, signature] as const)),
  );
  return {
    binds,
    relays: [...relays.values()],
    pools: [...pools.values()],
    tables: [...tables.values()],
    frees,
    callsPointers,
  };
}

const freedTable = ({ operation, operands }: OperationExpression): PointerTable | undefined =>
  operation === 'free-funcptr' ? operands : undefined;

/** Where a function pointer's slot comes from; undefined for what is none. */
export function poolOf({ target, callee, captured }: BindExpression): PointerPool | undefined {
  if (target.kind !== 'pointer') return undefined;
  const { module, table } = target;
  return {
    module,
    table,
    params: callee.params.slice(captured.length).map((param) => param.type),
    results: callee.results,
  };
}

export const poolKey = (pool: PointerPool): string => JSON.stringify([tableKey(pool), pool.params, pool.results]);

export const tableKey = ({ module, table }: PointerTable): string => JSON.stringify([module, table]);
