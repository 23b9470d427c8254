/** Exports of one name: how they are told apart, and in which order they are tried. */
import { type ArgumentKinds, compareOverloads, type Precedence, paddedKinds, sortOverloads } from './argument-kinds.ts';
import type { AdapterFunction } from './ir.ts';
import { kindsOfType } from './kinds-of-type.ts';
import { basesOf, type TypeDefinition } from './types.ts';

export interface Overload {
  readonly function: AdapterFunction;
  /** Of each argument but the instance; what a longer one has parameters for is to be absent. */
  readonly kinds: readonly ArgumentKinds[];
}

type Definitions = ReadonlyMap<string, TypeDefinition>;

/** @param skipped - how many parameters are no argument: 1 for an instance */
const kindsOf = ({ params }: AdapterFunction, skipped: number): readonly ArgumentKinds[] =>
  params.slice(skipped).map(({ type }) => kindsOfType(type));

/** How one function stands to another of its name. */
export function precedence(
  left: AdapterFunction,
  right: AdapterFunction,
  skipped: number,
  definitions: Definitions,
): Precedence {
  const bases = (name: string): readonly string[] => {
    const definition = definitions.get(name);
    return definition ? basesOf(definition) : [];
  };
  return compareOverloads(kindsOf(left, skipped), kindsOf(right, skipped), bases);
}

/** The functions of one name in the order in which they are tried. */
export function overloadsOf(
  functions: readonly AdapterFunction[],
  skipped: number,
  definitions: Definitions,
): readonly Overload[] {
  const most = Math.max(...functions.map(({ params }) => params.length - skipped));
  const sorted = sortOverloads(functions, (left, right) => precedence(left, right, skipped, definitions));
  return sorted.map((each) => ({ function: each, kinds: paddedKinds(kindsOf(each, skipped), most) }));
}
