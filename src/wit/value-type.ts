/** Types of WIT as those of components. */
import type { AnyType, ResourceType, ValueType } from '../component/entities.ts';
import { MOST_FLAGS } from '../component/read-types.ts';
import { checkExtent } from '../component/resolve-types.ts';
import { Malformed } from '../core/bytes.ts';
import { emptyType, notAResource, tooManyFlags, unusableType, wrongKey } from '../diagnostics/wit.ts';
import type { Span } from '../source/source-map.ts';
import type { Definition, Id, TypeSyntax } from './syntax.ts';
import { asValue, type TypeScope, UNKNOWN } from './type-scope.ts';
import { uniqueNames } from './unique-names.ts';

/** Undefined after a reported error. */
export function definitionType(item: Definition, scope: TypeScope): AnyType | undefined {
  switch (item.kind) {
    case 'alias':
      return item.type.kind === 'name' ? scope.find(item.type.id) : valueType(item.type, scope);
    case 'resource':
      return { kind: 'resource', owner: undefined, destructor: undefined } satisfies ResourceType;
    default:
      return checked(() => structure(item, scope), item.id.span, scope);
  }
}

function structure(item: Exclude<Definition, { readonly kind: 'alias' | 'resource' }>, scope: TypeScope): ValueType {
  switch (item.kind) {
    case 'record': {
      checkNames(item.fields, scope);
      return {
        kind: 'record',
        fields: item.fields.map((field) =>
          documented({ label: field.id.name, type: valueType(field.type, scope) }, field.docs, scope),
        ),
      };
    }
    case 'variant': {
      checkNames(item.cases, scope);
      if (item.cases.length === 0) scope.sink.add(emptyType('variant', item.id.name, item.id.span));
      return {
        kind: 'variant',
        cases: item.cases.map(({ id, docs, type }) =>
          documented({ label: id.name, type: type && valueType(type, scope) }, docs, scope),
        ),
      };
    }
    case 'enum':
    case 'flags':
      checkNames(item.labels, scope);
      if (item.kind === 'enum' && item.labels.length === 0)
        scope.sink.add(emptyType('enum', item.id.name, item.id.span));
      if (item.kind === 'flags' && item.labels.length > MOST_FLAGS)
        scope.sink.add(tooManyFlags(item.id.name, item.labels.length, MOST_FLAGS, item.id.span));
      return { kind: item.kind, labels: item.labels.map(({ id }) => id.name) };
  }
}

/** Keeps the comment that something has. */
export function documented<T extends object>(made: T, text: string, { docs }: Pick<TypeScope, 'docs'>): T {
  if (text !== '') docs.set(made, text);
  return made;
}

/** Fields, cases, flags, parameters, and functions of a resource: what is there twice is reported. */
export function checkNames(parts: readonly { readonly id: Id }[], scope: TypeScope): void {
  const isNew = uniqueNames(scope.sink);
  for (const { id } of parts) isNew(id);
}

/** What is too large is reported, and `u32` instead. */
function checked(make: () => ValueType, span: Span, scope: TypeScope): ValueType {
  try {
    return checkExtent(make(), 0);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    scope.sink.add(unusableType(error.message, span));
    return UNKNOWN;
  }
}

export const valueType = (syntax: TypeSyntax, scope: TypeScope): ValueType =>
  checked(() => bare(syntax, scope), syntax.span, scope);

function bare(syntax: TypeSyntax, scope: TypeScope): ValueType {
  const of = (part: TypeSyntax): ValueType => bare(part, scope);
  const maybe = (part: TypeSyntax | undefined): ValueType | undefined => part && of(part);
  switch (syntax.kind) {
    case 'primitive':
      return { kind: 'primitive', name: syntax.name };
    case 'name':
      return asValue(scope.find(syntax.id));
    case 'list':
      return { kind: 'list', element: of(syntax.element), length: syntax.length };
    case 'map':
      return { kind: 'map', key: keyType(syntax.key, scope), value: of(syntax.value) };
    case 'option':
      return { kind: 'option', payload: of(syntax.payload) };
    case 'result':
      return { kind: 'result', ok: maybe(syntax.ok), error: maybe(syntax.error) };
    case 'tuple':
      return { kind: 'tuple', items: syntax.items.map(of) };
    case 'own':
    case 'borrow':
      return handleType(syntax.kind, syntax.resource, scope);
    case 'future':
    case 'stream':
      return { kind: syntax.kind, payload: maybe(syntax.payload) };
  }
}

function handleType(kind: 'own' | 'borrow', id: Id, scope: TypeScope): ValueType {
  const resource = scope.find(id);
  if (resource?.kind === 'resource') return { kind, resource };
  if (resource) scope.sink.add(notAResource(id.name, id.span));
  return UNKNOWN;
}

const notKeys: ReadonlySet<string> = new Set(['f32', 'f64', 'error-context']);

function keyType(syntax: TypeSyntax, scope: TypeScope): ValueType {
  const key = bare(syntax, scope);
  if (key.kind !== 'primitive' || notKeys.has(key.name)) scope.sink.add(wrongKey(syntax.span));
  return key;
}
