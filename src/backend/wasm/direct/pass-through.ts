/**
 * Functions that only hand their parameters on: whoever would call one is given what it calls. Works on the emitted
 * code, so that conversions that need no instruction are none.
 */
import type { Wat } from '../shared/wat.ts';

type Clause = readonly Wat[];

const isClause = (tree: Wat, ...heads: readonly string[]): tree is Clause =>
  typeof tree !== 'string' && heads.includes(String(tree[0]));

export interface PassedThrough {
  /** The functions without the exports of those that only pass on. */
  readonly functions: readonly Wat[];
  /** The exports that they had, of what they call. */
  readonly exports: readonly Wat[];
  /** What stands for a function: itself, or what it hands everything on to. */
  readonly standIn: (id: string) => string;
}

/**
 * @param isWasm - whether a function is WebAssembly's own: JavaScriptCore does not convert the arguments and results of a
 *   JavaScript function that is imported and exported again
 */
export function passThrough(functions: readonly Wat[], isWasm: (id: string) => boolean): PassedThrough {
  const targets = new Map<string, string>();
  for (const func of functions) {
    const target = targetOf(func);
    if (target !== undefined) targets.set(String(func[1]), target);
  }
  const standIn = (id: string): string => {
    let last = id;
    // Functions that call each other in circles lead nowhere.
    for (let step = 0; step <= targets.size; step++) {
      const next = targets.get(last);
      if (next === undefined) return last;
      last = next;
    }
    return id;
  };
  const passed = (func: Wat): boolean => standIn(String(func[1])) !== func[1] && isWasm(standIn(String(func[1])));
  return {
    functions: functions.map((func) =>
      passed(func) ? (func as Clause).filter((part) => !isClause(part, 'export')) : func,
    ),
    exports: functions.filter(passed).flatMap((func) => exportsOf(func as Clause, standIn(String(func[1])))),
    standIn,
  };
}

const exportsOf = (func: Clause, target: string): readonly Wat[] =>
  func.filter((part) => isClause(part, 'export')).map((part) => [...(part as Clause), ['func', target]]);

/** `(func $f (param …)* (result T)? (call $g (local.get …)*))` with all of its parameters in order. */
function targetOf(func: Wat): string | undefined {
  if (typeof func === 'string') return undefined;
  const params = func.filter((part) => isClause(part, 'param')).map((part, index) => paramId(part as Clause, index));
  const code = func.slice(2).filter((part) => !isClause(part, 'export', 'param', 'result'));
  const [only, second] = code;
  if (second !== undefined || only === undefined || !isClause(only, 'call')) return undefined;
  const args = only.slice(2);
  const isSame = args.length === params.length && args.every((arg, index) => isLocal(arg, params[index]));
  return isSame ? String(only[1]) : undefined;
}

const paramId = (param: Clause, index: number): string => (param.length > 2 ? String(param[1]) : String(index));

const isLocal = (tree: Wat, id: string | undefined): boolean => isClause(tree, 'local.get') && tree[1] === id;
