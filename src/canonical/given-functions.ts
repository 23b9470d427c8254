/** What core modules of a component are given, looked through before its text is made. */
import type { CoreFunction, InstanceState } from '../component/entities.ts';
import type { ResolvedComponent } from '../component/resolve-component.ts';

/** The functions that core modules are given. */
const givenFunctions = ({ instances }: ResolvedComponent): readonly CoreFunction[] =>
  instances.flatMap(({ arguments: given }) =>
    [...given.values()].flatMap((from) => [...from.exports.values()].filter((entity) => entity.kind === 'func')),
  );

/** Instances whose core modules are given functions that call out: those have to ask whether they may. */
export const leavingInstances = (component: ResolvedComponent): ReadonlySet<InstanceState> =>
  new Set(
    givenFunctions(component).flatMap(({ source }) =>
      source.kind === 'lower' || source.kind === 'resource.new' || source.kind === 'resource.drop'
        ? [source.instance]
        : [],
    ),
  );

/** More functions that call out have what each of them begins and ends with in functions of its own. */
const MANY = 8;

/** Instances whose core modules are given many functions that call out. */
export function busyInstances(component: ResolvedComponent): ReadonlySet<InstanceState> {
  const counts = new Map<InstanceState, number>();
  for (const { source } of givenFunctions(component)) {
    if (source.kind === 'lower' || source.kind === 'resource.drop')
      counts.set(source.instance, (counts.get(source.instance) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([instance, count]) => (count > MANY ? [instance] : [])));
}

type UsedSlot = Pick<Extract<CoreFunction['source'], { readonly slot: number }>, 'slot' | 'type'>;

/** The places of a call that core modules of an instance read or write; one that is read as two types counts once. */
export function contextSlots(component: ResolvedComponent): ReadonlyMap<InstanceState, readonly UsedSlot[]> {
  const found = new Map<InstanceState, readonly UsedSlot[]>();
  for (const { source } of givenFunctions(component)) {
    if (source.kind !== 'context.get' && source.kind !== 'context.set') continue;
    const known = found.get(source.instance) ?? [];
    if (known.every(({ slot }) => slot !== source.slot)) found.set(source.instance, [...known, source]);
  }
  return found;
}
