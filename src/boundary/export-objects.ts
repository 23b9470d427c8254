/** The object of exports and the interfaces in it, which are objects too: what each has, and what that is called. */
import { isReserved } from '../../runtime/member-names.ts';
import type { Boundary, ExportedFunction, ResourceClass } from './boundary.ts';

export interface ExportObject {
  readonly functions: ExportedFunction[];
  readonly classes: ResourceClass[];
  /** By whole name. */
  readonly interfaces: Map<string, ExportObject>;
}

export function exportObjectOf({ functions, classes }: Boundary): ExportObject {
  const exports = emptyObject();
  for (const one of functions) objectAt(one.interface, exports).functions.push(one);
  for (const one of classes)
    if (!isReserved(one.definition.name)) objectAt(one.members[0]?.interface, exports).classes.push(one);
  return exports;
}

const emptyObject = (): ExportObject => ({ functions: [], classes: [], interfaces: new Map() });

/** `a#b` is the `b` in `a`. */
function objectAt(path: string | undefined, exports: ExportObject): ExportObject {
  return (path?.split('#') ?? []).reduce(({ interfaces }, name) => {
    const found = interfaces.get(name) ?? emptyObject();
    interfaces.set(name, found);
    return found;
  }, exports);
}

/** Functions, classes, and interfaces under both of their names. */
export const propertiesOf = (object: ExportObject): readonly string[] => [
  ...new Set([...ownNames(object), ...shortNamesOf(object).values()]),
];

const ownNames = ({ functions, classes, interfaces }: ExportObject): readonly string[] => [
  ...functions.map(({ name }) => name),
  ...classes.map(({ definition }) => definition.name),
  ...interfaces.keys(),
];

/** What an interface is called besides its whole name: what nothing else in the object has as its own, and no interface before it. */
export function shortNamesOf(object: ExportObject): ReadonlyMap<string, string> {
  const taken = new Set(ownNames(object));
  const short = new Map<string, string>();
  for (const name of object.interfaces.keys()) {
    if (taken.has(shortName(name))) continue;
    short.set(name, shortName(name));
    taken.add(shortName(name));
  }
  return short;
}

/** `local:shapes/basic-types@0.1.0` → `basicTypes` */
const shortName = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/@.*$/, '')
    .replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
