/**
 * What export names mean beyond themselves. `[constructor]R`, `[method]R.name`, `[static]R.name`, `[get]R.name`,
 * `[set]R.name`, `[static get]R.name` and `[static set]R.name` make a function a member of a resource's class; the notation
 * is WIT's, with accessors beside it. `[get]name` makes it a property of the exports. `[overload:1]` in front of any name makes
 * it one of several functions of the name behind it. `[extend:a,b]R` makes an instance for a class of JavaScript's that extends
 * R: its first parameters are the methods `a` and `b` where that has its own. What stands in front of a `#` is an interface: an
 * object of exports, `local:shapes/types#area`.
 */
import { RESERVED_PREFIX } from './abi.ts';

export type MemberKind = 'constructor' | 'method' | 'static' | 'get' | 'set' | 'static get' | 'static set' | 'extend';

export interface Member {
  readonly kind: MemberKind;
  readonly resource: string;
  /** Empty for a constructor; of `extend` the methods, with commas between. */
  readonly name: string;
  /** The whole export name. */
  readonly field: string;
}

const extendName = /^\[extend:([^\]]+)\]([^.]+)$/s;

const memberName = /^\[(?:(constructor)\]([^.]+)|(method|static|get|set|static get|static set)\]([^.]+)\.(.+))$/s;

/** Whether an export or a class is between compiler, loader and C++: JavaScript sees nothing of that name. */
export const isReserved = (name: string): boolean => name.startsWith(RESERVED_PREFIX);

const overloadName = /^\[overload:(\d+)\](.+)$/s;

/** The interface of an export, and what it is called there. */
export function interfaceOf(field: string): readonly [path: string, name: string] | undefined {
  const [, path, name] = /^(.+)#([^#]+)$/s.exec(field) ?? [];
  return path === undefined || name === undefined ? undefined : [path, name];
}

/** What an export is called in its interface, or by itself. */
export const withoutInterface = (field: string): string => interfaceOf(field)?.[1] ?? field;

/** What an export is called, without what makes it one of several. */
export const withoutOverload = (field: string): string => overloadName.exec(field)?.[2] ?? field;

/** Undefined for a name of any other form. */
export function memberOf(field: string): Member | undefined {
  const whole = withoutOverload(withoutInterface(field));
  const [, methods, extended = ''] = extendName.exec(whole) ?? [];
  if (methods !== undefined) return { kind: 'extend', resource: extended, name: methods, field };
  const [, isConstructor, constructed = '', kind, owner = '', name = ''] = memberName.exec(whole) ?? [];
  if (isConstructor) return { kind: 'constructor', resource: constructed, name: '', field };
  return kind === undefined ? undefined : { kind: kind as MemberKind, resource: owner, name, field };
}

/** The name of a property of the exports; undefined for any other export. */
export const propertyOf = (field: string): string | undefined => /^\[get\]([^.]+)$/s.exec(field)?.[1];

/** What messages call it: `new Counter`, `Counter.next`. */
export const shownMember = ({ kind, resource, name }: Member): string =>
  kind === 'constructor' || kind === 'extend' ? `new ${resource}` : `${resource}.${name}`;

/** Whether the function's first parameter is the instance, `this` in JavaScript. */
export const takesThis = ({ kind }: Member): boolean => kind === 'method' || kind === 'get' || kind === 'set';
