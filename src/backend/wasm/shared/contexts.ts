import { carrierWasmType, type WasmType } from '../../../../runtime/abi.ts';
import { bindingsOf } from '../../../ir/bindings.ts';
import type { AdapterFunction, Callee, Component, FunctionBody, Local } from '../../../ir/ir.ts';
import type { BodyOf } from '../../../ir/memory-read.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import type { Type } from '../../../ir/types.ts';
import { CallbackPool } from './callbacks/callback-pool.ts';
import { DeferPool } from './defer-pool.ts';
import { HostImports } from './host-imports.ts';
import { LiteralPool } from './literal-pool.ts';
import { StringPool } from './string-pool.ts';
import { VariablePool } from './variable-pool.ts';
import type { Variant } from './variant.ts';
import { identifier, type Wat } from './wat.ts';

/** What the functions of one adapter share while they are being emitted. */
export interface ModuleContext {
  readonly variant: Variant;
  readonly bodyOf: BodyOf;
  readonly strings: StringPool;
  readonly hosts: HostImports;
  readonly literals: LiteralPool;
  readonly variables: VariablePool;
  readonly defers: DeferPool;
  readonly callbacks: CallbackPool;
  /** Of functions that give a core module several values at once. */
  readonly valueIds: ReadonlyMap<AdapterFunction, string>;
  /** Makes an identifier that no function has. */
  readonly freeFunction: (wanted: string) => string;
  /** Makes an identifier that no global has. */
  readonly freeGlobal: (wanted: string) => string;
}

export function createModuleContext(component: Component, variant: Variant): ModuleContext {
  const taken = new Set([
    ...component.functions.map((body) => identifier(body.function.name)),
    ...component.imports.map((callee) => identifier(callee.name)),
    ...component.modules.flatMap((module) => module.functions.map((callee) => identifier(callee.name))),
  ]);
  const takenGlobals = new Set(component.modules.map((module) => identifier(module.name)));
  const freeFunction = (wanted: string): string => unique(wanted, taken);
  const freeGlobal = (wanted: string): string => unique(wanted, takenGlobals);
  const bindings = bindingsOf(component);
  const callbacks = new CallbackPool(bindings, freeFunction, freeGlobal);
  const bodies = new Map<Callee, FunctionBody>(component.functions.map((body) => [body.function, body]));
  const severals = component.functions.map((body) => body.function).filter(givesValues);
  return {
    variant,
    bodyOf: (callee) => bodies.get(callee),
    strings: new StringPool(),
    hosts: new HostImports(freeFunction, variant.alwaysImported),
    literals: new LiteralPool(freeGlobal),
    variables: new VariablePool(component.variables, freeGlobal, ({ type }) => wasmTypeOf(type)),
    defers: new DeferPool(freeFunction, freeGlobal, variant.ownMemory, callbacks.deferBase),
    callbacks,
    valueIds: new Map(severals.map((callee) => [callee, freeFunction(`${identifier(callee.name)}.values`)])),
    freeFunction,
    freeGlobal,
  };
}

/** Whether a core module gets several values at once, which are a tuple inside of the component. */
export const givesValues = ({ role, results }: AdapterFunction): boolean =>
  role.kind === 'adapted-import' && results.length > 1;

/** `wanted`, or with a number behind it where that is taken; the result is taken from then on. */
export function unique(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}.${count}`;
  taken.add(id);
  return id;
}

export const wasmTypeOf = (type: Type): WasmType => carrierWasmType[carrierOf(type)];

/** The locals of one WebAssembly function: its parameters, the source's bindings and the emitter's own. */
export class FunctionContext {
  readonly module: ModuleContext;
  readonly #ids = new Map<Local, string>();
  readonly #memos = new Map<Local, Map<string, string>>();
  readonly #memoIds: string[] = [];
  readonly #taken = new Set<string>();
  readonly #declarations: Wat[] = [];

  constructor(module: ModuleContext) {
    this.module = module;
  }

  /** Declares the parameters; gives their clauses. Unnamed ones are read by position, as in the seed. */
  parameters(params: readonly Local[]): readonly Wat[] {
    return params.map((local, index) => {
      const type = wasmTypeOf(local.type);
      this.#ids.set(local, local.name === undefined ? String(index) : unique(identifier(local.name), this.#taken));
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

  /** A local of the emitter's own. */
  scratch(name: string, type: WasmType): string {
    const id = unique(identifier(name), this.#taken);
    this.#declarations.push(['local', id, type]);
    return id;
  }

  /** A number that is remembered of a binding, 0 at first; the same one for the same name. */
  memo(local: Local, name: string): string {
    const memos = this.#memos.get(local) ?? new Map<string, string>();
    this.#memos.set(local, memos);
    const id = memos.get(name) ?? this.scratch(`${local.name ?? 'it'}.${name}`, 'i32');
    if (!memos.has(name)) this.#memoIds.push(id);
    memos.set(name, id);
    return id;
  }

  /** All memos so far: a loop has to forget those that came up in its body before it runs again. */
  get memoIds(): readonly string[] {
    return this.#memoIds;
  }

  get declarations(): readonly Wat[] {
    return this.#declarations;
  }
}

export const get = (id: string): Wat => ['local.get', id];
export const set = (id: string, value: Wat): Wat => ['local.set', id, value];
export const i32 = (value: number): Wat => ['i32.const', String(value)];
