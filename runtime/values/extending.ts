/** Instances of classes that JavaScript makes of the component's: the component calls methods that they have of their own. */
import { ItlTypeError } from './errors.ts';
import { ownedBy } from './owned-by.ts';
import { type Owned, recalled } from './ownership.ts';
import type { Resource } from './resources.ts';

interface Methods {
  readonly prototype: object;
}

export type Method = (...args: unknown[]) => unknown;

/** What the functions that the component has know of their instance: where that is to be kept alive, what it owns does. */
export interface Self {
  owned: Owned | undefined;
}

/** Makes the function that calls a method of an instance. One for each method, so that engines learn which method it is. */
export type MethodCaller = (self: Self) => Method;

/**
 * @param target - the class that is instantiated
 * @param Class - the component's that it extends
 * @param methods - the methods that it may have of its own; `dispose` is what tells of the object's end
 * @param make - given a function for each of them that it has, makes the instance
 */
export function extended(
  target: Methods,
  Class: Methods,
  methods: readonly (readonly [name: string, caller: MethodCaller])[],
  make: (functions: readonly (Method | undefined)[]) => object,
): object {
  const own = target.prototype as Readonly<Record<string, unknown>>;
  const given = Class.prototype as Readonly<Record<string, unknown>>;
  const self: Self = { owned: undefined };
  const made = make(
    methods.map(([name, caller]) => {
      if (name === 'dispose') return () => self.owned && (self.owned.of as Resource).destroyed(self.owned);
      return own[name] === given[name] ? undefined : caller(self);
    }),
  );
  self.owned = ownedBy(made) as Owned;
  self.owned.isExtension = true;
  return Object.setPrototypeOf(made, target.prototype);
}

/** The instance whose method is called. @throws ItlTypeError where it was forgotten, or while it is being made */
export function selfOf({ owned }: Self, name: string): object {
  const instance = owned && (owned.instance ?? recalled(owned));
  if (instance) return instance;
  throw new ItlTypeError(`${name}: the instance that has this method ${owned ? 'was forgotten' : 'is not made yet'}`);
}
