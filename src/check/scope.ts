import type { FunctionVariable, Local } from '../ir/ir.ts';
import type { Type } from '../ir/types.ts';

/**
 * The bindings in scope where the checker is, by position and by name. A later binding hides an earlier one of the
 * same name, but keeps its own position.
 */
export class Scope {
  readonly #bindings: Local[] = [];
  readonly #variables: FunctionVariable[] = [];

  get size(): number {
    return this.#bindings.length;
  }

  get names(): readonly string[] {
    return [...new Set(this.#bindings.flatMap((local) => (local.name === undefined ? [] : [local.name])))];
  }

  bind(name: string | undefined, type: Type): Local {
    const local: Local = { name, type };
    this.#bindings.push(local);
    return local;
  }

  add(local: Local): void {
    this.#bindings.push(local);
  }

  /** A variable of the function: `get` and `set` find it, `local` does not. */
  declare(name: string, type: Type): FunctionVariable {
    const variable: FunctionVariable = { scope: 'function', name, type };
    this.#variables.push(variable);
    return variable;
  }

  variable(name: string): FunctionVariable | undefined {
    return this.#variables.findLast((variable) => variable.name === name);
  }

  get variableNames(): readonly string[] {
    return [...new Set(this.#variables.map(({ name }) => name))];
  }

  at(position: number): Local | undefined {
    return this.#bindings[position];
  }

  find(name: string): Local | undefined {
    return this.#bindings.findLast((local) => local.name === name);
  }

  /** Runs `inner`; what it binds goes out of scope after it. */
  within<T>(inner: () => T): T {
    const [bindings, variables] = [this.#bindings.length, this.#variables.length];
    const result = inner();
    this.#bindings.length = bindings;
    this.#variables.length = variables;
    return result;
  }
}
