/** What the functions of a direct adapter share: what it imports besides host functions, its helpers and variables. */
import { directModules } from '../../../../runtime/abi.ts';
import type { Component } from '../../../ir/ir.ts';
import type { Names } from '../shared/names.ts';
import { readWat } from '../shared/read-wat.ts';
import { Uses } from '../shared/uses.ts';
import { type Wat, watString } from '../shared/wat.ts';

/** The module name under which engines offer their own string functions. */
const BUILTINS = 'wasm:js-string';

/** The adapter's own memory. */
export const OWN_MEMORY = '$_it_memory';

/** A memory's of 32-bit addresses. */
const MOST_PAGES = '65536';

/** A core module's table of functions. */
const FUNCTIONS = '$_it_functions';

/** Types of arrays, by name. */
const arrayTypes = {
  /** UTF-16 code units: what strings are made of and taken apart into. */
  units: '(array (mut i16))',
  numbers: '(array (mut i32))',
  values: '(array (mut externref))',
} as const;

const builtins = {
  length: () => '(param externref) (result i32)',
  equals: () => '(param externref externref) (result i32)',
  charCodeAt: () => '(param externref i32) (result i32)',
  fromCharCodeArray: (support: Support) => `(param (ref null ${support.type('units')}) i32 i32) (result (ref extern))`,
} as const;

/** All of it, for the module. */
export interface SupportDeclarations {
  readonly types: readonly Wat[];
  readonly imports: readonly Wat[];
  readonly definitions: readonly Wat[];
}

interface Imported {
  readonly id: string;
  readonly declaration: Wat;
}

export class Support {
  readonly #moduleIndices: ReadonlyMap<string, number>;
  readonly #isShared: (module: string, memory: string) => boolean;
  /** Whether it has 64-bit addresses: host functions see to those. */
  readonly isWide: (module: string, memory: string) => boolean;
  readonly #names: Names;
  readonly #types = new Uses<Wat>();
  readonly #imports = new Uses<Imported>();
  readonly #counts = { memory: 0, table: 0 };
  readonly #helpers = new Uses<{ readonly id: string; code: Wat }>();
  readonly #globals = new Uses<Wat>();
  readonly #declared = new Uses<readonly Wat[]>();

  constructor({ modules }: Component, names: Names) {
    this.#moduleIndices = new Map(modules.map(({ name }, index) => [name, index]));
    this.#isShared = (module, memory) =>
      modules.find(({ name }) => name === module)?.sharedMemories.has(memory) ?? false;
    this.isWide = (module, memory) => modules.find(({ name }) => name === module)?.wideMemories.has(memory) ?? false;
    this.#names = names;
  }

  /** The memory's identifier; imports it from the core module at first use. */
  memory(module: string, memory: string): string {
    return this.#fromCore('memory', module, memory, (number) => {
      const id = `${OWN_MEMORY}_${number}`;
      // What is shared has to be declared as that, and with a maximum: that of all memories is one for any.
      const limits = this.#isShared(module, memory) ? ['0', MOST_PAGES, 'shared'] : ['0'];
      return { id, declaration: ['memory', id, ...limits] };
    });
  }

  /** The identifier of a core module's table of functions; imports it at first use. */
  table(module: string, table: string): string {
    return this.#fromCore('table', module, table, (number) => {
      const id = `${FUNCTIONS}_${number}`;
      return { id, declaration: ['table', id, '0', 'funcref'] };
    });
  }

  #fromCore(kind: 'memory' | 'table', module: string, field: string, make: (number: number) => Imported): string {
    const from = `${directModules.core}${this.#moduleIndices.get(module)}`;
    return this.#imports.get(`${kind} ${from} ${field}`, () => {
      const { id, declaration } = make(this.#counts[kind]++);
      return { id, declaration: ['import', watString(from), watString(field), declaration] };
    }).id;
  }

  /** The identifier of a type of arrays. */
  type(name: keyof typeof arrayTypes): string {
    const id = `$_it_${name}`;
    this.#types.get(id, () => ['type', id, ...readWat(arrayTypes[name])]);
    return id;
  }

  /** The identifier of one of the engine's string functions. */
  builtin(name: keyof typeof builtins): string {
    return this.#imports.get(`builtin ${name}`, () => {
      const id = this.#names.freeFunction(`$_it_js.${name}`);
      const func: Wat = ['func', id, ...readWat(builtins[name](this))];
      return { id, declaration: ['import', watString(BUILTINS), watString(name), func] };
    }).id;
  }

  /** The identifier of a function that is made at first use. `code` is its WAT behind the identifier. */
  helper(name: string, code: () => string): string {
    let isNew = false;
    const helper = this.#helpers.get(name, () => {
      isNew = true;
      return { id: this.#names.freeFunction(`$_it_${name}`), code: [] };
    });
    // Only now: making its code may ask for other helpers, which come behind it.
    if (isNew) helper.code = ['func', helper.id, ...readWat(code())];
    return helper.id;
  }

  /** A module-wide variable. `code` is its WAT behind the identifier. */
  global(name: string, code: string): string {
    const id = `$_it_${name}`;
    this.#globals.get(id, () => ['global', id, ...readWat(code)]);
    return id;
  }

  /** What is neither a function nor a variable, made at first use. */
  declare(name: string, make: () => readonly Wat[]): void {
    this.#declared.get(name, make);
  }

  /** From then on there cannot be more. */
  seal(): SupportDeclarations {
    return {
      types: this.#types.seal().map(([, type]) => type),
      imports: this.#imports.seal().map(([, { declaration }]) => declaration),
      definitions: [
        ...this.#globals.seal().map(([, global]) => global),
        ...this.#declared.seal().flatMap(([, declared]) => declared),
        ...this.#helpers.seal().map(([, { code }]) => code),
      ],
    };
  }
}
