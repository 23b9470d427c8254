/** The component's variables: a global each, which `_it_init` fills once the core modules are linked. */
import type { Variable } from '../../../ir/ir.ts';
import { identifier, type Wat } from './wat.ts';

interface Emitted {
  readonly variable: Variable;
  readonly id: string;
}

export class VariablePool {
  readonly #emitted: readonly Emitted[];
  readonly #typeOf: (variable: Variable) => string;

  /** `freeId` makes an identifier that no global has. */
  constructor(
    variables: readonly Variable[],
    freeId: (wanted: string) => string,
    typeOf: (variable: Variable) => string,
  ) {
    this.#emitted = variables.map((variable) => ({ variable, id: freeId(identifier(variable.name)) }));
    this.#typeOf = typeOf;
  }

  id(variable: Variable): string {
    const found = this.#emitted.find((each) => each.variable === variable);
    if (found === undefined) throw new Error(`variable '${variable.name}' is not the component's`);
    return found.id;
  }

  get declarations(): readonly Wat[] {
    return this.#emitted.map(({ variable, id }) => {
      const type = this.#typeOf(variable);
      const nothing: Wat = type === 'externref' ? ['ref.null', 'extern'] : [`${type}.const`, '0'];
      return ['global', id, ['mut', type], nothing];
    });
  }

  /** In source order: a later one may use an earlier one. */
  get initialization(): readonly Wat[] {
    return this.#emitted.map(({ variable, id }) => ['global.set', id, ['call', identifier(variable.initial.name)]]);
  }
}
