/** Types of components as ITL writes them, with a name for each that needs one. */
import type { Entity, ResourceType, ValueType } from '../component/entities.ts';
import { resourcesIn } from '../component/substitute.ts';
import { asTuple } from './fixed-lists.ts';
import { camelCase, documented, list, type NamePool, pascalCase, word } from './itl-text.ts';

/**
 * Who is on the other side: JavaScript, which has objects for resources, or another component, which is given what stands
 * for one.
 */
export type Side = 'host' | 'component';

/** ITL has comments for whole types: those of parts are put there. */
function docOf(type: ValueType, docs: Docs): string {
  const parts = type.kind === 'record' ? type.fields : type.kind === 'variant' ? type.cases : [];
  const lines = parts.flatMap((part) => {
    const doc = docs.get(part);
    const name = type.kind === 'record' ? camelCase(part.label) : part.label;
    return doc === undefined ? [] : [`- \`${name}\`: ${doc.replaceAll(/\s+/g, ' ')}`];
  });
  return [docs.get(type), lines.join('\n')].filter(Boolean).join('\n\n');
}

/** First come, first named: imports before exports. */
export function namesOfTypes(...lists: readonly ReadonlyMap<string, Entity>[]): ReadonlyMap<object, string> {
  const names = new Map<object, string>();
  const note = (name: string, entity: Entity): void => {
    if (entity.kind === 'type' && !names.has(entity.type)) names.set(entity.type, name);
    if (entity.kind === 'instance') for (const [inner, one] of entity.exports) note(inner, one);
  };
  for (const entities of lists) for (const [name, entity] of entities) note(name, entity);
  return names;
}

export interface TypeTexts {
  readonly of: (type: ValueType, side: Side) => string;
  /** The class of a resource that the component defines; undefined for one of JavaScript's. */
  readonly classOf: (resource: ResourceType) => string | undefined;
  /** Number of a resource type, from 1. */
  readonly numberOf: (resource: ResourceType) => number;
  /** `(record …)` and its like, in the order in which they were needed. */
  readonly definitions: readonly string[];
  readonly classes: ReadonlyMap<ResourceType, string>;
}

/** Comments of types, of their parts, and of functions. */
export type Docs = ReadonlyMap<object, string>;

export function createTypeTexts(names: ReadonlyMap<object, string>, docs: Docs, pool: NamePool): TypeTexts {
  const definitions: string[] = [];
  const named: Readonly<Record<Side, Map<ValueType, string>>> = { host: new Map(), component: new Map() };
  const classes = new Map<ResourceType, string>();
  const numbers = new Map<ResourceType, number>();

  function define(type: ValueType, side: Side, make: (name: string) => string): string {
    // Without resources there is no difference.
    const where = resourcesIn(type).length === 0 ? 'host' : side;
    const known = named[where].get(type);
    if (known !== undefined) return known;
    const base = pascalCase(names.get(type) ?? type.kind);
    const name = pool.take(where === 'component' ? `${base}OfHandles` : base);
    named[where].set(type, name);
    const definition = documented(docOf(type, docs), make(name));
    definitions.push(definition);
    return name;
  }

  function classOf(resource: ResourceType): string | undefined {
    if (!resource.owner) return undefined;
    const known = classes.get(resource);
    if (known !== undefined) return known;
    const name = pool.take(pascalCase(names.get(resource) ?? 'resource'));
    classes.set(resource, name);
    return name;
  }

  function numberOf(resource: ResourceType): number {
    const number = numbers.get(resource) ?? numbers.size + 1;
    numbers.set(resource, number);
    return number;
  }

  function of(type: ValueType, side: Side): string {
    const maybe = (part: ValueType | undefined): string => (part ? of(part, side) : '_');
    switch (type.kind) {
      case 'primitive':
        return type.name === 'error-context' ? 'u32' : type.name;
      case 'record':
        return define(type, side, (name) =>
          list('record', name, ...type.fields.map((field) => list(word(camelCase(field.label)), of(field.type, side)))),
        );
      case 'variant':
        return define(type, side, (name) =>
          list(
            'variant',
            name,
            ...type.cases.map((one) => (one.type ? list(word(one.label), of(one.type, side)) : word(one.label))),
          ),
        );
      case 'enum':
        return define(type, side, (name) => list('enum', name, ...type.labels.map(word)));
      case 'flags':
        return define(type, side, (name) => list('flags', name, ...type.labels.map((label) => word(camelCase(label)))));
      case 'list': {
        const tuple = asTuple(type);
        return tuple ? of(tuple, side) : list('array', of(type.element, side));
      }
      case 'map':
        return list('array', list('tuple', of(type.key, side), of(type.value, side)));
      case 'tuple':
        return list('tuple', ...type.items.map((item) => of(item, side)));
      case 'option':
        return list('option', of(type.payload, side));
      case 'result':
        return list('result', maybe(type.ok), maybe(type.error));
      case 'own':
      case 'borrow':
        return side === 'component' ? 'u32' : (classOf(type.resource) ?? 'any');
      case 'stream':
      case 'future':
        return 'u32';
    }
  }

  return { of, classOf, numberOf, definitions, classes };
}
