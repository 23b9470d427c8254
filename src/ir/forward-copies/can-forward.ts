/** Whether a lifted value need not be made: all that uses it can as well take it from where it was lifted. */
import type { Callee, Expression, Local } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { contains } from '../visit.ts';
import { type Source, useIn } from './encodings.ts';
import type { Changes } from './memory-changes.ts';
import { DEEPEST, isLocal, type UseRules, UseSearch } from './use-search.ts';

export interface ForwardingFacts {
  readonly changes: Changes;
  readonly bodyOf: BodyOf;
  /** What was found out about parameters, by what they are handed. */
  readonly known: Map<Local, Map<string, boolean>>;
}

/**
 * True where a binding is only asked for its length and lowered in its own encoding, here or in functions of the component
 * that it is handed to, and nothing that runs between its lift and the last of that may change the memory it is from.
 *
 * @param scope - the code that binds it, or for a parameter the function's
 */
export function canForward(
  local: Local,
  source: Source,
  scope: Expression,
  facts: ForwardingFacts,
  isParameter = false,
  open = new Set<Local>(),
): boolean {
  if (open.has(local) || open.size === DEEPEST) return false;
  open.add(local);
  const rules: UseRules = {
    local,
    takenBy: (expression) => {
      const use = useIn(expression);
      return use?.encoding === source.encoding && isLocal(use.value, local) ? use.value : undefined;
    },
    takenByCallee: (callee, index) => takesParameter(callee, index, source, facts, open),
    changes: (expression) => facts.changes(expression, source.module),
  };
  const search = new UseSearch(rules, isParameter);
  search.follow(scope);
  open.delete(local);
  return search.isSpared && search.uses > 0;
}

function takesParameter(
  callee: Callee,
  index: number,
  source: Source,
  facts: ForwardingFacts,
  open: Set<Local>,
): boolean {
  const body = facts.bodyOf(callee);
  const param = callee.params[index];
  if (!body || !param) return false;
  const known = facts.known.get(param) ?? new Map<string, boolean>();
  facts.known.set(param, known);
  const key = `${source.encoding} ${source.module}`;
  const found = known.get(key) ?? (canBeCopied(body.body) && canForward(param, source, body.body, facts, true, open));
  known.set(key, found);
  return found;
}

/** What is bound is bound once: it has an id of its own. */
const canBeCopied = (body: Expression): boolean => !contains(body, ({ kind }) => kind === 'bind');
