/** Whether JavaScript may run while the code of a component does: then it may change what it has handed in. */
import { hasEffect } from '../../ir/effects.ts';
import type { Component, Expression } from '../../ir/ir.ts';
import { type Caller, withCallers } from '../../ir/unwinds.ts';
import { partsOf } from '../../ir/visit.ts';
import { type Callers, calledIn, callingJavaScript } from './core-callers.ts';

export class QuietCode {
  /** What may run JavaScript, as code of a core module may of which nothing is known. */
  readonly #loud: ReadonlySet<Caller>;

  constructor(component: Component, callers: Callers) {
    const modules = component.modules.map(({ name }) => name);
    this.#loud = withCallers([...callingJavaScript(component), ...modules], callers);
  }

  /** Whether none runs before the first expression of a kind has what it is given. */
  isUntil(isWanted: (expression: Expression) => boolean, code: Expression): boolean {
    return this.#look(isWanted, code) === 'found';
  }

  /** Whether any may run while a function of the component does. */
  isLoud(callee: Caller): boolean {
    return this.#loud.has(callee);
  }

  #look(isWanted: (expression: Expression) => boolean, expression: Expression): 'found' | 'quiet' | 'loud' {
    for (const { code } of partsOf(expression)) {
      const seen = this.#look(isWanted, code);
      if (seen !== 'quiet') return seen;
    }
    if (isWanted(expression)) return 'found';
    return this.#isLoudItself(expression) ? 'loud' : 'quiet';
  }

  #isLoudItself(expression: Expression): boolean {
    return hasEffect(expression, 'calls JavaScript') || calledIn(expression).some((callee) => this.#loud.has(callee));
  }
}
