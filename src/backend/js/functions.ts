/** The functions of an instance: each has a name once something calls it, and is made then. */

import type { AdapterFunction, Callee, CoreFunction, CoreModule, ImportedFunction } from '../../ir/ir.ts';
import type { Statement } from './build/statements.ts';
import type { Called, CalledFunctions, ModuleContext } from './context.ts';
import type { Callers } from './core-callers.ts';
import { emitFunction } from './emit-function.ts';
import { emitImport, isDirect } from './emit-imports.ts';
import { Suspensions } from './suspensions.ts';

export class Functions implements CalledFunctions {
  readonly #module: ModuleContext;
  readonly #names = new Map<string, Called>();
  readonly #keys = new Map<Callee, number>();
  readonly #open: (() => Statement)[] = [];
  readonly #suspensions: Suspensions;
  /** Core functions that are called, by their modules; and those among them that are waited for. */
  readonly #core = new Map<CoreFunction, Called>();
  readonly #promising = new Map<CoreFunction, Called>();
  readonly #imports = new Map<ImportedFunction, string>();

  constructor(module: ModuleContext, callers: Callers) {
    this.#module = module;
    this.#suspensions = new Suspensions(module.component, callers);
  }

  /** Whether a function or what it calls may wait for a promise. */
  suspends(callee: AdapterFunction): boolean {
    return this.#suspensions.has(callee);
  }

  /** @param isAsync - whether the caller may wait for promises */
  called(callee: Callee, isAsync: boolean): Called {
    switch (callee.kind) {
      case 'core':
        return this.#coreFunction(callee, isAsync && this.#suspensions.has(callee));
      case 'import':
        return this.#imported(callee, isAsync);
      case 'adapter':
        return this.#adapter(callee, isAsync && this.suspends(callee));
    }
  }

  #coreFunction(callee: CoreFunction, isAsync: boolean): Called {
    const plain = this.#core.get(callee) ?? { name: this.#module.instance.free(callee.name), isAsync: false };
    this.#core.set(callee, plain);
    if (!isAsync) return plain;
    const known = this.#promising.get(callee);
    const promising = known ?? { name: this.#module.instance.free(`${callee.name}-later`), isAsync: true };
    this.#promising.set(callee, promising);
    return promising;
  }

  #imported(callee: ImportedFunction, isAsync: boolean): Called {
    const raw = this.importName(callee);
    if (isDirect(callee)) return { name: raw, isAsync: false };
    const waits = callee.isAsync && isAsync;
    const key = `${this.#keyOf(callee)} ${waits}`;
    return this.#named(key, callee.name, waits, (name) => emitImport(callee, name, raw, waits, this.#module));
  }

  #adapter(callee: AdapterFunction, isAsync: boolean): Called {
    const body = this.#module.bodyOf(callee);
    if (!body) throw new Error(`${callee.name} has no code`);
    const key = `${this.#keyOf(callee)} ${isAsync}`;
    const wanted = isAsync ? `${callee.name}-later` : callee.name;
    return this.#named(key, wanted, isAsync, (name) => emitFunction(body, name, isAsync, this.#module));
  }

  #named(key: string, wanted: string, isAsync: boolean, make: (name: string) => Statement): Called {
    const known = this.#names.get(key);
    if (known) return known;
    const called = { name: this.#module.instance.free(wanted), isAsync };
    this.#names.set(key, called);
    this.#open.push(() => make(called.name));
    return called;
  }

  #keyOf(callee: Callee): number {
    const key = this.#keys.get(callee) ?? this.#keys.size;
    this.#keys.set(callee, key);
    return key;
  }

  /** The user's own function. */
  importName(callee: ImportedFunction): string {
    const wanted = isDirect(callee) ? callee.name : `${callee.module}-${callee.field}`;
    const name = this.#imports.get(callee) ?? this.#module.instance.free(wanted);
    this.#imports.set(callee, name);
    return name;
  }

  /** Makes the functions that were called since the last time, and those that they call. */
  emit(): readonly Statement[] {
    const made: Statement[] = [];
    for (let next = this.#open.shift(); next; next = this.#open.shift()) made.push(next());
    return made;
  }

  /** Of a core module, in the order of the source. */
  coreFunctions(module: CoreModule): readonly NamedFunction[] {
    return module.functions.flatMap((callee) => {
      const called = this.#core.get(callee);
      return called ? [{ callee, name: called.name }] : [];
    });
  }

  get promising(): readonly NamedFunction[] {
    return [...this.#promising].map(([callee, { name }]) => ({ callee, name }));
  }
}

interface NamedFunction {
  readonly callee: CoreFunction;
  readonly name: string;
}
