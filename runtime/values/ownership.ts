/** Which JavaScript object stands for which of a component's numbers, and who is to release it. */
import { expectedWords } from '../type-rules.ts';
import { ItlTypeError, Mismatch, mustBe } from './errors.ts';

/** The instances of one resource. */
export interface Ownership {
  /** The instance for a number, always the same one while it lives. */
  readonly lift: (id: number) => object;
  /** @throws ItlTypeError for an instance that was disposed of. */
  readonly lower: (instance: unknown) => number;
  readonly check: (value: unknown) => unknown;
  /** Releases the number; does nothing the second time. */
  readonly dispose: (instance: object) => void;
  /** Releases all that are not released yet; gives what was thrown meanwhile. */
  readonly disposeAll: () => readonly unknown[];
}

interface Owned {
  readonly id: number;
  readonly instance: WeakRef<object>;
}

/**
 * @param prototype - of the instances
 * @param drop - releases what a number stands for
 */
export function createOwnership(name: string, prototype: object, drop: (id: number) => void): Ownership {
  /** Of every instance ever made: what it owns, or `undefined` once it was disposed of. */
  const ownedBy = new WeakMap<object, Owned | undefined>();
  const living = new Map<number, Owned>();
  const forgotten = new FinalizationRegistry<Owned>((owned) => {
    try {
      release(owned);
    } catch {
      // There is nobody to tell.
    }
  });

  /** Does nothing where another instance has taken the number over since. */
  function release(owned: Owned): void {
    if (living.get(owned.id) !== owned) return;
    living.delete(owned.id);
    drop(owned.id);
  }

  function lift(id: number): object {
    const known = living.get(id)?.instance.deref();
    if (known !== undefined) return known;
    const instance: object = Object.create(prototype);
    const owned = { id, instance: new WeakRef(instance) };
    living.set(id, owned);
    ownedBy.set(instance, owned);
    forgotten.register(instance, owned, owned);
    return instance;
  }

  function lower(instance: unknown): number {
    const owned = ownedBy.get(instance as object);
    if (owned === undefined) throw new ItlTypeError(`${name} was disposed of`);
    return owned.id;
  }

  function check(value: unknown): unknown {
    if (!ownedBy.has(value as object)) mustBe(expectedWords.resource(name), value);
    if (!ownedBy.get(value as object)) throw new Mismatch(`is a disposed ${name}`);
    return value;
  }

  function dispose(instance: object): void {
    const owned = ownedBy.get(instance);
    if (owned === undefined) return;
    ownedBy.set(instance, undefined);
    forgotten.unregister(owned);
    release(owned);
  }

  function disposeAll(): readonly unknown[] {
    return [...living.values()].flatMap((owned) => {
      const instance = owned.instance.deref();
      try {
        if (instance === undefined) release(owned);
        else dispose(instance);
        return [];
      } catch (error) {
        return [error];
      }
    });
  }

  return { lift, lower, check, dispose, disposeAll };
}
