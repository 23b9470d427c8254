/**
 * What may fail: the body of each `try` and its handler are functions of their own, which the loader calls, since not every
 * engine that runs adapters lets WebAssembly look at what JavaScript has thrown.
 */
import { exportNames } from '../../../../runtime/abi.ts';
import type { Names } from './names.ts';
import { type Wat, watString } from './wat.ts';

export class AttemptPool {
  readonly #names: Names;
  readonly #functions: Wat[] = [];
  #count = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The number of a new one. */
  next(): number {
    return this.#count++;
  }

  /** @param rest - of the function: parameters, result, locals and code */
  add(role: 'try' | 'catch', number: number, rest: readonly Wat[]): void {
    const name = `${exportNames[role]}${number}`;
    const id = this.#names.freeFunction(`$${name.replace(':', '_')}`);
    this.#functions.push(['func', id, ['export', watString(name)], ...rest]);
  }

  declarations(): readonly Wat[] {
    return this.#functions;
  }
}
