/** What a document can name of the components that it uses: `a`, `a.greet`, `a.Point`. */
import type { LinkedPart, PartExport } from '../check/linked-part.ts';
import { withDefinition } from '../check/shown-function.ts';
import { signatureText } from '../core/module-interface.ts';
import { type NamedType, shownType, type TypeDefinition } from '../ir/types.ts';
import type { Analysis } from './analysis.ts';
import type { DeclaredName, NameKind } from './declared-names.ts';

/** Functions and types, behind the names of their components. */
export const partNames = ({ notes }: Analysis): readonly DeclaredName[] =>
  [...notes.parts].flatMap(
    ([
      part,
      {
        exports,
        types,
        item: { span },
      },
    ]) => [
      ...exports.map((each) => ({
        ...named('function', `${part}.${each.name}`, signatureOf(each), span),
        doc: each.callee.doc,
      })),
      ...[...types].map(([name, type]) => ({
        ...named('type', `${part}.${name}`, type.definition.kind, span),
        members: membersOf(type.definition),
      })),
    ],
  );

/** The components themselves. */
export const componentNames = ({ notes }: Analysis): readonly DeclaredName[] =>
  [...notes.parts].map(([part, { item }]) => named('component', part, item.path.value, item.span));

const named = (kind: NameKind, name: string, detail: string, span: DeclaredName['span']): DeclaredName => ({
  ...{ kind, name, detail, span },
  doc: '',
  members: [],
});

function signatureOf({ callee: { params, results } }: PartExport): string {
  const shown = params.map(({ name, type }) =>
    [...(name === undefined ? [] : [`$${name}`]), shownType(type)].join(' '),
  );
  return signatureText({ params: shown, results: results.map(shownType) });
}

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
