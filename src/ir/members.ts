/** Export names that make a function a member of a resource's class. The notation is WIT's, with `get` and `set` beside it. */

export type MemberKind = 'constructor' | 'method' | 'static' | 'get' | 'set';

export interface Member {
  readonly kind: MemberKind;
  readonly resource: string;
  /** Empty for a constructor. */
  readonly name: string;
  /** The whole export name. */
  readonly field: string;
}

/** `[constructor]R`, `[method]R.name`, `[static]R.name`, `[get]R.name`, `[set]R.name`; undefined for any other name. */
export function memberOf(field: string): Member | undefined {
  const match = /^\[(?:(constructor)\]([^.]+)|(method|static|get|set)\]([^.]+)\.(.+))$/.exec(field);
  if (!match) return undefined;
  const [, isConstructor, ofConstructor = '', kind, ofMember = '', name = ''] = match;
  if (isConstructor) return { kind: 'constructor', resource: ofConstructor, name: '', field };
  return { kind: kind as MemberKind, resource: ofMember, name, field };
}
