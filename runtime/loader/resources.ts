/** Classes for resources: instances stand for numbers that belong to the component. */
import type { MemberKind } from '../member-names.ts';
import { expectedWords } from '../type-rules.ts';
import type { Callable } from '../values/callable.ts';
import { disposeSymbol } from '../values/dispose-symbol.ts';
import { ItlTypeError } from '../values/errors.ts';
import { createOwnership, type Owned } from '../values/ownership.ts';
import { Mismatch, mustBe } from './mismatch.ts';

export interface Resource {
  readonly Class: new (...args: unknown[]) => object;
  /** Adds what an export named `[kind]Resource.member` does; `func` takes the instance first, where there is one. */
  readonly addMember: (kind: MemberKind, member: string, func: Callable) => void;
  /** The instance for a number, always the same one while it lives. */
  readonly lift: (id: number) => object;
  /** An instance for a number that somebody else owns, until the owner ends; null: nothing. */
  readonly lend: (id: number, owner: object | null) => object;
  /** @throws ItlTypeError for an instance that was disposed of. */
  readonly lower: (instance: unknown) => number;
  /** The same, and the instance is disposed of but its number not released: it is somebody else's now. */
  readonly take: (instance: unknown) => number;
  readonly check: (value: unknown) => unknown;
  /** Releases all that are not released yet; gives what was thrown meanwhile. */
  readonly disposeAll: () => readonly unknown[];
}

/**
 * @param drop - releases what a number stands for
 * @param afterwards - does something when nothing is under way that may use a number
 */
export function createResource(
  name: string,
  drop: (id: number) => void,
  afterwards?: (action: () => void) => void,
): Resource {
  let construct: Callable = () => {
    throw new ItlTypeError(`${name} has no constructor`);
  };
  const ownership = createOwnership(drop, afterwards);
  const { Class, ownedOf } = createClass(name, ownership.own, (args) => construct(...args));
  const { prototype } = Class;
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: name });

  function live(instance: unknown): Owned {
    const owned = ownedOf(instance);
    if (owned?.isLive) return owned;
    throw new ItlTypeError(`${name} was disposed of`);
  }

  function dispose(this: unknown): void {
    const owned = ownedOf(this);
    if (owned) ownership.release(owned);
  }
  for (const key of [disposeSymbol, 'dispose']) define(prototype, key, 'value', dispose);

  return {
    Class,
    addMember(kind, member, func) {
      if (kind === 'constructor') construct = func;
      else if (kind === 'static') define(Class, member, 'value', func);
      else define(prototype, member, kind === 'method' ? 'value' : kind, onThis(func));
    },
    lift(id) {
      const known = ownership.find(id);
      if (known === undefined) return new Class(making, id);
      ownership.adopt(id);
      return known;
    },
    lend(id, owner) {
      const instance = ownership.find(id) ?? new Class(making, id, true);
      ownership.lend(ownedOf(instance) as Owned, instance, owner);
      return instance;
    },
    lower: (instance) => live(instance).id,
    take(instance) {
      const owned = live(instance);
      if (owned.isLent) throw new ItlTypeError(`${name} is lent: it cannot be given away`);
      return ownership.take(owned);
    },
    check(value) {
      const owned = ownedOf(value) ?? mustBe(expectedWords.resource(name), value);
      if (!owned.isLive) throw new Mismatch(`is a disposed ${name}`);
      return value;
    },
    disposeAll: ownership.releaseAll,
  };
}

/** Nobody else has it: the sign that a class is to make an instance for a number. */
const making = {};

/** @param construct - what `new` does for JavaScript */
function createClass(
  name: string,
  own: (id: number, instance: object, isLent?: boolean) => Owned,
  construct: (args: readonly unknown[]) => unknown,
) {
  let ownedOf: (value: unknown) => Owned | undefined = () => undefined;
  // So called from the beginning: engines show what the source calls it, or the tag.
  const classes: Record<string, Resource['Class']> = {
    [name]: class {
      readonly #owned: Owned | undefined;

      static {
        ownedOf = (value) =>
          typeof value === 'object' && value !== null && #owned in value ? value.#owned : undefined;
      }

      constructor(...args: unknown[]) {
        if (args[0] === making) {
          this.#owned = own(args[1] as number, this, args[2] === true);
          return;
        }
        const made = construct(args) as object;
        // biome-ignore lint/correctness/noConstructorReturn: the component makes the instance
        return new.target === Class ? made : Object.setPrototypeOf(made, new.target.prototype);
      }
    },
  };
  const Class = classes[name] as Resource['Class'];
  return { Class, ownedOf };
}

/** @param role - `value`, `get` or `set` */
function define(target: object, key: string | symbol, role: string, func: Callable): void {
  Object.defineProperty(func, 'name', { value: key });
  Object.defineProperty(target, key, {
    configurable: true,
    [role]: func,
    ...(role === 'value' && { writable: true }),
  });
}

/** A method that hands `this` on as the first argument. Up to three more pass without an array between. */
const onThis = (func: Callable): Callable =>
  func.length === 4
    ? function (this: unknown, a, b, c) {
        return func(this, a, b, c);
      }
    : function (this: unknown, ...args) {
        return func(this, ...args);
      };
