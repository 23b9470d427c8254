/** What is hardly ever called: a function that has to look after it then leaves those that call it alone. */
import { calleeOf } from '../../ir/effects.ts';
import type { AdapterFunction, Callee, Component, Expression } from '../../ir/ir.ts';
import { waitingFunctions } from '../../ir/unwinds.ts';
import { partsOf } from '../../ir/visit.ts';

/** Where a function is called, or mentioned. */
interface Site {
  readonly from: AdapterFunction;
  /** In a branch of an `if`. */
  readonly inBranch: boolean;
  readonly isCall: boolean;
}

/**
 * Tells what is called in branches of helpers only, as what makes more room where there is too little: the usual way
 * through a helper is taken to be the one without. Nothing where a call may wait, which is nobody's to stand around.
 */
export class RareCalls {
  readonly #sites = new Map<Callee, Site[]>();
  readonly #known = new Map<Callee, boolean>();

  constructor(component: Component) {
    if (waitingFunctions(component).length > 0) return;
    for (const { function: from, body } of component.functions) this.#note(body, from, false);
  }

  has(callee: Callee): boolean {
    const known = this.#known.get(callee);
    if (known !== undefined) return known;
    // One that is called by itself alone is called by nobody.
    this.#known.set(callee, false);
    const sites = this.#sites.get(callee) ?? [];
    const isRare = sites.length > 0 && sites.every((site) => this.#isRare(site));
    this.#known.set(callee, isRare);
    return isRare;
  }

  #isRare({ from, inBranch, isCall }: Site): boolean {
    return isCall && from.role.kind === 'helper' && (inBranch || this.has(from));
  }

  #note(expression: Expression, from: AdapterFunction, inBranch: boolean): void {
    const callee = calleeOf(expression);
    if (callee) {
      const site: Site = { from, inBranch, isCall: expression.kind === 'call' };
      this.#sites.set(callee, [...(this.#sites.get(callee) ?? []), site]);
    }
    for (const { code, runs } of partsOf(expression))
      this.#note(code, from, inBranch || (expression.kind === 'if' && runs === 'either'));
  }
}
