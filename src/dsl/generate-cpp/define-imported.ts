/** Classes that are imported: objects of C++'s that hold an instance each, whose members are imported functions. */
import type { DslImportedClass, DslImportedMember } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { cppParam, cppType } from './cpp-types.ts';
import { withName, wrapperParams } from './signatures.ts';

/** The class, whose members have their bodies where all types are defined. */
export function defineImported({ name, base, members }: DslImportedClass, types: TypeTable): readonly string[] {
  const extended = base ?? 'it::instance';
  return [
    `class ${name} : public ${extended} {`,
    ' public:',
    `  explicit ${name}(it::adopted handle) : ${extended}(handle) {}`,
    `  static ${name} adopt(uint32_t handle) { return ${name}(it::adopted{handle}); }`,
    ...members.map((member) => `  ${declaration(member, name, types)};`),
    '};',
    `template <> struct it::codec<${name}> : it::instance_codec<${name}> {};`,
  ];
}

/** What the members do: they call what is imported. */
export const defineMembers = ({ name, members }: DslImportedClass, types: TypeTable): readonly string[] =>
  members.map((member) => {
    const { kind, func, takesInstance } = member;
    const params = ownParams(member);
    const args = [
      ...(takesInstance ? ['*this'] : []),
      ...params.map((param) => handedOn(param.name, param.type, types)),
    ];
    const called = `${func.name}(${args.join(', ')})`;
    const head = `inline ${definition(member, name, types)}`;
    if (kind === 'constructor') return `${head} : ${name}(it::adopted{${called}.release()}) {}`;
    return `${head} { ${func.result ? 'return ' : ''}${called}; }`;
  });

const ownParams = ({ func, takesInstance }: DslImportedMember) =>
  wrapperParams(func.params.slice(takesInstance ? 1 : 0));

/** What is handed over by value goes on as it is. */
const handedOn = (name: string, type: Parameters<typeof cppType>[0], types: TypeTable): string =>
  cppParam(type, 'out', types).endsWith('&') ? name : `std::move(${name})`;

const parameters = (member: DslImportedMember, types: TypeTable): string =>
  ownParams(member)
    .map(({ name, type }) => withName(cppParam(type, 'out', types), name))
    .join(', ');

function declaration(member: DslImportedMember, owner: string, types: TypeTable): string {
  const { kind, name, func, takesInstance } = member;
  if (kind === 'constructor') return `explicit ${owner}(${parameters(member, types)})`;
  const result = func.result ? cppType(func.result, types) : 'void';
  const own = `${withName(result, name)}(${parameters(member, types)})`;
  return takesInstance ? `${own} const` : `static ${own}`;
}

function definition(member: DslImportedMember, owner: string, types: TypeTable): string {
  const { kind, name, func, takesInstance } = member;
  if (kind === 'constructor') return `${owner}::${owner}(${parameters(member, types)})`;
  const result = func.result ? cppType(func.result, types) : 'void';
  return `${result} ${owner}::${name}(${parameters(member, types)})${takesInstance ? ' const' : ''}`;
}
