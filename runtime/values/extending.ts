/** Instances of classes that JavaScript makes of the component's: the component calls methods that they have of their own. */
import { ItlTypeError } from './errors.ts';

interface Methods {
  readonly prototype: object;
}

type Method = (...args: unknown[]) => unknown;

/** What the functions that the component has know of their instance: they do not keep it alive. */
interface Self {
  instance: object | undefined;
  reference: WeakRef<object> | undefined;
}

/**
 * @param target - the class that is instantiated
 * @param Class - the component's that it extends
 * @param methods - names of the methods that it may have of its own
 * @param make - given a function for each of them that it has, makes the instance
 */
export function extended(
  target: Methods,
  Class: Methods,
  methods: readonly string[],
  make: (functions: readonly (Method | undefined)[]) => object,
): object {
  const self: Self = { instance: undefined, reference: undefined };
  const own = target.prototype as Readonly<Record<string, unknown>>;
  const given = Class.prototype as Readonly<Record<string, unknown>>;
  const made = make(methods.map((name) => (own[name] === given[name] ? undefined : methodOf(self, name))));
  if (globalThis.WeakRef === undefined) self.instance = made;
  else self.reference = new WeakRef(made);
  return Object.setPrototypeOf(made, target.prototype);
}

function methodOf(self: Self, name: string): Method {
  const target = () => (self.reference?.deref() ?? self.instance ?? gone(name)) as Readonly<Record<string, Method>>;
  return (...args) => (target()[name] as Method)(...args);
}

function gone(name: string): never {
  throw new ItlTypeError(`${name}: the instance that has this method was forgotten`);
}
