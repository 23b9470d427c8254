/** What an instance owns, in private fields of it: those are read in a third of the time that a WeakMap takes. */
import type { Owned } from './ownership.ts';

/** Makes nothing of its own: the class that extends it puts its fields into the object that is given. */
class Given {
  constructor(instance: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for
    return instance;
  }
}

class Instance extends Given {
  readonly #owned: Owned;
  readonly #id: number;
  /** What it is a living instance of: one comparison tells both. */
  #of: object | undefined;

  constructor(instance: object, owned: Owned) {
    super(instance);
    this.#owned = owned;
    this.#id = owned.id;
    this.#of = owned.of;
  }

  static owned(value: unknown): Owned | undefined {
    return typeof value === 'object' && value !== null && #owned in value ? value.#owned : undefined;
  }

  static id(value: unknown, of: object): number | undefined {
    return typeof value === 'object' && value !== null && #of in value && value.#of === of ? value.#id : undefined;
  }

  static setOf(instance: object, of: object | undefined): void {
    (instance as Instance).#of = of;
  }
}

/** Once for each instance: what it owns stays. */
export function setOwned(instance: object, owned: Owned): void {
  new Instance(instance, owned);
}

/** Constants: of the class itself engines ask each time whether it is there yet. Undefined for what is no instance of any resource. A Proxy around one is none. */
export const ownedBy = Instance.owned;

/** The number of a living instance of the very class; undefined for one of a class that extends it, and for all else. */
export const idAs = Instance.id;

/** What an instance is from now on; undefined: of no use. */
export const setInstanceOf = Instance.setOf;

export const instanceFor = ({ instance, reference }: Owned): object | undefined => instance ?? reference?.deref();
