/** What the functions of a direct adapter share beyond what the table variant has. */
import { directModules } from '../../../../runtime/abi.ts';
import type { Component } from '../../../ir/ir.ts';
import { readWat } from '../shared/read-wat.ts';
import { type Wat, watString } from '../shared/wat.ts';

/** The module name under which engines offer their own string functions. */
const BUILTINS = 'wasm:js-string';

/** The adapter's own memory. */
export const OWN_MEMORY = '$_it_memory';

/** An array of UTF-16 code units: what strings are made of and taken apart into. */
export const UNITS = '$_it_units';

const builtins = {
  length: '(param externref) (result i32)',
  charCodeAt: '(param externref i32) (result i32)',
  fromCharCodeArray: `(param (ref null ${UNITS}) i32 i32) (result (ref extern))`,
} as const;

/** Makes an identifier that nothing has. */
type FreeId = (wanted: string) => string;

export class Support {
  readonly #component: Component;
  readonly #imports = new Map<string, { readonly id: string; readonly declaration: Wat }>();
  readonly #helpers = new Map<string, { readonly id: string; code: Wat }>();
  readonly #globals = new Map<string, Wat>();
  readonly #declared = new Map<string, readonly Wat[]>();
  #freeId: FreeId = (wanted) => wanted;

  constructor(component: Component) {
    this.#component = component;
  }

  /** Has to be known before anything is asked for. */
  set freeId(freeId: FreeId) {
    this.#freeId = freeId;
  }

  /** The memory's identifier; imports it from the core module at first use. */
  memory(module: string, memory: string): string {
    const index = this.moduleIndex(module);
    const known = this.#imports.get(`memory ${index} ${memory}`);
    if (known) return known.id;
    const count = [...this.#imports.keys()].filter((key) => key.startsWith('memory ')).length;
    const id = `${OWN_MEMORY}_${count}`;
    const from = [watString(`${directModules.core}${index}`), watString(memory)];
    this.#imports.set(`memory ${index} ${memory}`, { id, declaration: ['import', ...from, ['memory', id, '0']] });
    return id;
  }

  /** The identifier of a core module's table of functions; imports it at first use. */
  table(module: string, table: string): string {
    const index = this.moduleIndex(module);
    const key = `table ${index} ${table}`;
    const known = this.#imports.get(key);
    if (known) return known.id;
    const count = [...this.#imports.keys()].filter((other) => other.startsWith('table ')).length;
    const id = `$_it_functions_${count}`;
    const from = [watString(`${directModules.core}${index}`), watString(table)];
    this.#imports.set(key, { id, declaration: ['import', ...from, ['table', id, '0', 'funcref']] });
    return id;
  }

  moduleIndex(module: string): number {
    return this.#component.modules.findIndex((candidate) => candidate.name === module);
  }

  /** The identifier of one of the engine's string functions. */
  builtin(name: keyof typeof builtins): string {
    const known = this.#imports.get(`builtin ${name}`);
    if (known) return known.id;
    const id = this.#freeId(`$_it_${name}`);
    const func: Wat = ['func', id, ...readWat(builtins[name])];
    this.#imports.set(`builtin ${name}`, { id, declaration: ['import', watString(BUILTINS), watString(name), func] });
    return id;
  }

  /** The identifier of a function that is made at first use. `code` is its WAT behind the identifier. */
  helper(name: string, code: () => string): string {
    const known = this.#helpers.get(name);
    if (known) return known.id;
    const id = this.#freeId(`$_it_${name}`);
    const helper: { id: string; code: Wat } = { id, code: [] };
    // Before its code is made: that may ask for other helpers, which come behind it.
    this.#helpers.set(name, helper);
    helper.code = ['func', id, ...readWat(code())];
    return id;
  }

  /** A module-wide variable. `code` is its WAT behind the identifier. */
  global(name: string, code: string): string {
    const id = `$_it_${name}`;
    if (!this.#globals.has(id)) this.#globals.set(id, ['global', id, ...readWat(code)]);
    return id;
  }

  /** What is neither a function nor a variable, made at first use. */
  declare(name: string, make: () => readonly Wat[]): void {
    if (this.#declared.has(name)) return;
    this.#declared.set(name, []);
    this.#declared.set(name, make());
  }

  get types(): readonly Wat[] {
    return readWat(`(type ${UNITS} (array (mut i16)))`);
  }

  get imports(): readonly Wat[] {
    return [...this.#imports.values()].map(({ declaration }) => declaration);
  }

  get definitions(): readonly Wat[] {
    const helpers = [...this.#helpers.values()].map(({ code }) => code);
    return [...this.#globals.values(), ...[...this.#declared.values()].flat(), ...helpers];
  }
}
