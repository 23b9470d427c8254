/**
 * Export names that make a function a member of a resource's class: `[constructor]R`, `[method]R.name`,
 * `[static]R.name`, `[get]R.name` and `[set]R.name`. The notation is WIT's, with `get` and `set` beside it.
 */

export type MemberKind = 'constructor' | 'method' | 'static' | 'get' | 'set';

export interface Member {
  readonly kind: MemberKind;
  readonly resource: string;
  /** Empty for a constructor. */
  readonly name: string;
  /** The whole export name. */
  readonly field: string;
}

const memberName = /^\[(?:(constructor)\]([^.]+)|(method|static|get|set)\]([^.]+)\.(.+))$/s;

/** Undefined for a name of any other form. */
export function memberOf(field: string): Member | undefined {
  const [, isConstructor, constructed = '', kind, owner = '', name = ''] = memberName.exec(field) ?? [];
  if (isConstructor) return { kind: 'constructor', resource: constructed, name: '', field };
  return kind === undefined ? undefined : { kind: kind as MemberKind, resource: owner, name, field };
}

/** What messages call it: `new Counter`, `Counter.next`. */
export const shownMember = ({ kind, resource, name }: Member): string =>
  kind === 'constructor' ? `new ${resource}` : `${resource}.${name}`;

/** Whether the function's first parameter is the instance, `this` in JavaScript. */
export const takesThis = ({ kind }: Member): boolean => kind !== 'constructor' && kind !== 'static';
