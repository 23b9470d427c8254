/** Whether what a value comes from stays as it is until the value was used for the last time. */
import type { CallExpression, Callee, Expression, Local } from '../ir.ts';
import { bindingsBehind, contains, type Part, partsOf, type Timing, walk } from '../visit.ts';

/** Functions inside of each other that a value is followed into. */
export const DEEPEST = 32;

/** What is looked for. */
export interface UseRules {
  /** What has the value. Where nothing takes it, it has to be made. */
  readonly local: Local;
  /** The part that an expression takes as it is. */
  readonly takenBy: (expression: Expression) => Expression | undefined;
  /** Whether a function of the component takes it so as an argument. */
  readonly takenByCallee: (callee: Callee, index: number, argument: Expression) => boolean;
  readonly changes: (expression: Expression) => boolean;
}

export const isLocal = (expression: Expression, local: Local): boolean =>
  expression.kind === 'local' && expression.local === local;

/** Goes through code in the order in which it runs. */
export class UseSearch {
  /** Whether it need not be made. */
  isSpared = true;
  uses = 0;
  #isBound: boolean;
  #changed = false;
  readonly #rules: UseRules;

  /** @param isBound - whether the value is there from the start; otherwise the code binds it */
  constructor(rules: UseRules, isBound: boolean) {
    this.#rules = rules;
    this.#isBound = isBound;
  }

  follow(expression: Expression): void {
    const { local, takenBy } = this.#rules;
    if (isLocal(expression, local)) this.isSpared = false;
    if (expression.kind === 'call') return this.#call(expression);
    const taken = takenBy(expression);
    this.#parts(partsOf(expression), taken, expression.kind === 'match');
    if (taken && expression.kind !== 'match') this.#taken();
    this.#change(expression);
    if (bindingsBehind(expression).includes(local)) this.#bind();
  }

  #bind(): void {
    this.#isBound = true;
    this.#changed = false;
  }

  #change(expression: Expression): void {
    if (this.#isBound && !this.#changed) this.#changed = this.#rules.changes(expression);
  }

  /** @param isAtOnce - whether it is taken before the parts behind it run */
  #parts(parts: readonly Part[], taken: Expression | undefined, isAtOnce: boolean): void {
    let start = this.#changed;
    for (const { code, runs } of parts) {
      const reached = this.#changed;
      if (runs === 'either') this.#changed = start;
      if (code !== taken) this.#part(code, runs);
      else if (isAtOnce) this.#taken();
      if (runs === 'either') this.#changed ||= reached;
      else start = this.#changed;
    }
  }

  #part(code: Expression, runs: Timing): void {
    // It runs when all is over.
    if (runs === 'deferred') this.isSpared &&= !contains(code, (inner) => isLocal(inner, this.#rules.local));
    // What runs again and again may come before what stands in front of it.
    if (runs === 'repeated') walk(code, (inner) => this.#change(inner));
    if (runs !== 'deferred') this.follow(code);
  }

  #taken(): void {
    this.uses++;
    if (this.#changed) this.isSpared = false;
  }

  #call(expression: CallExpression): void {
    const { local, takenByCallee } = this.#rules;
    const handed: number[] = [];
    for (const [index, argument] of expression.arguments.entries()) {
      if (isLocal(argument, local)) handed.push(index);
      else this.follow(argument);
    }
    for (const index of handed) {
      this.#taken();
      this.isSpared &&= takenByCallee(expression.callee, index, expression.arguments[index] as Expression);
    }
    this.#change(expression);
  }
}
