/** What the object of exports has at its top: functions, classes, and interfaces under both of their names. */
import { isReserved } from '../../runtime/member-names.ts';
import type { Boundary } from './boundary.ts';

export function topNames({ functions, classes }: Boundary): readonly string[] {
  const shown = classes.filter(({ definition }) => !isReserved(definition.name));
  const inside = [...functions, ...shown.flatMap(({ members }) => members)].map((one) => one.interface);
  return [
    ...new Set([
      ...functions.filter((one) => one.interface === undefined).map(({ name }) => name),
      ...shown.filter(({ members }) => members[0]?.interface === undefined).map(({ definition }) => definition.name),
      ...inside.flatMap((path) => (path === undefined ? [] : interfaceNames(path))),
    ]),
  ];
}

function interfaceNames(path: string): readonly string[] {
  const [outer = ''] = path.split('#');
  return path === outer ? [outer, shortInterfaceName(outer)] : [outer];
}

/** `local:shapes/basic-types@0.1.0` → `basicTypes` */
export const shortInterfaceName = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/@.*$/, '')
    .replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
