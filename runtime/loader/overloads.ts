/** Several exports of one name: which of them a call means. */
import type { FunctionJson, OverloadJson } from '../abi.ts';
import { argumentKind } from '../values/argument-kind.ts';
import type { Callable } from '../values/callable.ts';
import { noOverload } from '../values/no-overload.ts';
import { isInstance } from '../values/resources.ts';
import type { ResourceClass } from './resources.ts';

export interface OverloadedFunction {
  readonly func: Callable;
  readonly overload: OverloadJson;
}

/** An export of its own, or what is tried in turn. */
export interface ExportedGroup {
  /** Without what makes one of several of it. */
  readonly field: string;
  readonly exports: readonly (readonly [field: string, json: FunctionJson])[];
}

/** @param nameOf - what an export is called without what makes it one of several */
export function groupExports(
  exports: ReadonlyMap<string, FunctionJson>,
  nameOf: (field: string) => string,
): readonly ExportedGroup[] {
  const groups = new Map<string, [string, FunctionJson][]>();
  for (const [field, json] of exports) {
    const name = nameOf(field);
    groups.set(name, [...(groups.get(name) ?? []), [field, json]]);
  }
  return [...groups].map(([field, exports]) => ({ field, exports }));
}

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
  const most = Math.max(...functions.map(({ overload }) => overload.kinds.length));
  const isOf = (kind: string, value: unknown): boolean => {
    const owner = resources.get(kind.slice(1));
    return owner && kind[0] === '#' ? isInstance(owner.resource, value) : argumentKind(value) === kind;
  };
  const takes = ({ kinds }: OverloadJson, given: readonly unknown[]): boolean =>
    kinds.every((kind, index) => kind === null || kind.some((one) => isOf(one, given[index])));
  return (...args) => {
    const given = args.slice(skipped);
    const found = given.length <= most && functions.find(({ overload }) => takes(overload, given));
    if (found) return found.func(...args);
    return noOverload(
      who,
      functions.map(({ overload }) => overload.text),
      given,
    );
  };
}
