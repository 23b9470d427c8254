/** What others see of a component has to have a name that they can see. */
import { Malformed } from '../core/bytes.ts';
import type { Entity, ValueType } from './entities.ts';
import { partsOf, valueTypesOf } from './substitute.ts';

type What = 'import' | 'export';

/** What has a name: imports see what is imported, and exports see that too. */
export type NamedTypes = Readonly<Record<What, Set<object>>>;

export const newNamedTypes = (): NamedTypes => ({ import: new Set(), export: new Set() });

/**
 * Types with parts of their own (records, variants, enums, flags, resources) have to be imported or exported before
 * something that mentions them.
 * @param named - is added to
 */
export function checkVisible(entity: Entity, name: string, what: What, named: NamedTypes, offset: number): void {
  const refuse = (why = 'a type in it has no name'): never => {
    throw new Malformed(
      `${what === 'import' ? 'import' : 'func'} '${name}' not valid to be used as ${what}: ${why}`,
      offset,
    );
  };
  const isNamed = (type: ValueType): boolean => isVisible(type, named[what]);
  switch (entity.kind) {
    case 'func':
      if (!valueTypesOf(entity.type).every(isNamed)) refuse();
      return;
    case 'type':
      if (entity.type.kind === 'func' || entity.type.kind === 'instance' || entity.type.kind === 'component') return;
      if (entity.type.kind !== 'resource' && !partsOf(entity.type).every(isNamed)) refuse();
      if (what === 'import') {
        if (entity.type.kind === 'resource' && entity.type.owner) refuse('the component defines the resource itself');
        named.import.add(entity.type);
      }
      named.export.add(entity.type);
      return;
    case 'instance':
      for (const [inner, one] of entity.exports) checkVisible(one, `${name}.${inner}`, what, named, offset);
      return;
    case 'component':
    case 'module':
      return;
  }
}

function isVisible(type: ValueType, named: ReadonlySet<object>): boolean {
  if (named.has(type)) return true;
  switch (type.kind) {
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      return false;
    case 'own':
    case 'borrow':
      return named.has(type.resource);
    default:
      return partsOf(type).every((part) => isVisible(part, named));
  }
}
