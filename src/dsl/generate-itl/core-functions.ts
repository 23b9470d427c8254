/** The functions of the C++ headers that adapters call. */
import type { FunctionNode } from '../../ast/nodes.ts';
import { func } from './nodes.ts';

export type CoreFunctionName =
  | '_it_argument_area'
  | '_it_more_arguments'
  | '_it_free_arguments'
  | '_it_arena'
  | '_it_alloc'
  | '_it_reset'
  | '_it_release'
  | '_it_strlen'
  | '_it_retain_callback'
  | '_it_keep_callback'
  | '_it_settle_callback'
  | '_it_release_callback'
  | '_it_entrust_callback'
  | 'malloc'
  | 'free';

interface Row {
  readonly params: number;
  readonly result: boolean;
  /** Where it is defined. */
  readonly header: string;
  /** Of the core module, where it is not the name. */
  readonly field?: string;
}

/** All of them take and give i32. */
export const coreFunctions: Readonly<Record<CoreFunctionName, Row>> = {
  _it_argument_area: { params: 0, result: true, header: 'it/arguments.h', field: '_it_arguments' },
  _it_more_arguments: { params: 2, result: true, header: 'it/arguments.h' },
  _it_free_arguments: { params: 2, result: false, header: 'it/arguments.h' },
  _it_arena: { params: 0, result: true, header: 'it/arena.h' },
  _it_alloc: { params: 2, result: true, header: 'it/arena.h' },
  _it_reset: { params: 1, result: false, header: 'it/arena.h' },
  _it_release: { params: 1, result: false, header: 'it/give.h' },
  _it_strlen: { params: 1, result: true, header: 'it/c_string.h' },
  _it_retain_callback: { params: 1, result: true, header: 'it/retained.h' },
  _it_keep_callback: { params: 1, result: true, header: 'it/retained.h' },
  _it_settle_callback: { params: 2, result: false, header: 'it/retained.h' },
  _it_release_callback: { params: 1, result: false, header: 'it/retained.h' },
  _it_entrust_callback: { params: 1, result: true, header: 'it/retained.h' },
  malloc: { params: 1, result: true, header: 'it/malloc.h', field: '_it_malloc' },
  free: { params: 1, result: false, header: 'it/malloc.h', field: '_it_free' },
};

/** Their declarations in the core module, in the table's order. */
export function declareCoreFunctions(used: ReadonlySet<CoreFunctionName>): readonly FunctionNode[] {
  const names = Object.keys(coreFunctions) as CoreFunctionName[];
  return names
    .filter((name) => used.has(name))
    .map((name) => {
      const { params, result, field = name } = coreFunctions[name];
      const types = Array.from({ length: params }, () => ({ type: 'i32' }));
      return func({ name, field, params: types, result: result ? 'i32' : undefined });
    });
}
