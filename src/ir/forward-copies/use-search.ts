/** Whether what a value comes from stays as it is until the value was used for the last time. */
import type { CallExpression, Callee, Expression } from '../ir.ts';
import { contains, type Part, partsOf, type Timing, walk } from '../visit.ts';

/** Functions inside of each other that a value is followed into. */
export const DEEPEST = 32;

/** What is looked for. */
export interface UseRules {
  /** Whether an expression is the value itself. Where nothing takes it, it has to be made. */
  readonly isValue: (expression: Expression) => boolean;
  /** The part that an expression takes as it is. */
  readonly takenBy: (expression: Expression) => Expression | undefined;
  /** Whether a function of the component takes it so as an argument. */
  readonly takenByCallee: (callee: Callee, index: number, argument: Expression) => boolean;
  readonly changes: (expression: Expression) => boolean;
  /** Whether the value is there behind an expression, and was not before. */
  readonly binds: (expression: Expression) => boolean;
}

/** Goes through code in the order in which it runs. */
export class UseSearch {
  isBound = false;
  /** Whether it need not be made. */
  isSpared = true;
  uses = 0;
  #changed = false;
  readonly #rules: UseRules;

  constructor(rules: UseRules) {
    this.#rules = rules;
  }

  follow(expression: Expression): void {
    const { isValue, takenBy, binds } = this.#rules;
    if (isValue(expression)) this.isSpared = false;
    if (expression.kind === 'call') return this.#call(expression);
    const taken = takenBy(expression);
    this.#parts(partsOf(expression), taken, expression.kind === 'match');
    if (taken && expression.kind !== 'match') this.#taken();
    this.#change(expression);
    if (binds(expression)) this.#bind();
  }

  #bind(): void {
    this.isBound = true;
    this.#changed = false;
  }

  #change(expression: Expression): void {
    if (this.isBound && !this.#changed) this.#changed = this.#rules.changes(expression);
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
    if (runs === 'deferred') this.isSpared &&= !contains(code, this.#rules.isValue);
    // What runs again and again may come before what stands in front of it.
    if (runs === 'repeated') walk(code, (inner) => this.#change(inner));
    if (runs !== 'deferred') this.follow(code);
  }

  #taken(): void {
    this.uses++;
    if (this.#changed) this.isSpared = false;
  }

  #call(expression: CallExpression): void {
    const { isValue, takenByCallee } = this.#rules;
    const handed: number[] = [];
    for (const [index, argument] of expression.arguments.entries()) {
      if (isValue(argument)) handed.push(index);
      else this.follow(argument);
    }
    for (const index of handed) {
      this.#taken();
      this.isSpared &&= takenByCallee(expression.callee, index, expression.arguments[index] as Expression);
    }
    this.#change(expression);
  }
}
