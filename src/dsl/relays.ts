/** Relays: what C++ calls callbacks through, one a C signature. They are named after it; see grammar/itl.md. */
import type { DslCallback, DslModule, DslType } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** i32, pointer, i64, f32, f64. */
export type Letter = 'i' | 'p' | 'j' | 'f' | 'd';

/** `vpp`: the result, the id, the parameters. */
export const relayName = ({ params, result }: DslCallback, types: TypeTable): string =>
  [
    result === undefined ? 'v' : types.passingOf(result) === 'direct' ? letterOf(result, types) : 'p',
    'p',
    ...params.flatMap(({ type }) => lettersOf(type, types)),
  ].join('');

/** Of the relay's arguments that stand for one of the callback's. */
export function lettersOf(type: DslType, types: TypeTable): readonly Letter[] {
  switch (types.passingOf(type)) {
    case 'direct':
      return [letterOf(type, types)];
    case 'range':
      return ['p', 'i'];
    case 'address':
      return ['p'];
  }
}

function letterOf(type: DslType, types: TypeTable): Letter {
  if (type.kind === 'c-string' || type.kind === 'function') return 'p';
  if (type.kind === 'named') return types.named(type.name).kind === 'class' ? 'p' : 'i';
  if (type.kind === 'time') return 'd';
  if (type.kind !== 'scalar') return 'i';
  if (type.name === 'f32') return 'f';
  if (type.name === 'f64') return 'd';
  return type.name === 's64' || type.name === 'u64' ? 'j' : 'i';
}

/** Each relay with the callbacks that it serves, in the order of their declarations. */
export function relaysOf({ types }: DslModule, table: TypeTable): ReadonlyMap<string, readonly DslCallback[]> {
  const relays = new Map<string, DslCallback[]>();
  for (const type of types) {
    if (type.kind !== 'callback') continue;
    const name = relayName(type, table);
    relays.set(name, [...(relays.get(name) ?? []), type]);
  }
  return relays;
}
