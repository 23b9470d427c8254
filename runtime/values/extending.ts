/** Instances of classes that JavaScript makes of the component's: the component calls methods that they have of their own. */
import { ItlTypeError } from './errors.ts';
import { ownedBy } from './owned-by.ts';
import { instanceFor, type Owned } from './ownership.ts';
import type { Resource } from './resources.ts';

interface Methods {
  readonly prototype: object;
}

type Method = (...args: unknown[]) => unknown;

/**
 * @param target - the class that is instantiated
 * @param Class - the component's that it extends
 * @param methods - names of the methods that it may have of its own; `dispose` is what tells of the object's end
 * @param make - given a function for each of them that it has, makes the instance
 */
export function extended(
  target: Methods,
  Class: Methods,
  methods: readonly string[],
  make: (functions: readonly (Method | undefined)[]) => object,
): object {
  const own = target.prototype as Readonly<Record<string, unknown>>;
  const given = Class.prototype as Readonly<Record<string, unknown>>;
  let owned: Owned | undefined;
  // They do not keep the instance alive: where the component is to, what it owns does.
  const functionOf = (name: string): Method | undefined => {
    if (name === 'dispose') return () => owned && (owned.of as Resource).destroyed(owned);
    if (own[name] === given[name]) return undefined;
    return (...args) =>
      ((instanceFor(owned as Owned) ?? gone(name)) as Readonly<Record<string, Method>>)[name]?.(...args);
  };
  const made = make(methods.map(functionOf));
  owned = ownedBy(made) as Owned;
  owned.isExtension = true;
  return Object.setPrototypeOf(made, target.prototype);
}

function gone(name: string): never {
  throw new ItlTypeError(`${name}: the instance that has this method was forgotten`);
}
