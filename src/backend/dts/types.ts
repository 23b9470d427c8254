/** Named types as TypeScript declares them. */
import type { Boundary, DefinedType } from '../../boundary/boundary.ts';
import { mayBeLeftOut } from '../../ir/cases.ts';
import type { Type, TypeDefinition } from '../../ir/types.ts';
import { classLines } from './classes.ts';
import { docComment } from './doc-comment.ts';
import { instanceLines } from './imported-members.ts';
import { interfaceLines } from './lines.ts';
import { propertyName, quoted } from './names.ts';
import { caseText, functionText, type TypeNames, typescriptType } from './type-text.ts';

export function typeDeclaration({ definition, doc }: DefinedType, boundary: Boundary, names: TypeNames): string[] {
  const name = names.get(definition.name) ?? definition.name;
  return [...docComment(doc), ...definitionLines(definition, name, boundary, names)];
}

function definitionLines(definition: TypeDefinition, name: string, boundary: Boundary, names: TypeNames): string[] {
  switch (definition.kind) {
    case 'record':
      return interfaceLines(
        name,
        definition.fields.map((field) => fieldLine(field.name, field.type, names)),
      );
    case 'enum':
      return [`export type ${name} = ${union(definition.cases.map(quoted))};`];
    case 'flags':
      return interfaceLines(
        name,
        definition.flags.map((flag) => `${propertyName(flag)}?: boolean;`),
      );
    case 'variant':
      return [
        `export type ${name} =`,
        ...definition.cases.map((one) => `  | ${caseText(one.name, one.type, 'out', names)}`),
      ].map((line, index, { length }) => (index === length - 1 ? `${length === 1 ? `${line} never` : line};` : line));
    case 'func':
      return [`export type ${name} = ${functionText(definition.type, names, definition.paramNames)};`];
    case 'resource':
      return boundary.classes.flatMap((one) =>
        one.definition === definition ? classLines(one, name, boundary.classes, names) : [],
      );
    case 'class':
      return interfaceLines(name, instanceLines(definition, boundary.imports, names), extended(definition, names));
  }
}

const extended = ({ base }: Extract<TypeDefinition, { kind: 'class' }>, names: TypeNames): string =>
  base ? ` extends ${names.get(base.name) ?? base.name}` : '';

const union = (parts: readonly string[]): string => (parts.length === 0 ? 'never' : parts.join(' | '));

const fieldLine = (name: string, type: Type, names: TypeNames): string =>
  `${propertyName(name)}${mayBeLeftOut(type) ? '?' : ''}: ${typescriptType(type, 'out', names)};`;
