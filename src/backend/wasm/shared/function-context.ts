import type { WasmType } from '../../../../runtime/abi.ts';
import type { FunctionVariable, Local } from '../../../ir/ir.ts';
import { uniqueName } from '../../../ir/unique-name.ts';
import type { ModuleContext } from './module-context.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat } from './wat.ts';

/** Where a variable of a function is: in a local, or in a cell that the local refers to. */
export interface VariablePlace {
  readonly id: string;
  readonly isCell: boolean;
}

/** The locals of one WebAssembly function: its parameters, the source's bindings and the emitter's own. */
export class FunctionContext {
  readonly module: ModuleContext;
  readonly shared: ReadonlySet<FunctionVariable>;
  readonly #ids = new Map<Local, string>();
  readonly #variables = new Map<FunctionVariable, VariablePlace>();
  readonly #taken = new Set<string>();
  readonly #declarations: Wat[] = [];

  /** @param shared - variables that code uses which runs apart from the function */
  constructor(module: ModuleContext, shared: ReadonlySet<FunctionVariable> = new Set()) {
    this.module = module;
    this.shared = shared;
  }

  /** Declares the parameters; gives their clauses. Unnamed ones are read by position. */
  parameters(params: readonly Local[]): readonly Wat[] {
    return params.map((local, index) => {
      const type = wasmTypeOf(local.type);
      this.#ids.set(local, local.name === undefined ? String(index) : uniqueName(identifier(local.name), this.#taken));
      return local.name === undefined ? ['param', type] : ['param', this.id(local), type];
    });
  }

  /** Declares a binding; gives its identifier. */
  bind(local: Local): string {
    const id = this.scratch(local.name ?? 'it', wasmTypeOf(local.type));
    this.#ids.set(local, id);
    return id;
  }

  id(local: Local): string {
    const id = this.#ids.get(local);
    if (id === undefined) throw new Error(`local '${local.name ?? '_'}' is read before it is bound`);
    return id;
  }

  /** Declares a variable. */
  declare(variable: FunctionVariable): VariablePlace {
    const isCell = this.shared.has(variable);
    const id = this.scratch(variable.name, isCell ? 'externref' : wasmTypeOf(variable.type));
    const place = { id, isCell };
    this.#variables.set(variable, place);
    return place;
  }

  /** Declares a parameter that is handed a variable's cell; gives its clause. */
  cellParameter(variable: FunctionVariable): Wat {
    const id = uniqueName(identifier(variable.name), this.#taken);
    this.#variables.set(variable, { id, isCell: true });
    return ['param', id, 'externref'];
  }

  variable(variable: FunctionVariable): VariablePlace {
    const place = this.#variables.get(variable);
    if (place === undefined) throw new Error(`variable '${variable.name}' is used before it is declared`);
    return place;
  }

  /** A local of the emitter's own. */
  scratch(name: string, type: WasmType): string {
    const id = uniqueName(identifier(name), this.#taken);
    this.#declarations.push(['local', id, type]);
    return id;
  }

  get declarations(): readonly Wat[] {
    return this.#declarations;
  }
}
