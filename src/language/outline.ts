/** What a document consists of, for an outline. */
import type { Document } from '../ast/nodes.ts';
import { functionsOf } from '../check/declare.ts';
import type { Span } from '../source/source-map.ts';
import { signatureOf } from './declared-names.ts';

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'function' | 'type' | 'module' | 'import' | 'export' | 'variable';
  readonly span: Span;
  readonly children: readonly OutlineEntry[];
}

export const outlineOf = (document: Document, text: string): readonly OutlineEntry[] =>
  document.items.flatMap((item) => entriesOf(item, text));

type Item = Document['items'][number];

function entriesOf(item: Item, text: string): readonly OutlineEntry[] {
  const leaf = (name: string, kind: OutlineEntry['kind'], detail: string, span: Span): OutlineEntry[] => [
    { name, kind, detail, span, children: [] },
  ];
  switch (item.kind) {
    case 'types':
      return item.definitions.flatMap(({ form }) => {
        const [name] = form.args;
        return name?.kind === 'name' ? leaf(name.text, 'type', form.head.text, form.span) : [];
      });
    case 'var':
      return leaf(item.name.text, 'variable', '', item.span);
    case 'component':
      return leaf(item.name.text, 'module', item.path.value, item.span);
    case 'func':
      return functionEntries(item, text);
    case 'module':
      return [
        {
          name: item.name.text,
          kind: 'module',
          detail: item.path?.value ?? '',
          span: item.span,
          children: functionEntries(item, text),
        },
      ];
    case 'import':
      return [
        {
          name: `"${item.module.value}"`,
          kind: 'import',
          detail: '',
          span: item.span,
          children: functionEntries(item, text),
        },
      ];
    case 'export':
      return [{ name: 'export', kind: 'export', detail: '', span: item.span, children: functionEntries(item, text) }];
  }
}

const functionEntries = (item: Item, text: string): readonly OutlineEntry[] =>
  functionsOf(item).map((node) => ({
    name: node.field?.value ?? node.name?.text ?? '_',
    kind: 'function',
    detail: signatureOf(node, text),
    span: node.span,
    children: [],
  }));
