/** What messages call the members of a module. */
import { type CoreExport, isMember } from './core-names.ts';

/** A parameter, as JavaScript's own checks call it. */
export function parameterOf(item: CoreExport, index: number): string {
  const name = item.func.params[index]?.name;
  return `${shownName(item)}: parameter ${name === undefined ? index + 1 : `'${name}'`}`;
}

function shownName(item: CoreExport): string {
  if (!isMember(item)) return item.func.name;
  const { kind, owner, func } = item;
  return kind === 'constructor' || kind === 'extend' ? `new ${owner.name}` : `${owner.name}.${func.name}`;
}
