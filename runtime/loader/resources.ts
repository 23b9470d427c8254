/** Classes for resources, made of what a section says of them. */
import { type Member, memberOf, shownMember, takesThis } from '../member-names.ts';
import type { Callable } from '../values/callable.ts';
import { addClone } from '../values/clones.ts';
import { ItlLinkError } from '../values/errors.ts';
import { extended, type Method, type Self, selfOf } from '../values/extending.ts';
import { constructed, createResource, noConstructor, type Resource, whyNone } from '../values/resources.ts';
import { refuse } from './mismatch.ts';
import type { Check } from './primitives.ts';

export interface ResourceClass {
  readonly Class: new (...args: unknown[]) => object;
  readonly resource: Resource;
  readonly check: Check;
  /** What `new` does for JavaScript. */
  construct: Callable;
  /** The same for a class that extends this one, where that makes a difference: takes first the class that is instantiated. */
  extend: Callable | undefined;
}

/**
 * @param drop - releases what a number stands for
 * @param base - whose class this one's extends
 */
export function createClass(
  name: string,
  drop: (id: number) => void,
  afterwards?: (action: () => void) => void,
  base?: ResourceClass,
): ResourceClass {
  const Class = base ? derivedClass(name, base.Class) : rootClass(name);
  const resource = createResource(name, Class, drop, afterwards, undefined, base?.resource);
  const made: ResourceClass = {
    Class,
    resource,
    check(value) {
      const words = whyNone(resource, value);
      return words === undefined ? value : refuse(words);
    },
    construct: () => noConstructor(name),
    extend: undefined,
  };
  classes.set(Class, made);
  return made;
}

type Class = ResourceClass['Class'];

const classes = new WeakMap<object, ResourceClass>();

// So called from the beginning: engines show what the source calls a class, or the tag.
function rootClass(name: string): Class {
  const made = {
    [name]: class {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the component makes the instance
        return instantiated(new.target, args);
      }
    },
  };
  return made[name] as Class;
}

const derivedClass = (name: string, Base: Class): Class => ({ [name]: class extends Base {} })[name] as Class;

/** @param target - one of the component's classes, or one that extends it */
function instantiated(target: { readonly prototype: object }, args: readonly unknown[]): object {
  let Class: object = target;
  while (!classes.has(Class)) Class = Object.getPrototypeOf(Class);
  const made = classes.get(Class) as ResourceClass;
  if (target !== Class && made.extend) return made.extend(target, ...args) as object;
  return constructed(() => made.construct(...args) as object, made.Class, target);
}

/**
 * Adds an export named like `[method]Counter.next` to its class.
 *
 * @param wrap - the export as a function
 * @throws ItlLinkError where there is no such resource
 */
export function addMember(
  resources: ReadonlyMap<string, ResourceClass>,
  field: string,
  wrap: (who: string, first: number) => Callable,
): Member {
  const member = memberOf(field);
  const owner = member && resources.get(member.resource);
  if (member === undefined || owner === undefined) throw new ItlLinkError(`export '${field}' belongs to no resource`);
  const { kind, name } = member;
  const func = wrap(shownMember(member), takesThis(member) ? 0 : 1);
  if (kind === 'constructor') owner.construct = func;
  else if (kind === 'extend') owner.extend = extension(owner.Class, name.split(','), func);
  else if (kind === 'iterate') define(owner.Class.prototype, Symbol.iterator, 'value', iteration(func));
  else if (kind.startsWith('static')) define(owner.Class, name, kind.slice(7) || 'value', func);
  else define(owner.Class.prototype, name, kind === 'get' || kind === 'set' ? kind : 'value', onThis(func));
  if (kind === 'clone') addClone(owner.Class.prototype);
  return member;
}

const extension =
  (Class: Class, methods: readonly string[], func: Callable): Callable =>
  (target, ...args) =>
    extended(
      target as Class,
      Class,
      methods.map((name) => [name, (self) => callMethod(self, name)]),
      (functions) => func(...functions, ...args) as object,
    );

const callMethod =
  (self: Self, name: string): Method =>
  (...args) =>
    ((selfOf(self, name) as Readonly<Record<string, Method>>)[name] as Method)(...args);

/** The items are those that there are when it begins. */
const iteration = (func: Callable): Callable =>
  function (this: unknown) {
    return (func(this) as Iterable<unknown>)[Symbol.iterator]();
  };

/** @param role - `value`, `get` or `set` */
function define(target: object, key: PropertyKey, role: string, func: Callable): void {
  Object.defineProperty(func, 'name', { value: String(key) });
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
