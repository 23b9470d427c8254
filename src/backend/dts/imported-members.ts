/** What the functions of an import are members of: classes, where WIT has resources. */
import { memberOf } from '../../../runtime/member-names.ts';
import type { Boundary, BoundaryFunction } from '../../boundary/boundary.ts';
import { docComment } from './doc-comment.ts';
import { calling, methodLines } from './functions.ts';
import { indented } from './lines.ts';
import { propertyName } from './names.ts';
import type { TypeNames } from './type-text.ts';

type Given = Pick<Boundary['imports'][number], 'field'> & BoundaryFunction;

/** Functions as methods, and those of a resource as one class. */
export function importedLines(functions: readonly Given[], names: TypeNames): readonly string[] {
  const resources = [...new Set(functions.flatMap(({ field }) => memberOf(field)?.resource ?? []))];
  return [
    ...functions
      .filter(({ field }) => memberOf(field) === undefined)
      .flatMap((given) => methodLines(propertyName(given.field), given.doc, given, calling, names)),
    ...resources.flatMap((resource) =>
      classLines(
        resource,
        functions.filter(({ field }) => memberOf(field)?.resource === resource),
        names,
      ),
    ),
  ];
}

/** The class's constructor and static functions, and in the result of the first what instances have. */
function classLines(resource: string, functions: readonly Given[], names: TypeNames): readonly string[] {
  const constructors = functions.filter(({ field }) => memberOf(field)?.kind === 'constructor');
  const statics = functions.filter(({ field }) => memberOf(field)?.kind.startsWith('static'));
  const methods = functions.filter((given) => !constructors.includes(given) && !statics.includes(given));
  const instance = methods.flatMap((given) => {
    const { name = '' } = memberOf(given.field) ?? {};
    const [, ...params] = given.params;
    return methodLines(propertyName(name), given.doc, { ...given, params }, calling, names);
  });
  const [maker] = constructors;
  // What is made is an instance, whatever the ABI calls it.
  const made = maker ? signatureOf(maker, names) : '(...args: never[])';
  const hasStatics = statics.length > 0;
  return [
    ...(maker ? docComment(maker.doc) : []),
    `readonly ${propertyName(resource)}: ${hasStatics ? '(' : ''}${maker ? '' : 'abstract '}new ${made} => {`,
    ...indented(instance),
    hasStatics ? '}) & {' : '};',
    ...indented(
      statics.flatMap((given) =>
        methodLines(propertyName(memberOf(given.field)?.name ?? ''), given.doc, given, calling, names),
      ),
    ),
    ...(hasStatics ? ['};'] : []),
  ];
}

/** The parameters in parentheses. */
function signatureOf(maker: Given, names: TypeNames): string {
  const [line = ''] = methodLines('', '', { ...maker, throws: undefined }, calling, names);
  return line.slice(0, line.lastIndexOf('):') + 1);
}
