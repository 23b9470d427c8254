/** Classes for resources: instances stand for numbers that belong to the component. */

import type { MemberKind } from '../member-names.ts';
import type { Callable } from './callable.ts';
import { disposeSymbol } from './dispose-symbol.ts';
import { ItlTypeError } from './errors.ts';
import { createOwnership, type Ownership } from './ownership.ts';

export interface Resource extends Ownership {
  readonly Class: new (...args: unknown[]) => object;
  /** Adds what an export named `[kind]Resource.member` does; `func` takes the instance first, where there is one. */
  readonly addMember: (kind: MemberKind, member: string, func: Callable) => void;
}

/** @param drop - releases what a number stands for */
export function createResource(name: string, drop: (id: number) => void): Resource {
  let construct: Callable = () => {
    throw new ItlTypeError(`${name} has no constructor`);
  };

  // So called from the beginning: engines show what the source calls it, or the tag.
  const classes: Record<string, Resource['Class']> = {
    [name]: class {
      constructor(...args: unknown[]) {
        const made = construct(...args) as object;
        // biome-ignore lint/correctness/noConstructorReturn: the component makes the instance
        return new.target === Class ? made : Object.setPrototypeOf(made, new.target.prototype);
      }
    },
  };
  const Class = classes[name] as Resource['Class'];
  const { prototype } = Class;
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: name });
  const ownership = createOwnership(name, prototype, drop);
  const dispose = onThis(ownership.dispose as Callable);
  for (const key of [disposeSymbol, 'dispose']) define(prototype, key, 'value', dispose);

  function addMember(kind: MemberKind, member: string, func: Callable): void {
    if (kind === 'constructor') construct = func;
    else if (kind === 'static') define(Class, member, 'value', func);
    else define(prototype, member, kind === 'method' ? 'value' : kind, onThis(func));
  }

  return { ...ownership, Class, addMember };
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

/** A method that hands `this` on as the first argument. */
const onThis = (func: Callable): Callable =>
  function (this: unknown, ...args) {
    return func(this, ...args);
  };
