/** What code asks for while it is emitted: each thing once, in order of first use, until the module is put together. */
export class Uses<T> {
  readonly #things = new Map<string, T>();
  #isSealed = false;

  /** The thing of that name, which `make` makes where it is new. */
  get(name: string, make: () => T): T {
    const known = this.#things.get(name);
    if (known !== undefined) return known;
    if (this.#isSealed) throw new Error(`'${name}' is asked for after the module was put together`);
    const made = make();
    this.#things.set(name, made);
    return made;
  }

  /** How many so far. */
  get size(): number {
    return this.#things.size;
  }

  /** All of them. From now on there cannot be more. */
  seal(): readonly (readonly [name: string, thing: T])[] {
    this.#isSealed = true;
    return [...this.#things];
  }
}
