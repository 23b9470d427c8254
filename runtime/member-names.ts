/**
 * What export names mean beyond themselves. `[constructor]R`, `[method]R.name`, `[static]R.name`, `[get]R.name`,
 * `[set]R.name`, `[static get]R.name` and `[static set]R.name` make a function a member of a resource's class; the notation
 * is WIT's, with accessors beside it. `[get]name` makes it a property of the exports. `[overload:1]` in front of any name makes
 * it one of several functions of the name behind it. `[iterate]R` gives what an instance is iterated by, `[clone]R` an instance
 * that is held once more. `[extend:a,b]R` makes an instance for a class of JavaScript's that extends R: its first parameters are
 * the methods `a` and `b` where that has its own. What stands in front of a `#` is an interface: an object of exports,
 * `local:shapes/types#area`.
 */
import { RESERVED_PREFIX } from './abi.ts';

export type MemberKind =
  | 'constructor'
  | 'method'
  | 'static'
  | 'get'
  | 'set'
  | 'static get'
  | 'static set'
  | 'extend'
  | 'iterate'
  | 'clone';

export interface Member {
  readonly kind: MemberKind;
  readonly resource: string;
  /** Empty for a constructor and `iterate`; of `extend` the methods, with commas between. */
  readonly name: string;
  /** The whole export name. */
  readonly field: string;
}

/** Whether an export or a class is between compiler, loader and C++: JavaScript sees nothing of that name. */
export const isReserved = (name: string): boolean => name.startsWith(RESERVED_PREFIX);

/** The name behind another one. What is reserved stays so: `_it_x` of `a` is `_it_a.x`. */
export const nameWithin = (outer: string, name: string): string =>
  isReserved(name) ? `${RESERVED_PREFIX}${outer}.${name.slice(RESERVED_PREFIX.length)}` : `${outer}.${name}`;

/** What a name has in brackets in front, and what follows: most have nothing. */
const splitHead = (name: string): readonly string[] =>
  (name[0] === '[' && /^\[([^\]]+)\](.+)$/s.exec(name)?.slice(1)) || [];

/** What messages call a function that JavaScript is given: one that C++ has made has no name that anybody knows. */
export const shownFunction = (name: string): string => (isReserved(name) ? 'function' : name);

/** The interface of an export, and what it is called there. */
export function interfaceOf(field: string): readonly [path: string, name: string] | undefined {
  const end = field.lastIndexOf('#');
  return end > 0 && end + 1 < field.length ? [field.slice(0, end), field.slice(end + 1)] : undefined;
}

/** What an export is called in its interface, or by itself. */
export const withoutInterface = (field: string): string => interfaceOf(field)?.[1] ?? field;

/** What an export is called, without what makes it one of several. */
export function withoutOverload(field: string): string {
  const [head = '', name] = splitHead(field);
  return name !== undefined && /^overload:\d+$/.test(head) ? name : field;
}

const kinds: readonly string[] = ['method', 'static', 'get', 'set', 'static get', 'static set'];

/** Undefined for a name of any other form. */
export function memberOf(field: string): Member | undefined {
  const [head = '', rest = ''] = splitHead(withoutOverload(withoutInterface(field)));
  const end = rest.indexOf('.');
  if (end < 0) {
    if (head === 'constructor' || head === 'iterate') return { kind: head, resource: rest, name: '', field };
    if (head === 'clone') return { kind: head, resource: rest, name: head, field };
    const methods = head.startsWith('extend:') && head.slice(7);
    return methods ? { kind: 'extend', resource: rest, name: methods, field } : undefined;
  }
  const isMember = kinds.includes(head) && end > 0 && end + 1 < rest.length;
  return isMember
    ? { kind: head as MemberKind, resource: rest.slice(0, end), name: rest.slice(end + 1), field }
    : undefined;
}

/** The name of a property of the exports; undefined for any other export. */
export function propertyOf(field: string): string | undefined {
  const [head, name] = splitHead(field);
  return head === 'get' && !name?.includes('.') ? name : undefined;
}

/** What messages call it: `new Counter`, `Counter.next`. */
export function shownMember({ kind, resource, name }: Member): string {
  if (kind === 'iterate') return `${resource}[Symbol.iterator]`;
  return kind === 'constructor' || kind === 'extend' ? `new ${resource}` : `${resource}.${name}`;
}

/** Whether the function's first parameter is the instance, `this` in JavaScript. */
export const takesThis = ({ kind }: Member): boolean =>
  kind === 'method' || kind === 'get' || kind === 'set' || kind === 'iterate' || kind === 'clone';
