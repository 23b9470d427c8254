/** What a document declares itself, before anything is known of the components that it uses. */
import type { Document, Form, Node } from '../ast/nodes.ts';
import { functionsOf } from '../check/declare.ts';
import { defineTypes } from '../check/define-types.ts';
import { createEnvironment, type OpenType } from '../check/environment.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';

export interface OwnNames {
  /** Of functions and modules. */
  readonly names: ReadonlySet<string>;
  readonly typeNames: ReadonlySet<string>;
  /** Those of its types that are sound, and need nothing of the parts. */
  readonly types: ReadonlyMap<string, OpenType>;
}

export function ownNames(document: Document): OwnNames {
  const sink = new DiagnosticSink();
  const environment = createEnvironment(sink);
  defineTypes(document, environment);
  const unsound = new Set<string>();
  for (const [name, { form }] of environment.types) {
    const isWrong = sink.all.some(({ span }) => span && form.span.start <= span.start && span.end <= form.span.end);
    if (isWrong || !environment.definitions.has(name)) unsound.add(name);
  }
  spread(unsound, environment.types);
  const sound = [...environment.types].filter(([name]) => !unsound.has(name));
  return {
    names: new Set(document.items.flatMap(namesIn)),
    typeNames: new Set(environment.types.keys()),
    types: new Map(sound.map(([name, { type }]) => [name, type])),
  };
}

/** What mentions a type that is unsound is so too. */
function spread(unsound: Set<string>, types: ReadonlyMap<string, { readonly form: Form }>): void {
  for (let count = -1; count !== unsound.size; ) {
    count = unsound.size;
    for (const [name, { form }] of types) if (mentions(form, unsound)) unsound.add(name);
  }
}

const mentions = (node: Node, names: ReadonlySet<string>): boolean =>
  node.kind === 'name' ? names.has(node.text) : node.kind === 'form' && node.args.some((each) => mentions(each, names));

function namesIn(item: Document['items'][number]): readonly string[] {
  const functions = functionsOf(item).flatMap(({ name }) => (name ? [name.text] : []));
  return item.kind === 'module' ? [item.name.text, ...functions] : functions;
}
