/** Classes for resources: instances stand for numbers that belong to the component. */
import { disposeSymbol } from './dispose-symbol.ts';
import { ItlTypeError, show } from './errors.ts';
import { mustBe, refuse } from './expected.ts';
import { becomes, isOf, type Kin } from './kinship.ts';
import { idAs, ownedBy, setOwned } from './owned-by.ts';
import { createOwnership, type Owned, type Ownership } from './ownership.ts';
import { giveAway, noteLowered, noteUse, type Uses } from './uses.ts';

/** The instances of one resource in one instance of a component. Those that extend each other share their numbers. */
export interface Resource extends Ownership, Kin {
  readonly name: string;
  readonly drop: (id: number) => void;
  /** Where the component gives instances away. */
  uses: Uses | undefined;
}

/**
 * @param drop - releases what a number stands for
 * @param afterwards - does something when no call is under way that may use a number
 * @param base - whose class this one's extends
 */
export function createResource(
  name: string,
  { prototype }: { readonly prototype: object },
  drop: (id: number) => void,
  afterwards?: (action: () => void) => void,
  uses?: Uses,
  base?: Resource,
): Resource {
  const ownership: Ownership = base ?? createOwnership(drop, afterwards);
  const dispose = function (this: object): void {
    const owned = ownedBy(this);
    if (owned && isOf(owned, resource)) ownership.release(owned);
  };
  Object.defineProperty(dispose, 'name', { value: 'dispose' });
  for (const key of ['dispose', disposeSymbol])
    Object.defineProperty(prototype, key, { configurable: true, writable: true, value: dispose });
  // Engines show what the class is called, or the tag.
  Object.defineProperty(prototype, Symbol.toStringTag, { configurable: true, value: name });
  const resource: Resource = { ...ownership, name, prototype, drop, uses, base };
  return resource;
}

/** A class that keeps its name, whatever minifiers call it. */
export const named = <C extends object>(Class: C, name: string): C =>
  Object.defineProperty(Class, 'name', { value: name });

/** A new instance for a number. */
function instanceOf(resource: Resource, id: number, isLent: boolean): object {
  const { own, prototype, drop } = resource;
  const instance: object = Object.create(prototype);
  const owned = own(id, instance, isLent, drop);
  owned.of = resource;
  setOwned(instance, owned);
  return instance;
}

/** The living instance for a number, as one of the resource's class. */
function findInstance(resource: Resource, id: number): object | undefined {
  const known = resource.find(id);
  if (known === undefined) return undefined;
  return becomes(ownedBy(known) as Owned, known, resource, resource.drop) ? known : undefined;
}

/** The instance for a number, always the same one while it lives. */
export function liftResource(resource: Resource, id: number): object {
  const known = findInstance(resource, id);
  if (known === undefined) return instanceOf(resource, id, false);
  resource.adopt(id);
  return known;
}

/**
 * An instance for a number that somebody else owns: the same one as long as it lives.
 *
 * @param owner - what it ends with; null: nothing
 * @throws ItlTypeError for an owner that is no object
 */
export function lendResource(resource: Resource, id: number, owner: object | null): object {
  // Functions are their own objects, too.
  if (owner !== null && Object(owner) !== owner) mustBe(owner, `the owner of ${oneOf(resource)}`, 'an object or null');
  const instance = findInstance(resource, id) ?? instanceOf(resource, id, true);
  resource.lend(ownedBy(instance) as Owned, instance, owner);
  return instance;
}

/** @throws ItlTypeError for an instance that was disposed of */
export function lowerResource(resource: Resource, instance: unknown): number {
  const owned = liveResource(resource, instance);
  if (resource.uses) noteLowered(resource.uses, owned);
  return owned.id;
}

/**
 * Checks and lowers at once, for what cannot be disposed of in between, nor given away until the call is over.
 *
 * @throws ItlTypeError for what is no instance, or one that was disposed of
 */
export const handleOf = (resource: Resource, value: unknown, at: string): number => {
  return idAs(value, resource) ?? otherHandle(resource, value, at);
};

/** The handle of an instance whose class extends the resource's. */
function otherHandle(resource: Resource, value: unknown, at: string): number {
  checkResource(resource, value, at);
  return (ownedBy(value) as Owned).id;
}

/** Lowers an instance that is disposed of then, but its number not released: it is somebody else's now. */
export function takeResource(resource: Resource, instance: unknown): number {
  const owned = liveResource(resource, instance);
  if (owned.isLent) throw new ItlTypeError(`${resource.name} is lent: it cannot be given away`);
  if (resource.uses) giveAway(resource.uses, owned, resource.name);
  return resource.take(owned);
}

function liveResource(resource: Resource, instance: unknown): Owned {
  const owned = ownedBy(instance);
  if (owned?.isLive && isOf(owned, resource)) return owned;
  throw new ItlTypeError(`${resource.name} was disposed of`);
}

const oneOf = ({ name }: Resource): string => `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}`;

/** What is wrong with what is no instance, or an instance that was disposed of. */
export function whyNone(resource: Resource, value: unknown): string | undefined {
  const owned = ownedBy(value);
  const isOne = owned !== undefined && isOf(owned, resource);
  if (isOne && owned.isLive) {
    if (resource.uses) noteUse(resource.uses, owned);
    return undefined;
  }
  if (!owned) return `must be ${oneOf(resource)}, got ${show(value)}`;
  const of = owned.of as Resource;
  if (isOne) return `is a disposed ${of.name}`;
  return `must be ${oneOf(resource)}, got ${oneOf(of)}${of.name === resource.name ? ' of another instance' : ''}`;
}

/** Whether a value is an instance, be it disposed of. */
export function isInstance(resource: Resource, value: unknown): boolean {
  const owned = ownedBy(value);
  return owned !== undefined && isOf(owned, resource);
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

/** The constructor of a resource that JavaScript cannot make. */
export function noConstructor(name: string): never {
  throw new ItlTypeError(`${name} has no constructor`);
}

/** Releases all instances of all resources. @throws what the first of them threw that did not go */
export function disposeResources(resources: readonly Resource[]): void {
  const failures = resources.flatMap(({ releaseAll }) => releaseAll());
  if (failures.length > 0) throw failures[0];
}
