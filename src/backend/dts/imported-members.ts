/** What the functions of an import are members of: classes, where WIT has resources. */
import { type Member, memberOf } from '../../../runtime/member-names.ts';
import type { Boundary, BoundaryFunction } from '../../boundary/boundary.ts';
import { docComment } from './doc-comment.ts';
import { calling, methodLines, parameterList } from './functions.ts';
import { indented } from './lines.ts';
import { propertyName } from './names.ts';
import type { TypeNames } from './type-text.ts';

type Given = Pick<Boundary['imports'][number], 'field'> & BoundaryFunction;

interface GivenMember extends Given {
  readonly member: Member;
}

/** Functions as methods, and those of a resource as one class. */
export function importedLines(functions: readonly Given[], names: TypeNames): readonly string[] {
  const members = functions.flatMap((given): GivenMember[] => {
    const member = memberOf(given.field);
    return member ? [{ ...given, member }] : [];
  });
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

/** The class's constructor and static functions, and in the result of the first what instances have. */
function classType(members: readonly GivenMember[], names: TypeNames): readonly string[] {
  const maker = members.find(({ member }) => member.kind === 'constructor');
  const statics = members.filter(({ member }) => member.kind.startsWith('static'));
  const methods = members.filter(({ member }) => member.kind !== 'constructor' && !member.kind.startsWith('static'));
  // What is made is an instance, whatever the ABI calls it.
  const made = maker ? parameterList(maker.params, calling.params, names) : '...args: never[]';
  const hasStatics = statics.length > 0;
  return [
    `${hasStatics ? '(' : ''}${maker ? '' : 'abstract '}new (${made}) => {`,
    ...indented(methods.flatMap((given) => memberLines({ ...given, params: given.params.slice(1) }, names))),
    hasStatics ? '}) & {' : '};',
    ...indented(statics.flatMap((given) => memberLines(given, names))),
    ...(hasStatics ? ['};'] : []),
  ];
}

const memberLines = (given: GivenMember, names: TypeNames): readonly string[] =>
  methodLines(propertyName(given.member.name), given.doc, given, calling, names);
