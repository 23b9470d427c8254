/** What others see of a component has to have a name that they can see. */
import { Malformed } from '../core/bytes.ts';
import type { Entity, ResourceType, ValueType } from './entities.ts';
import { partsOf } from './substitute.ts';

type What = 'import' | 'export';

/**
 * Types with parts of their own (records, variants, enums, flags, resources) have to be imported or exported before
 * something that mentions them.
 * @param named - what has a name; is added to
 */
export function checkVisible(
  entity: Entity,
  name: string,
  what: What,
  named: Set<ResourceType> | Set<object>,
  offset: number,
): void {
  const known = named as Set<object>;
  const refuse = (): never => {
    throw new Malformed(
      `${what === 'import' ? 'import' : 'func'} '${name}' not valid to be used as ${what}: a type in it has no name`,
      offset,
    );
  };
  switch (entity.kind) {
    case 'func': {
      const types = [
        ...entity.type.params.map((param) => param.type),
        ...(entity.type.result ? [entity.type.result] : []),
      ];
      if (!types.every((type) => isVisible(type, known))) refuse();
      return;
    }
    case 'type':
      if (entity.type.kind === 'func' || entity.type.kind === 'instance' || entity.type.kind === 'component') return;
      if (entity.type.kind !== 'resource' && !partsOf(entity.type).every((part) => isVisible(part, known))) refuse();
      known.add(entity.type);
      return;
    case 'instance':
      for (const [inner, one] of entity.exports) checkVisible(one, `${name}.${inner}`, what, known, offset);
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
