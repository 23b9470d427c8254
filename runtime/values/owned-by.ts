/** What an instance owns, in a private field of it: that is read in a third of the time that a WeakMap takes. */
import type { Owned } from './ownership.ts';

/** Makes nothing of its own: the class that extends it puts its field into the object that is given. */
const Given = function given(instance: object): object {
  return instance;
} as unknown as new (
  instance: object,
) => object;

class Owner extends Given {
  readonly #owned: Owned;

  constructor(instance: object, owned: Owned) {
    super(instance);
    this.#owned = owned;
  }

  static of(value: unknown): Owned | undefined {
    return typeof value === 'object' && value !== null && #owned in value ? value.#owned : undefined;
  }
}

/** Once for each instance: what it owns stays. */
export function setOwned(instance: object, owned: Owned): void {
  new Owner(instance, owned);
}

/** Undefined for what is no instance of any resource. A Proxy around one is none. */
export const ownedBy = (value: unknown): Owned | undefined => Owner.of(value);
