/** The names that interfaces and worlds of WIT define, from their syntax alone. */
import type { Span } from '../source/source-map.ts';
import type { InterfaceItem, InterfaceSyntax, WorldItem, WorldSyntax } from '../wit/syntax.ts';
import type { OutlineEntry } from './outline.ts';

export type WitContainer = InterfaceSyntax | WorldSyntax;

interface Common {
  readonly name: string;
  readonly span: Span;
  readonly docs: string;
}

/** `member`: of a resource, which no other place names. `path`: what a world names without giving it a name of its own. */
export type Named = Common &
  (
    | { readonly kind: 'interface' | 'world' | 'type' | 'function' | 'member' | 'extern' | 'path' }
    | { readonly kind: 'use'; readonly from: string; readonly original: string }
  );

export const namedIn = ({ items }: WitContainer): readonly Named[] => items.flatMap(namesOf);

function namesOf(item: InterfaceItem | WorldItem): readonly Named[] {
  switch (item.kind) {
    case 'function':
      return [{ kind: 'function', name: item.id.name, span: item.id.span, docs: item.docs }];
    case 'use':
      return item.names.map(({ id, alias }) => ({
        ...{ kind: 'use', from: item.path.name.name, original: id.name, docs: '' },
        name: (alias ?? id).name,
        span: (alias ?? id).span,
      }));
    case 'import':
    case 'export':
      return [externOf(item)];
    case 'include':
      return [];
    case 'resource':
      return [
        typeOf(item),
        ...item.members.map(({ id, docs }) => ({ kind: 'member', name: id.name, span: id.span, docs }) as const),
      ];
    case 'alias':
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      return [typeOf(item)];
  }
}

function externOf({ extern, docs }: Extract<WorldItem, { readonly kind: 'import' | 'export' }>): Named {
  const { name, span } = extern.kind === 'path' ? (extern.id ?? extern.path.name) : extern.id;
  return { kind: extern.kind === 'path' && !extern.id ? 'path' : 'extern', name, span, docs };
}

type TypeItem = Extract<
  InterfaceItem,
  { readonly kind: 'alias' | 'record' | 'variant' | 'enum' | 'flags' | 'resource' }
>;

const typeOf = ({ id, docs }: TypeItem): Named => ({ kind: 'type', name: id.name, span: id.span, docs });

const outlineKinds: Readonly<Record<Named['kind'], OutlineEntry['kind']>> = {
  interface: 'module',
  world: 'module',
  type: 'type',
  function: 'function',
  member: 'function',
  extern: 'import',
  path: 'import',
  use: 'type',
};

export const outlineKind = (kind: Named['kind']): OutlineEntry['kind'] => outlineKinds[kind];
