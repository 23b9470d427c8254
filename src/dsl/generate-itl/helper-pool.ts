/** The functions of the component that lift and lower: each is made when it is first needed. */
import type { FunctionNode, Node, VariableItem } from '../../ast/nodes.ts';
import type { CoreFunctionName } from './core-functions.ts';
import { call, type FunctionParts, func, variable } from './nodes.ts';

export class HelperPool {
  /** By what they are for. Undefined while it is being made, so that recursive types find it. */
  readonly #helpers = new Map<string, FunctionNode | undefined>();
  readonly #names = new Map<string, string>();
  readonly #core = new Set<CoreFunctionName>();
  readonly #variables = new Map<string, VariableItem>();

  /** In the order of first use. */
  get functions(): readonly FunctionNode[] {
    return [...this.#helpers.values()].filter((node) => node !== undefined);
  }

  get core(): ReadonlySet<CoreFunctionName> {
    return this.#core;
  }

  /** In the order of first use, in which they are initialised. */
  get variables(): readonly VariableItem[] {
    return [...this.#variables.values()];
  }

  /** A variable of the component, which `make` gives its first value where there is none yet. Gives its name. */
  variable(name: string, type: string, make: () => Node): string {
    if (!this.#variables.has(name)) this.#variables.set(name, variable(name, type, make()));
    return name;
  }

  /** One of the headers' functions is mentioned. */
  use(name: CoreFunctionName): void {
    this.#core.add(name);
  }

  /** A call of one of the headers' functions. */
  callCore(name: CoreFunctionName, ...args: readonly Node[]): Node {
    this.#core.add(name);
    return call(name, ...args);
  }

  /**
   * A call of a helper, which `make` describes where there is none yet.
   * @param key - tells helpers apart whose names are alike
   */
  callHelper(wanted: string, key: string, args: readonly Node[], make: () => HelperParts): Node {
    return call(this.helper(wanted, key, make), ...args);
  }

  /** The helper's name. */
  helper(wanted: string, key: string, make: () => HelperParts): string {
    const purpose = `${wanted} ${key}`;
    const name = this.#names.get(purpose) ?? this.#freeName(wanted);
    if (!this.#names.has(purpose)) {
      this.#names.set(purpose, name);
      this.#helpers.set(purpose, undefined);
      this.#helpers.set(purpose, func({ name, ...make() }));
    }
    return name;
  }

  #freeName(wanted: string): string {
    const taken = new Set(this.#names.values());
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}.${count}`;
    return name;
  }
}

export type HelperParts = Omit<FunctionParts, 'name' | 'field'>;
