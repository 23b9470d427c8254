/** Classes for resources, made of what a section says of them. */
import { memberOf, shownMember, takesThis } from '../member-names.ts';
import type { Callable } from '../values/callable.ts';
import { ItlLinkError } from '../values/errors.ts';
import { constructed, createResource, noConstructor, type Resource, whyNone } from '../values/resources.ts';
import { refuse } from './mismatch.ts';
import type { Check } from './primitives.ts';

export interface ResourceClass {
  readonly Class: new (...args: unknown[]) => object;
  readonly resource: Resource;
  readonly check: Check;
  /** What `new` does for JavaScript. */
  construct: Callable;
}

/** @param drop - releases what a number stands for */
export function createClass(
  name: string,
  drop: (id: number) => void,
  afterwards?: (action: () => void) => void,
): ResourceClass {
  // So called from the beginning: engines show what the source calls it, or the tag.
  const { [name]: Class } = {
    [name]: class {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the component makes the instance
        return constructed(() => made.construct(...args) as object, made.Class, new.target);
      }
    },
  } as unknown as Record<string, ResourceClass['Class']>;
  const resource = createResource(name, Class as ResourceClass['Class'], drop, afterwards);
  const made: ResourceClass = {
    Class: Class as ResourceClass['Class'],
    resource,
    check(value) {
      const words = whyNone(resource, value);
      return words === undefined ? value : refuse(words);
    },
    construct: () => noConstructor(name),
  };
  return made;
}

/**
 * Adds an export named like `[method]Counter.next` to its class; false for another.
 *
 * @param wrap - the export as a function
 * @throws ItlLinkError where there is no such resource
 */
export function addMember(
  resources: ReadonlyMap<string, ResourceClass>,
  field: string,
  wrap: (who: string, first: number) => Callable,
): boolean {
  if (!field.startsWith('[')) return false;
  const member = memberOf(field);
  const owner = member && resources.get(member.resource);
  if (member === undefined || owner === undefined) throw new ItlLinkError(`export '${field}' belongs to no resource`);
  const { kind, name } = member;
  const func = wrap(shownMember(member), takesThis(member) ? 0 : 1);
  if (kind === 'constructor') owner.construct = func;
  else if (kind === 'static') define(owner.Class, name, 'value', func);
  else define(owner.Class.prototype, name, kind === 'method' ? 'value' : kind, onThis(func));
  return true;
}

/** @param role - `value`, `get` or `set` */
function define(target: object, key: string, role: string, func: Callable): void {
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
