/** What the functions of an import are members of: classes, where WIT has resources. */
import { type Member, memberOf } from '../../../runtime/member-names.ts';
import type { Boundary, BoundaryFunction } from '../../boundary/boundary.ts';
import { none, type TypeDefinition } from '../../ir/types.ts';
import { docComment } from './doc-comment.ts';
import { calling, methodLines, parameterList } from './functions.ts';
import { indented } from './lines.ts';
import { propertyName } from './names.ts';
import { type TypeNames, typescriptType } from './type-text.ts';

type Given = Pick<Boundary['imports'][number], 'field'> & BoundaryFunction;

interface GivenMember extends Given {
  readonly member: Member;
}

const membersOf = (functions: readonly Given[]): readonly GivenMember[] =>
  functions.flatMap((given): GivenMember[] => {
    const member = memberOf(given.field);
    return member ? [{ ...given, member }] : [];
  });

/** Functions as methods, and those of a resource as one class. */
export function importedLines(functions: readonly Given[], names: TypeNames): readonly string[] {
  const members = membersOf(functions);
  const resources = [...new Set(members.map(({ member }) => member.resource))];
  return [
    ...functions
      .filter(({ field }) => memberOf(field) === undefined)
      .flatMap((given) => methodLines(propertyName(given.field), given.doc, given, calling, names)),
    ...resources.flatMap((resource) => {
      const own = members.filter(({ member }) => member.resource === resource);
      return classLines(resource, own, names);
    }),
  ];
}

/**
 * The class that an import is by itself, which has the name of the import: a resource of the world. Undefined for what is an
 * object of several things.
 */
export function classAlone(
  module: string,
  functions: readonly Given[],
  names: TypeNames,
): readonly string[] | undefined {
  const members = functions.flatMap((given) => {
    const member = memberOf(given.field);
    return member && member.resource === pascalCase(module) ? [{ ...given, member }] : [];
  });
  return members.length > 0 && members.length === functions.length ? classType(members, names) : undefined;
}

const pascalCase = (name: string): string => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

function classLines(resource: string, members: readonly GivenMember[], names: TypeNames): readonly string[] {
  const [first = '', ...rest] = classType(members, names);
  const maker = members.find(({ member }) => member.kind === 'constructor');
  return [...(maker ? docComment(maker.doc) : []), `readonly ${propertyName(resource)}: ${first}`, ...rest];
}

/** The name of an imported class that the source declares: then what it has is said there. */
function nameOfInstances(members: readonly GivenMember[], names: TypeNames): string | undefined {
  const types = members.map(({ member, returns, params }) =>
    member.kind === 'constructor' ? returns : params[0]?.type,
  );
  const type = types[members.findIndex(({ member }) => !member.kind.startsWith('static'))];
  return type?.kind === 'named' ? (names.get(type.name) ?? type.name) : undefined;
}

/** The class's constructor and static functions, and in the result of the first what instances have. */
function classType(members: readonly GivenMember[], names: TypeNames): readonly string[] {
  const maker = members.find(({ member }) => member.kind === 'constructor');
  const statics = members.filter(({ member }) => member.kind.startsWith('static'));
  const shown = nameOfInstances(members, names);
  // What is made is an instance, whatever the ABI calls it.
  const made = maker ? parameterList(maker.params, calling.params, names) : '...args: never[]';
  const hasStatics = statics.length > 0;
  const head = `${hasStatics ? '(' : ''}${maker ? '' : 'abstract '}new (${made}) => `;
  return [
    ...(shown
      ? [`${head}${shown}${hasStatics ? ') & {' : ';'}`]
      : [`${head}{`, ...indented(ownLines(members, names)), hasStatics ? '}) & {' : '};']),
    ...indented(statics.flatMap((given) => memberLines(given, statics, names))),
    ...(hasStatics ? ['};'] : []),
  ];
}

/** A method, or where it reads or writes one, a property: which of both is there once. */
function memberLines(given: GivenMember, all: readonly GivenMember[], names: TypeNames): readonly string[] {
  const { member, doc, params, returns } = given;
  const key = propertyName(member.name);
  const other = (kind: string): boolean =>
    all.some((one) => one.member.kind === kind && one.member.name === member.name);
  switch (member.kind) {
    case 'get':
    case 'static get': {
      const isWritten = other(member.kind === 'get' ? 'set' : 'static set');
      return [...docComment(doc), `${isWritten ? '' : 'readonly '}${key}: ${typescriptType(returns, 'in', names)};`];
    }
    case 'set':
    case 'static set': {
      if (other(member.kind === 'set' ? 'get' : 'static get')) return [];
      return [...docComment(doc), `${key}: ${typescriptType(params.at(-1)?.type ?? none, 'out', names)};`];
    }
    case 'iterate':
    case 'constructor':
    case 'clone':
    case 'extend':
    case 'method':
    case 'static':
      return methodLines(key, doc, given, calling, names);
  }
}

/** What instances of a class have that the component imports. */
export function instanceLines(
  { from, field }: Extract<TypeDefinition, { kind: 'class' }>,
  imports: Boundary['imports'],
  names: TypeNames,
): readonly string[] {
  const own = membersOf(imports.filter(({ module }) => module === from)).filter(
    ({ member }) => member.resource === field,
  );
  return ownLines(own, names);
}

/** Of instances: what makes them and what the class itself has is not among it. */
function ownLines(members: readonly GivenMember[], names: TypeNames): readonly string[] {
  const own = members.filter(({ member }) => member.kind !== 'constructor' && !member.kind.startsWith('static'));
  return own.flatMap((given) => memberLines({ ...given, params: given.params.slice(1) }, own, names));
}
