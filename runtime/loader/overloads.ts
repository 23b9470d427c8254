/** Several exports of one name: which of them a call means. */
import type { FunctionJson, OverloadJson } from '../abi.ts';
import { withoutOverload } from '../member-names.ts';
import { argumentKind } from '../values/argument-kind.ts';
import type { Callable } from '../values/callable.ts';
import { noOverload } from '../values/no-overload.ts';
import { isInstance } from '../values/resources.ts';
import type { ResourceClass } from './resources.ts';

export interface OverloadedFunction extends OverloadJson {
  readonly func: Callable;
}

type Exported = readonly [field: string, json: FunctionJson];

/** An export of its own, or what is tried in turn. */
export type ExportedGroup = readonly [Exported, ...Exported[]];

/** By their names without what makes them one of several. */
export function groupExports(exports: ReadonlyMap<string, FunctionJson>): ReadonlyMap<string, ExportedGroup> {
  const groups = new Map<string, [Exported, ...Exported[]]>();
  for (const one of exports) {
    const name = withoutOverload(one[0]);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

/** Of `argumentKind`, those of which `typeof` knows no more than that they are objects. */
const objectKinds = 'bytes iterable object';

/**
 * @param who - the name that messages begin with
 * @param skipped - how many arguments come before those that count: 1 for an instance
 */
export function dispatcher(
  who: string,
  functions: readonly OverloadedFunction[],
  skipped: number,
  resources: ReadonlyMap<string, ResourceClass>,
): Callable {
  const most = Math.max(...functions.map(({ kinds }) => kinds.length));
  const isOf = (kind: string, value: unknown): boolean => {
    const owner = resources.get(kind.slice(1));
    if (owner && kind[0] === '#') return isInstance(owner.resource, value);
    // An object is asked what else it is only where that matters: it may throw.
    return value === null || objectKinds.includes(kind) ? argumentKind(value) === kind : typeof value === kind;
  };
  const takes = ({ kinds }: OverloadJson, given: readonly unknown[]): boolean =>
    kinds.every((kind, index) => kind === null || kind.some((one) => isOf(one, given[index])));
  return (...args) => {
    const given = args.slice(skipped);
    const found = given.length <= most && functions.find((overload) => takes(overload, given));
    if (found) return found.func(...args);
    return noOverload(
      who,
      functions.map(({ text }) => text),
      given,
    );
  };
}
