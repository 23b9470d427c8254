/** What a document can name of the components that it uses: `a`, `a.greet`, `a.Point`. */
import type { LinkedPart } from '../check/linked-part.ts';
import { withDefinition } from '../check/shown-function.ts';
import type { NamedType, TypeDefinition } from '../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { signatureOf } from './callee-text.ts';
import type { DeclaredName, NameKind } from './declared-names.ts';

/** Functions and types, behind the names of their components. */
export const partNames = ({ notes }: Analysis): readonly DeclaredName[] =>
  [...notes.parts].flatMap(([part, { exports, types, item }]) => [
    ...exports.map(({ name, callee }) => ({
      ...named('function', `${part}.${name}`, signatureOf(callee), item.span),
      doc: callee.doc,
    })),
    ...[...types].map(([name, type]) => ({
      ...named('type', `${part}.${name}`, type.definition.kind, item.span),
      members: membersOf(type.definition),
    })),
  ]);

/** The components themselves. */
export const componentNames = ({ notes }: Analysis): readonly DeclaredName[] =>
  [...notes.parts].map(([part, { item }]) => named('component', part, item.path.value, item.span));

const named = (kind: NameKind, name: string, detail: string, span: DeclaredName['span']): DeclaredName => ({
  ...{ kind, name, detail, span },
  doc: '',
  members: [],
});

function membersOf(definition: TypeDefinition): readonly string[] {
  switch (definition.kind) {
    case 'record':
      return definition.fields.map(({ name }) => name);
    case 'variant':
      return definition.cases.map(({ name }) => name);
    case 'enum':
      return definition.cases;
    case 'flags':
      return definition.flags;
    case 'func':
    case 'resource':
    case 'class':
      return [];
  }
}

/** The component whose name a word is, or begins with. */
export const partOf = ({ notes }: Analysis, word: string): LinkedPart | undefined =>
  [...notes.parts].find(([part]) => word === part || word.startsWith(`${part}.`))?.[1];

/** What a type of a component is, as that has it. */
export function partTypeText({ notes }: Analysis, written: string): string | undefined {
  const types = [...notes.parts].flatMap(([part, { types }]) =>
    [...types].map(([name, type]): [string, NamedType] => [`${part}.${name}`, type]),
  );
  const found = types.find(([name, type]) => name === written || type.name === written);
  return found && withDefinition(found[1]);
}
