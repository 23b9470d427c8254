/** Classes for resources: instances stand for numbers that belong to the component. */
import { disposeSymbol } from './dispose-symbol.ts';
import { ItlTypeError, show } from './errors.ts';
import { refuse } from './expected.ts';
import { createOwnership, type Owned, type Ownership } from './ownership.ts';
import { giveAway, noteUse, type Uses } from './uses.ts';

/** The instances of one resource in one instance of a component. */
export interface Resource extends Ownership {
  readonly name: string;
  readonly prototype: object;
  readonly ownedBy: WeakMap<object, Owned>;
  /** Where the component gives instances away. */
  uses: Uses | undefined;
}

/**
 * @param drop - releases what a number stands for
 * @param afterwards - does something when no call is under way that may use a number
 */
export function createResource(
  name: string,
  { prototype }: { readonly prototype: object },
  drop: (id: number) => void,
  afterwards?: (action: () => void) => void,
  uses?: Uses,
): Resource {
  const ownedBy = new WeakMap<object, Owned>();
  const ownership = createOwnership(drop, afterwards);
  const dispose = function (this: object): void {
    const owned = ownedBy.get(this);
    if (owned) ownership.release(owned);
  };
  Object.defineProperty(dispose, 'name', { value: 'dispose' });
  for (const key of ['dispose', disposeSymbol])
    Object.defineProperty(prototype, key, { configurable: true, writable: true, value: dispose });
  // Engines show what the class is called, or the tag.
  Object.defineProperty(prototype.constructor, 'name', { configurable: true, value: name });
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: name });
  return { ...ownership, name, prototype, ownedBy, uses };
}

/** The instance for a number, always the same one while it lives. */
export function liftResource({ find, own, adopt, ownedBy, prototype }: Resource, id: number): object {
  const known = find(id);
  if (known !== undefined) {
    adopt(id);
    return known;
  }
  const instance: object = Object.create(prototype);
  ownedBy.set(instance, own(id, instance));
  return instance;
}

/**
 * An instance for a number that somebody else owns: the same one as long as it lives.
 *
 * @param owner - what it ends with; null: nothing
 */
export function lendResource(
  { find, own, lend, ownedBy, prototype }: Resource,
  id: number,
  owner: object | null,
): object {
  const instance: object = find(id) ?? Object.create(prototype);
  const owned = ownedBy.get(instance) ?? own(id, instance, true);
  ownedBy.set(instance, owned);
  lend(owned, instance, owner);
  return instance;
}

/** @throws ItlTypeError for an instance that was disposed of */
export const lowerResource = (resource: Resource, instance: unknown): number => liveResource(resource, instance).id;

/** The same, and the instance is disposed of but its number not released: it is somebody else's now. */
export function takeResource(resource: Resource, instance: unknown): number {
  const owned = liveResource(resource, instance);
  if (owned.isLent) throw new ItlTypeError(`${resource.name} is lent: it cannot be given away`);
  if (resource.uses) giveAway(resource.uses, owned, resource.name);
  return resource.take(owned);
}

function liveResource({ name, ownedBy }: Resource, instance: unknown): Owned {
  const owned = ownedBy.get(instance as object);
  if (owned?.isLive) return owned;
  throw new ItlTypeError(`${name} was disposed of`);
}

/** What is wrong with what is no instance, or one that was disposed of. */
export function whyNone({ name, ownedBy, uses }: Resource, value: unknown): string | undefined {
  const owned = ownedBy.get(value as object);
  if (owned?.isLive) {
    if (uses) noteUse(uses, owned);
    return undefined;
  }
  return owned ? `is a disposed ${name}` : `must be a ${name}, got ${show(value)}`;
}

/** @throws ItlTypeError for what is no instance, or one that was disposed of */
export function checkResource(resource: Resource, value: unknown, at: string, isField = false): unknown {
  const words = whyNone(resource, value);
  return words === undefined ? value : refuse(at, isField && value === undefined ? 'is missing' : words);
}

/** What a constructor gives: an instance that the component makes, also for a class that extends its own. */
export function constructed(
  make: () => object,
  Class: { readonly prototype: object },
  target: { readonly prototype: object },
): object {
  const made = make();
  return target === Class ? made : Object.setPrototypeOf(made, target.prototype);
}

/** For a resource that JavaScript cannot make. */
export function noConstructor(name: string): never {
  throw new ItlTypeError(`${name} has no constructor`);
}

/** Releases all instances of all resources. @throws what the first of them threw that did not go */
export function disposeResources(resources: readonly Resource[]): void {
  const failures = resources.flatMap(({ releaseAll }) => releaseAll());
  if (failures.length > 0) throw failures[0];
}
