/** The names that a document declares, from its syntax alone: they are there while the rest is still being written. */
import type { Document, FunctionNode, Node } from '../ast/nodes.ts';
import { functionsOf } from '../check/declare.ts';
import { signatureText } from '../core/module-interface.ts';
import { ErrorList } from '../frontend/error-list.ts';
import { lexItl } from '../frontend/lex-itl.ts';
import type { Span } from '../source/source-map.ts';

export type NameKind = 'function' | 'type' | 'module' | 'variable' | 'local' | 'component';

export interface DeclaredName {
  readonly kind: NameKind;
  readonly name: string;
  /** Of a type `record`, `enum`, …; else how it is written. */
  readonly detail: string;
  readonly doc: string;
  /** All of the declaration. */
  readonly span: Span;
  /** Fields, cases or flags. */
  readonly members: readonly string[];
}

/** Types, modules, functions and variables of the instance, in the order of the document. */
export function declaredNames(document: Document, text: string): readonly DeclaredName[] {
  return document.items.flatMap((item) => namesIn(item, text));
}

function namesIn(item: Document['items'][number], text: string): readonly DeclaredName[] {
  switch (item.kind) {
    case 'types':
      return item.definitions.flatMap(({ form, doc }) => {
        const [name, ...members] = form.args;
        if (name?.kind !== 'name') return [];
        const common = { kind: 'type', name: name.text, detail: form.head.text, doc, span: form.span } as const;
        return [{ ...common, members: members.flatMap(memberName) }];
      });
    case 'var':
      return [named('variable', item.name.text, item.type ? textOf(item.type.span, text) : '', item.span)];
    case 'module':
      return [named('module', item.name.text, item.path?.value ?? '', item.span), ...functionNames(item, text)];
    case 'func':
    case 'import':
    case 'export':
      return functionNames(item, text);
    case 'component':
      return [];
  }
}

const named = (kind: NameKind, name: string, detail: string, span: Span): DeclaredName => ({
  kind,
  name,
  detail,
  doc: '',
  span,
  members: [],
});

const memberName = (node: Node): readonly string[] =>
  node.kind === 'name' ? [node.text] : node.kind === 'form' ? [node.head.text] : [];

const textOf = ({ start, end }: Span, text: string): string => text.slice(start, end);

const functionNames = (item: Document['items'][number], text: string): readonly DeclaredName[] =>
  functionsOf(item).flatMap((node) =>
    node.name ? [{ ...named('function', node.name.text, signatureOf(node, text), node.span), doc: node.doc }] : [],
  );

/** `(param $n s32) (result bool)`, with the types as the source writes them. */
export function signatureOf({ signature: { params, results } }: FunctionNode, text: string): string {
  const written = params.map(({ name, type }) =>
    [...(name ? [`$${name.text}`] : []), textOf(type.span, text)].join(' '),
  );
  return signatureText({ params: written, results: results.map(({ span }) => textOf(span, text)) });
}

/** Names with a `$` that stand in front of an offset in its function: parameters, and whatever a form may bind. */
export function localsBefore(document: Document, text: string, offset: number): readonly string[] {
  const around = document.items.flatMap(functionsOf).find(({ span }) => span.start < offset && offset <= span.end);
  if (!around) return [];
  const own = around.name ? [around.name.text] : [];
  const { tokens } = lexItl({ path: '', text: text.slice(around.span.start, offset), base: 0 }, new ErrorList());
  // What ends at the cursor is still being written.
  const whole = tokens.filter(({ startOffset, image }) => around.span.start + startOffset + image.length < offset);
  const names = whole.flatMap(({ image }) => (image.startsWith('$') ? [image.slice(1)] : []));
  return [...new Set(names)].filter((name) => !own.includes(name));
}
