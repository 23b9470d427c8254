/** Whether a lifted value need not be made: all that uses it can as well take it from where it was lifted. */
import type { CallExpression, Callee, Expression, FunctionBody, Local } from '../ir.ts';
import { bindingsBehind, contains, localsBoundBy, type Part, partsOf, type Timing, walk } from '../visit.ts';
import { type Source, useIn } from './encodings.ts';
import type { Changes } from './memory-changes.ts';

export interface ForwardingFacts {
  readonly changes: Changes;
  readonly bodyOf: (callee: Callee) => FunctionBody | undefined;
  /** What was found out about parameters, by what they are handed. */
  readonly known: Map<Local, Map<string, boolean>>;
}

/** Functions inside of each other that a value is followed into. */
const DEEPEST = 32;

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
  open = new Set<Local>(),
): boolean {
  if (open.has(local) || open.size === DEEPEST) return false;
  open.add(local);
  const search = new ForwardingSearch(local, source, facts, open);
  search.isBound = !binds(scope, local);
  search.follow(scope);
  open.delete(local);
  return search.canForward && search.uses > 0;
}

const binds = (scope: Expression, local: Local): boolean =>
  contains(scope, (expression) => localsBoundBy(expression).includes(local));

const isLocal = (expression: Expression, local: Local): boolean =>
  expression.kind === 'local' && expression.local === local;

/** Goes through code in the order in which it runs. */
class ForwardingSearch {
  isBound = false;
  canForward = true;
  uses = 0;
  /** Whether the memory may have changed since the lift. */
  #changed = false;
  readonly #local: Local;
  readonly #source: Source;
  readonly #facts: ForwardingFacts;
  readonly #open: Set<Local>;

  constructor(local: Local, source: Source, facts: ForwardingFacts, open: Set<Local>) {
    this.#local = local;
    this.#source = source;
    this.#facts = facts;
    this.#open = open;
  }

  follow(expression: Expression): void {
    if (isLocal(expression, this.#local)) this.canForward = false;
    if (expression.kind === 'call') return this.#call(expression);
    const use = useIn(expression);
    const takes = use?.encoding === this.#source.encoding && isLocal(use.value, this.#local);
    this.#parts(partsOf(expression), takes ? use.value : undefined);
    if (takes) this.#taken();
    this.#change(expression);
    if (bindingsBehind(expression).includes(this.#local)) this.#bind();
  }

  #bind(): void {
    this.isBound = true;
    this.#changed = false;
  }

  #change(expression: Expression): void {
    if (this.isBound && !this.#changed) this.#changed = this.#facts.changes(expression, this.#source.module);
  }

  /** @param taken - the part that is the value itself, where its user can take it from memory */
  #parts(parts: readonly Part[], taken: Expression | undefined): void {
    let start = this.#changed;
    for (const { code, runs } of parts) {
      const reached = this.#changed;
      if (runs === 'either') this.#changed = start;
      if (code !== taken) this.#part(code, runs);
      if (runs === 'either') this.#changed ||= reached;
      else start = this.#changed;
    }
  }

  #part(code: Expression, runs: Timing): void {
    // It runs when all is over.
    if (runs === 'deferred') this.canForward &&= !contains(code, (inner) => isLocal(inner, this.#local));
    // What runs again and again may come before what stands in front of it.
    if (runs === 'repeated') walk(code, (inner) => this.#change(inner));
    if (runs !== 'deferred') this.follow(code);
  }

  #taken(): void {
    this.uses++;
    if (this.#changed) this.canForward = false;
  }

  #call(expression: CallExpression): void {
    const handed = expression.arguments.flatMap((argument, index) => (isLocal(argument, this.#local) ? [index] : []));
    for (const argument of expression.arguments) if (!isLocal(argument, this.#local)) this.follow(argument);
    for (const index of handed) {
      this.#taken();
      this.canForward &&= takesParameter(expression.callee, index, this.#source, this.#facts, this.#open);
    }
    this.#change(expression);
  }
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
  const found = known.get(key) ?? (canBeCopied(body.body) && canForward(param, source, body.body, facts, open));
  known.set(key, found);
  return found;
}

/** What is bound is bound once: it has an id of its own. */
const canBeCopied = (body: Expression): boolean => !contains(body, ({ kind }) => kind === 'bind');
