/** Whether JavaScript may run while the code of a component does: then it may change what it has handed in. */
import { hasEffect } from '../../ir/effects.ts';
import type { AdapterFunction, Component, CoreFunction, CoreModule, Expression } from '../../ir/ir.ts';
import { type Caller, withCallers } from '../../ir/unwinds.ts';
import { partsOf, walk } from '../../ir/visit.ts';
import { adaptedImport } from './core-callers.ts';
import type { CoreFacts } from './glue-options.ts';

export class QuietCode {
  readonly #component: Component;
  readonly #modules: ReadonlyMap<string, CoreModule>;
  readonly #facts: CoreFacts;
  /** Functions that may run JavaScript: found out when it is first asked for. */
  #loud: ReadonlySet<Caller> | undefined;

  constructor(component: Component, facts: CoreFacts) {
    this.#component = component;
    this.#modules = new Map(component.modules.map((module) => [module.name, module]));
    this.#facts = facts;
  }

  /** Whether none runs before the first expression of a kind has what it is given. */
  isUntil(isWanted: (expression: Expression) => boolean, code: Expression): boolean {
    this.#loud ??= this.#loudFunctions();
    return this.#look(isWanted, code, this.#loud) === 'found';
  }

  #look(
    isWanted: (expression: Expression) => boolean,
    expression: Expression,
    loud: ReadonlySet<Caller>,
  ): 'found' | 'quiet' | 'loud' {
    for (const { code } of partsOf(expression)) {
      const seen = this.#look(isWanted, code, loud);
      if (seen !== 'quiet') return seen;
    }
    if (isWanted(expression)) return 'found';
    const called = this.#calledBy(expression);
    return called === 'anything' || called.some((callee) => loud.has(callee)) ? 'loud' : 'quiet';
  }

  #loudFunctions(): ReadonlySet<Caller> {
    const seeds: AdapterFunction[] = [];
    const callers = new Map<Caller, Set<Caller>>();
    for (const { function: caller, body } of this.#component.functions) {
      walk(body, (inner) => {
        const called = this.#calledBy(inner);
        if (called === 'anything') seeds.push(caller);
        else for (const callee of called) callers.set(callee, (callers.get(callee) ?? new Set()).add(caller));
      });
    }
    return withCallers(seeds, callers);
  }

  /** What of the component an expression by itself calls, directly or by way of a core module. */
  #calledBy(expression: Expression): readonly AdapterFunction[] | 'anything' {
    if (expression.kind === 'call' && expression.callee.kind !== 'import') return this.#reachedBy(expression.callee);
    const isOpen = hasEffect(expression, 'calls JavaScript') || hasEffect(expression, 'calls core');
    return isOpen ? 'anything' : [];
  }

  #reachedBy(callee: AdapterFunction | CoreFunction): readonly AdapterFunction[] | 'anything' {
    if (callee.kind === 'adapter') return [callee];
    const module = this.#modules.get(callee.module);
    const imports = module && this.#facts.reachOf(module.path, callee.field)?.imports;
    const adapted = imports?.map((wanted) => adaptedImport(module as CoreModule, wanted));
    return adapted?.every((each) => each !== undefined) ? adapted : 'anything';
  }
}
