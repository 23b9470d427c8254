/** The instance's variables: a global each, which `_it_init` fills once the core modules are linked. */
import type { InstanceVariable } from '../../../ir/ir.ts';
import { call } from './instructions.ts';
import type { Names } from './names.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat } from './wat.ts';

export class VariablePool {
  readonly #ids: ReadonlyMap<InstanceVariable, string>;

  constructor(variables: readonly InstanceVariable[], { freeGlobal }: Names) {
    this.#ids = new Map(variables.map((variable) => [variable, freeGlobal(identifier(variable.name))]));
  }

  id(variable: InstanceVariable): string {
    const id = this.#ids.get(variable);
    if (id === undefined) throw new Error(`variable '${variable.name}' is not the component's`);
    return id;
  }

  declarations(): readonly Wat[] {
    return [...this.#ids].map(([variable, id]) => {
      const type = wasmTypeOf(variable.type);
      const nothing: Wat = type === 'externref' ? ['ref.null', 'extern'] : [`${type}.const`, '0'];
      return ['global', id, ['mut', type], nothing];
    });
  }

  /** In source order: a later one may use an earlier one. */
  initialization(): readonly Wat[] {
    return [...this.#ids].map(([variable, id]) => ['global.set', id, call(identifier(variable.initial.name))]);
  }
}
