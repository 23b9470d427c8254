/** From a type to a thing of that type, and back. */
import type { AnyType, ComponentType, Entity, ExternType, ImportPath, InstanceType, ResourceType } from './entities.ts';

/** What something is imported as, or merely assumed to be. */
export function entityOf(type: ExternType, path?: ImportPath): Entity {
  switch (type.kind) {
    case 'func':
      return { kind: 'func', type: type.type, source: path ? { kind: 'imported', path } : { kind: 'abstract' } };
    case 'type':
      return { kind: 'type', type: type.type };
    case 'instance':
      return { kind: 'instance', exports: exportsOf(type.type, path) };
    case 'component':
      return { kind: 'component', type: type.type, body: undefined };
    case 'module':
      return { kind: 'module', type: type.type, source: path ? { kind: 'imported', path } : { kind: 'abstract' } };
  }
}

export const exportsOf = (type: InstanceType, path?: ImportPath): ReadonlyMap<string, Entity> =>
  new Map([...type.exports].map(([name, one]) => [name, entityOf(one, path && [...path, name])] as const));

/** @param known - resources that have a name already; is added to */
export function externOf(entity: Entity, known: Set<ResourceType>): ExternType {
  switch (entity.kind) {
    case 'func':
      return { kind: 'func', type: entity.type };
    case 'type': {
      const { type } = entity;
      if (type.kind !== 'resource' || known.has(type)) return { kind: 'type', bound: 'eq', type };
      known.add(type);
      return { kind: 'type', bound: 'sub', type };
    }
    case 'instance':
      return { kind: 'instance', type: { kind: 'instance', exports: externsOf(entity.exports, known) } };
    case 'component':
      return { kind: 'component', type: entity.type };
    case 'module':
      return { kind: 'module', type: entity.type };
  }
}

const externsOf = (exports: ReadonlyMap<string, Entity>, known: Set<ResourceType>): ReadonlyMap<string, ExternType> =>
  new Map([...exports].map(([name, entity]) => [name, externOf(entity, known)] as const));

/** What a type is, for messages. */
export function kindWord(type: AnyType | ComponentType): string {
  switch (type.kind) {
    case 'func':
    case 'resource':
    case 'instance':
    case 'component':
      return type.kind;
    default:
      return 'defined type';
  }
}
