/** The types and functions of one interface, or those that a world defines, with their names looked up. */
import type { AnyType, ExternType, FunctionType, ResourceType, ValueType } from '../component/entities.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { dependsOnItself, gatedReference, otherKind, unknownName, unknownType } from '../diagnostics/wit.ts';
import { type Finding, findInterface } from './find-item.ts';
import { functionType } from './function-type.ts';
import { type Features, isIncluded } from './gates.ts';
import type { FileScope, InterfaceDefinition } from './model.ts';
import type { Definition, Id, NamedFunction, Renamed, UseNames } from './syntax.ts';
import { uniqueNames } from './unique-names.ts';
import { checkNames, definitionType, documented } from './value-type.ts';

/** What is shared by all scopes of a resolution. */
export interface Elaboration {
  readonly finding: Finding;
  readonly features: Features;
  /** Of types, functions, fields and instances. */
  readonly docs: Map<object, string>;
}

/** Where types of other interfaces come from: an import, or an export. */
export type Lookup = (definition: InterfaceDefinition) => TypeScope;

export interface TypeScope {
  readonly sink: DiagnosticSink;
  readonly docs: Map<object, string>;
  /** Undefined after a reported error. */
  readonly find: (id: Id) => AnyType | undefined;
  /** The same for another interface that uses a type of this one. */
  readonly used: (id: Id) => AnyType | undefined;
  /** All that is there. */
  readonly externs: () => ReadonlyMap<string, ExternType>;
  /** A definition or a used name, under this or another name: the type, and the functions of a resource. */
  readonly typeExterns: (name: string, as: string) => ReadonlyMap<string, ExternType>;
}

type Entry =
  | { readonly kind: 'definition'; readonly id: Id; readonly item: Definition; readonly isThere: boolean }
  | {
      readonly kind: 'used';
      readonly id: Id;
      /** Where it comes from; undefined after a reported error. */
      readonly from: InterfaceDefinition | undefined;
      readonly name: Renamed;
      readonly isThere: boolean;
    }
  | { readonly kind: 'function'; readonly id: Id; readonly item: NamedFunction; readonly isThere: boolean };

export type ScopeItem = UseNames | Definition | NamedFunction;

export interface ScopeSource {
  readonly items: readonly ScopeItem[];
  /** Of the interface or world, for messages. */
  readonly name: string;
  readonly scope: FileScope;
}

export function createTypeScope(source: ScopeSource, lookup: Lookup, elaboration: Elaboration): TypeScope {
  const { finding, docs } = elaboration;
  const { sink } = finding;
  const entries = entriesOf(source, elaboration);
  const types = new Map<string, AnyType | 'in progress' | undefined>();

  function typeOf(entry: Entry): AnyType | undefined {
    const { name, span } = entry.id;
    const known = types.get(name);
    if (known === 'in progress') {
      sink.add(dependsOnItself(name, 'type', span));
      return undefined;
    }
    if (known || types.has(name)) return known;
    types.set(name, 'in progress');
    const made = build(entry);
    types.set(name, made);
    if (made && entry.kind === 'definition' && !docs.has(made)) documented(made, entry.item.docs, self);
    return made;
  }

  function build(entry: Entry): AnyType | undefined {
    switch (entry.kind) {
      case 'function':
        sink.add(otherKind(entry.id.name, 'function', 'type', entry.id.span));
        return undefined;
      case 'used':
        return entry.from && lookup(entry.from).used(entry.name.id);
      case 'definition':
        return definitionType(entry.item, self);
    }
  }

  function typeAt(entry: Entry, id: Id, by: DiagnosticSink): AnyType | undefined {
    if (entry.kind === 'function') by.add(otherKind(id.name, 'function', 'type', id.span));
    else if (!entry.isThere) by.add(gatedReference(id.name, id.span));
    else return typeOf(entry);
    return undefined;
  }

  function entryExterns(entry: Entry, as: string): readonly (readonly [string, ExternType])[] {
    if (entry.kind === 'function') return [[as, { kind: 'func', type: functionOf(entry.item) }]];
    const type = typeOf(entry);
    if (!type) return [];
    const isNew = entry.kind === 'definition' && entry.item.kind === 'resource';
    if (!isNew || type.kind !== 'resource') return [[as, { kind: 'type', bound: 'eq', type }]];
    return [[as, { kind: 'type', bound: 'sub', type }], ...memberExterns(entry.item, type, as)];
  }

  const functionOf = (item: NamedFunction): FunctionType =>
    documented(functionType(item.function, item.id, self), item.docs, self);

  function memberExterns(
    item: Definition,
    resource: ResourceType,
    as: string,
  ): readonly (readonly [string, ExternType])[] {
    if (item.kind !== 'resource') return [];
    checkNames(item.members, self);
    return item.members
      .filter(({ attributes }) => isIncluded(attributes, source.scope.package.syntax, elaboration.features, sink))
      .map((member) => {
        const name = member.kind === 'constructor' ? `[constructor]${as}` : `[${member.kind}]${as}.${member.id.name}`;
        const type = functionType(member.function, { ...member.id, name }, self, {
          kind: member.kind,
          resource,
          name: item.id.name,
        });
        return [name, { kind: 'func', type: documented(type, member.docs, self) }] as const;
      });
  }

  const self: TypeScope = {
    sink,
    docs,
    find(id) {
      const entry = entries.get(id.name);
      if (entry) return typeAt(entry, id, sink);
      sink.add(unknownType(id.name, id.span, entries.keys()));
      return undefined;
    },
    used(id) {
      const entry = entries.get(id.name);
      if (entry) return typeAt(entry, id, sink);
      sink.add(unknownName(id.name, source.name, id.span, entries.keys()));
      return undefined;
    },
    externs: () => {
      const there = [...entries.values()].filter(({ isThere }) => isThere);
      const [named, functions] = [
        there.filter(({ kind }) => kind !== 'function'),
        there.filter(({ kind }) => kind === 'function'),
      ];
      return new Map([...named, ...functions].flatMap((entry) => entryExterns(entry, entry.id.name)));
    },
    typeExterns(name, as) {
      const entry = entries.get(name);
      return new Map(entry ? entryExterns(entry, as) : []);
    },
  };
  return self;
}

/** By their names; what is there twice is reported. */
function entriesOf({ items, scope }: ScopeSource, { finding, features }: Elaboration): ReadonlyMap<string, Entry> {
  const { sink } = finding;
  const entries = new Map<string, Entry>();
  const isNew = uniqueNames(sink);
  for (const item of items) {
    const isThere = isIncluded(item.attributes, scope.package.syntax, features, sink);
    for (const entry of entriesIn(item, isThere, scope, finding))
      if (isNew(entry.id)) entries.set(entry.id.name, entry);
  }
  return entries;
}

function entriesIn(item: ScopeItem, isThere: boolean, scope: FileScope, finding: Finding): readonly Entry[] {
  switch (item.kind) {
    case 'use': {
      const from = isThere ? findInterface(item.path, scope, finding) : undefined;
      return item.names.map((name) => ({ kind: 'used', id: name.alias ?? name.id, from, name, isThere }));
    }
    case 'function':
      return [{ kind: 'function', id: item.id, item, isThere }];
    default:
      return [{ kind: 'definition', id: item.id, item, isThere }];
  }
}

/** What a name stands for as a value: a resource, a handle that is owned. */
export const asValue = (type: AnyType | undefined): ValueType => {
  if (type?.kind === 'resource') return { kind: 'own', resource: type };
  if (!type || type.kind === 'func' || type.kind === 'instance' || type.kind === 'component') return UNKNOWN;
  return type;
};

/** In place of what has been reported. */
export const UNKNOWN: ValueType = { kind: 'primitive', name: 'u32' };
