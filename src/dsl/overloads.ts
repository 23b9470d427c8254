/** Functions of one name. */
import type { DslFunction } from './model.ts';
import type { FunctionNode } from './syntax.ts';

/** Those that share a name are counted from 1. */
export function numbered(
  functions: readonly DslFunction[],
  nameOf: (func: DslFunction) => string,
): readonly DslFunction[] {
  const counts = new Map<string, number>();
  for (const func of functions) counts.set(nameOf(func), (counts.get(nameOf(func)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return functions.map((func) => {
    const name = nameOf(func);
    if (counts.get(name) === 1) return func;
    const overload = (seen.get(name) ?? 0) + 1;
    seen.set(name, overload);
    return { ...func, overload };
  });
}

/**
 * A function with parameters `= default` once for each number of them that is handed over; C++ knows the others. It is C++'s
 * alone to declare then.
 */
export function withoutDefaults(node: FunctionNode): readonly FunctionNode[] {
  const left = node.params.length - 1 - node.params.findLastIndex(({ value }) => value?.text !== 'default');
  if (left === 0) return [node];
  const cpp = node.cpp ?? (node.isMember ? undefined : node.name.text);
  return Array.from({ length: left + 1 }, (_, index) => {
    const params = node.params.slice(0, node.params.length - left + index);
    return {
      ...node,
      cpp,
      params: params.map((param) => (param.value?.text === 'default' ? { ...param, value: undefined } : param)),
    };
  });
}
