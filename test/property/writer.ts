/** What lowering and lifting share: addresses, names of bindings, and the functions that a type needs beside its own code. */
import type { InterfaceType, NamedType } from './interface-type.ts';

/** An `i32` in a local, and how far from there. */
export interface Address {
  readonly local: string;
  readonly offset: number;
}

export const addressText = ({ local, offset }: Address): string =>
  offset === 0 ? `(local ${local})` : `(+ (local ${local}) ${offset})`;

export const at = ({ local, offset }: Address, further: number): Address => ({ local, offset: offset + further });

export const load = (type: string, address: Address): string => `(load ${type} core "memory" ${addressText(address)})`;

export const store = (type: string, address: Address, value: string): string =>
  `(store ${type} core "memory" ${addressText(address)} ${value})`;

export const loadI32 = (type: string, address: Address): string => `(as i32 ${load(type, address)})`;

export const storeI32 = (type: string, address: Address, value: string): string =>
  store(type, address, `(as ${type} ${value})`);

/** `(utf16-len S)` and the others, by encoding: the name of each operation, and the bytes of a unit. */
export const textOperations = {
  utf8: { length: 'string-len', lower: 'string-to-mem', lift: 'mem-to-string', unit: 1 },
  utf16: { length: 'utf16-len', lower: 'utf16-to-mem', lift: 'mem-to-utf16', unit: 2 },
} as const;

/**
 * `inline`: all code of a type in one function, and a `defer` for each allocation. `functions`: a function to put and
 * one to get for each record and variant, which may then contain themselves; allocations are released together.
 */
export type Style = 'inline' | 'functions';

export class Writer {
  readonly style: Style;
  #bindings = 0;
  readonly #functions = new Map<string, string>();
  readonly #entered = new Map<string, NamedType>();

  constructor(style: Style) {
    this.style = style;
  }

  /** A name that no other binding has. */
  fresh(name: string): string {
    return `$${name}${this.#bindings++}`;
  }

  /** True for a type whose code is in functions of its own. */
  isApart(type: InterfaceType): type is NamedType {
    return this.style === 'functions' && (type.kind === 'record' || type.kind === 'variant');
  }

  /** Adds a function unless it is there; `make` may need the function itself. */
  declare(name: string, make: () => string): void {
    if (this.#functions.has(name)) return;
    this.#functions.set(name, '');
    this.#functions.set(name, make());
  }

  /** Makes a type known to what is inside it. */
  enter(type: NamedType): void {
    this.#entered.set(type.name, type);
  }

  enclosing(name: string): NamedType {
    const type = this.#entered.get(name);
    if (!type) throw new Error(`${name} is inside no ${name}`);
    return type;
  }

  get functions(): readonly string[] {
    return [...this.#functions.values()];
  }
}
