/** Classes for resources: instances stand for numbers that belong to the component. */
import type { Check } from './checks.ts';
import { ItlTypeError, mustBe } from './errors.ts';
import type { Callable } from './functions.ts';

/** Node 20 has the symbol already; elsewhere a polyfill may come later and is then not found. */
const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');

export interface Resource {
  readonly Class: new (...args: unknown[]) => object;
  readonly check: Check;
  /** The instance for a number, always the same one while it lives. */
  readonly lift: (id: number) => object;
  /** @throws ItlTypeError for an instance that was disposed of. */
  readonly lower: (instance: unknown) => number;
  /** Adds what an export named `[kind]Resource.member` does; `func` takes the instance first, where there is one. */
  readonly addMember: (kind: string, member: string, func: Callable) => void;
}

interface Owned {
  readonly id: number;
  readonly instance: WeakRef<object>;
}

/** @param drop - releases what the number stands for */
export function createResource(name: string, drop: (id: number) => void): Resource {
  /** Of every instance ever made: what it owns, or `undefined` once it was disposed of. */
  const ownedBy = new WeakMap<object, Owned | undefined>();
  const living = new Map<number, Owned>();
  /** Nobody to tell when releasing fails here. */
  const forgotten = new FinalizationRegistry<Owned>((owned) => {
    try {
      release(owned);
    } catch {}
  });

  /** Does nothing where another instance has taken the number over since. */
  function release(owned: Owned): void {
    if (living.get(owned.id) !== owned) return;
    living.delete(owned.id);
    drop(owned.id);
  }

  function lower(instance: unknown): number {
    const owned = ownedBy.get(instance as object);
    if (owned === undefined) throw new ItlTypeError(`${name} was disposed of`);
    return owned.id;
  }

  function check(value: unknown): unknown {
    if (!ownedBy.has(value as object)) mustBe(`a ${name}`, value);
    lower(value);
    return value;
  }

  let construct: Callable = () => {
    throw new ItlTypeError(`${name} has no constructor`);
  };

  const Class = class {
    constructor(...args: unknown[]) {
      const made = construct(...args) as object;
      // biome-ignore lint/correctness/noConstructorReturn: the component makes the instance
      return new.target === Class ? made : Object.setPrototypeOf(made, new.target.prototype);
    }

    /** Releases what the instance stands for; a second time does nothing. */
    dispose(): void {
      const owned = ownedBy.get(this);
      if (owned === undefined) return;
      ownedBy.set(this, undefined);
      forgotten.unregister(owned);
      release(owned);
    }
  };
  const { prototype } = Class;
  Object.defineProperty(Class, 'name', { value: name });
  Object.defineProperty(prototype, disposeSymbol, { value: prototype.dispose, configurable: true, writable: true });

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

  function addMember(kind: string, member: string, func: Callable): void {
    if (kind === 'constructor') {
      construct = func;
      return;
    }
    const withThis = function (this: unknown, ...args: unknown[]): unknown {
      return func(this, ...args);
    };
    const value = kind === 'static' ? func : withThis;
    const accessor = kind === 'get' || kind === 'set';
    Object.defineProperty(value, 'name', { value: member });
    Object.defineProperty(kind === 'static' ? Class : prototype, member, {
      configurable: true,
      ...(accessor ? { [kind]: value } : { value, writable: true }),
    });
  }

  return {
    Class,
    check,
    lift,
    lower,
    addMember,
  };
}
