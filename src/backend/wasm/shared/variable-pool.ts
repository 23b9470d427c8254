/**
 * The instance's variables: a global each. `_it_init` fills them once the core modules are linked, `_it_prepare` those that
 * are wanted before.
 */
import type { WasmType } from '../../../../runtime/abi.ts';
import type { EarlyVariables } from '../../../ir/early-variables.ts';
import type { InstanceVariable } from '../../../ir/ir.ts';
import { call, i32 } from './instructions.ts';
import type { Names } from './names.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat } from './wat.ts';

export class VariablePool {
  readonly #ids: ReadonlyMap<InstanceVariable, string>;
  readonly #early: ReadonlySet<InstanceVariable>;
  /** Globals that say whether a variable has its value. */
  readonly #flags: ReadonlyMap<InstanceVariable, string>;

  constructor(variables: readonly InstanceVariable[], { early, checked }: EarlyVariables, { freeGlobal }: Names) {
    this.#ids = new Map(variables.map((variable) => [variable, freeGlobal(identifier(variable.name))]));
    this.#early = early;
    this.#flags = new Map(
      [...checked].map((variable) => [variable, freeGlobal(identifier(`${variable.name}.is-set`))]),
    );
  }

  id(variable: InstanceVariable): string {
    const id = this.#ids.get(variable);
    if (id === undefined) throw new Error(`variable '${variable.name}' is not the component's`);
    return id;
  }

  /** What says whether the variable has its value yet, where that is to be looked at. */
  flag(variable: InstanceVariable): string | undefined {
    return this.#flags.get(variable);
  }

  declarations(): readonly Wat[] {
    const values = [...this.#ids].map(([variable, id]) => declaration(id, wasmTypeOf(variable.type)));
    return [...values, ...[...this.#flags.values()].map((flag) => declaration(flag, 'i32'))];
  }

  /** Before core modules are there. */
  preparation(): readonly Wat[] {
    return [...this.#early].map((variable) => this.#initialize(variable));
  }

  /** In source order: a later one may use an earlier one. */
  initialization(): readonly Wat[] {
    return [...this.#ids.keys()].flatMap((variable) => {
      if (this.#early.has(variable)) return [];
      const flag = this.#flags.get(variable);
      return [this.#initialize(variable), ...(flag === undefined ? [] : [['global.set', flag, i32(1)]])];
    });
  }

  #initialize(variable: InstanceVariable): Wat {
    return ['global.set', this.id(variable), call(identifier(variable.initial.name))];
  }
}

const declaration = (id: string, type: WasmType): Wat => [
  'global',
  id,
  ['mut', type],
  type === 'externref' ? ['ref.null', 'extern'] : [`${type}.const`, '0'],
];
