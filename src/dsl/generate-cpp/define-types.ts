/** Definitions of structs, enums, flags and variants; what converts them, and what is asserted of their layout. */
import type { DslAlias, DslFlags, DslModule, DslNamedType, DslStruct, DslType, DslVariant } from '../model.ts';
import { namesIn } from '../names-in.ts';
import type { TypeTable } from '../type-table.ts';
import { cppType, headersOf } from './cpp-types.ts';
import { defineCallback } from './define-callback.ts';

export function defineType(type: DslNamedType, module: DslModule, types: TypeTable): readonly string[] {
  switch (type.kind) {
    case 'struct':
      return defineStruct(type, types);
    case 'enum':
      return [`enum class ${type.name} { ${type.cases.map((item) => item.name).join(', ')} };`];
    case 'flags':
      return defineFlags(type);
    case 'variant':
      return defineVariant(type, types);
    case 'class':
      return [`class ${type.name};`];
    case 'callback':
      return defineCallback(type, module, types);
  }
}

const defineStruct = ({ name, fields }: DslStruct, types: TypeTable): readonly string[] => [
  `struct ${name} {`,
  ...fields.map((field) => `  ${cppType(field.type, types)} ${field.name};`),
  '};',
];

function defineFlags({ name, cases }: DslFlags): readonly string[] {
  const values = cases.map((item, index) => `${item.name} = ${2 ** index}`);
  return [`enum class ${name} : unsigned { ${values.join(', ')} };`, `IT_FLAGS(${name}, ${2 ** cases.length - 1}u)`];
}

/** What a value of the type is in C++; lists own their elements. */
export const defineAlias = ({ name, type }: DslAlias, types: TypeTable): string =>
  `using ${name} = ${type.kind === 'std-string' && type.view ? 'std::string_view' : cppType(type, types)};`;

/** A struct a case, named beside the variant since its base needs them complete. */
function defineVariant({ name, cases }: DslVariant, types: TypeTable): readonly string[] {
  const structs = cases.map((item) => {
    const base = `it::case_of<${item.type ? cppType(item.type, types) : 'void'}>`;
    return `struct ${name}_${item.name} : ${base} {${item.type ? ' using case_of::case_of; ' : ''}};`;
  });
  return [
    ...structs,
    `struct ${name} : it::variant<${cases.map((item) => `${name}_${item.name}`).join(', ')}> {`,
    '  using variant::variant;',
    ...cases.map((item) => `  using ${item.name} = ${name}_${item.name};`),
    '};',
  ];
}

export function definitionHeaders(type: DslNamedType, types: TypeTable): readonly string[] {
  const all = (list: readonly (DslType | undefined)[]) => list.flatMap((item) => (item ? headersOf(item, types) : []));
  switch (type.kind) {
    case 'struct':
      return [
        ...all(type.fields.map((field) => field.type)),
        ...(isPlainStruct(type, types) ? [] : ['"it/convert.h"']),
      ];
    case 'variant':
      return ['"it/variant.h"', ...all(type.cases.map((item) => item.type))];
    case 'flags':
      return ['"it/flags.h"'];
    case 'class':
      return ['"it/class.h"', ...(type.properties.length > 0 ? ['"it/property.h"'] : [])];
    case 'callback':
      return ['"it/callback.h"', ...all([...type.params.map((param) => param.type), type.result]), ...stdint];
    case 'enum':
      return [];
  }
}

/** Lengths and handles. */
const stdint: readonly string[] = ['<stdint.h>'];

const isPlainStruct = (type: DslStruct, types: TypeTable): boolean => types.isPlain({ kind: 'named', name: type.name });

/** Names that have to be declared before the definitions, since one mentions them before they are defined. */
export function forwardDeclared(types: readonly DslNamedType[]): readonly string[] {
  const defined = new Set<string>();
  const found = new Set<string>();
  for (const type of types) {
    for (const name of mentioned(type)) if (!defined.has(name)) found.add(name);
    defined.add(type.name);
  }
  return types.filter(({ name, kind }) => found.has(name) && kind !== 'class').map(({ name }) => name);
}

function mentioned(type: DslNamedType): readonly string[] {
  if (type.kind === 'struct') return type.fields.flatMap((field) => namesIn(field.type));
  return type.kind === 'variant' ? type.cases.flatMap((item) => namesIn(item.type)) : [];
}

/** The specialisation that converts a struct which holds more than plain values. */
export function defineCodec({ name, fields }: DslStruct, types: TypeTable): readonly string[] {
  const convert = (verb: string, of: string) =>
    fields.map((field) =>
      types.isPlain(field.type)
        ? `${of}.${field.name}`
        : `it::${verb}<${cppType(field.type, types)}>(${of}.${field.name})`,
    );
  return [
    'template <>',
    `struct it::codec<${name}> {`,
    '  struct lowered {',
    ...fields.map((field) => `    it::lowered<${cppType(field.type, types)}> ${field.name};`),
    '  };',
    `  static ${name} take(const lowered& from) { return {${convert('take', 'from').join(', ')}}; }`,
    `  static lowered lend(const ${name}& value) { return {${convert('lend', 'value').join(', ')}}; }`,
    '};',
  ];
}

/** A wrong guess about the layout of what the adapter reads and writes fails to compile. */
export function assertLayout(type: DslNamedType, types: TypeTable): readonly string[] {
  const self: DslType = { kind: 'named', name: type.name };
  if (type.kind === 'variant') return [assertSize(`it::lowered<${type.name}>`, types.layoutOf(self).size)];
  if (type.kind !== 'struct') return [];
  const lowered = types.isPlain(self) ? type.name : `it::lowered<${type.name}>`;
  const { size, offsets } = types.structOf(type.fields.map((field) => field.type));
  const fields = type.fields.map(
    (field, index) => `static_assert(__builtin_offsetof(${lowered}, ${field.name}) == ${offsets[index]});`,
  );
  return [assertSize(lowered, size), ...fields];
}

export const assertSize = (type: string, size: number): string => `static_assert(sizeof(${type}) == ${size});`;
