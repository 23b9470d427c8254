/** Definitions of structs, enums, flags and variants; what converts them, and what is asserted of their layout. */
import type {
  DslAlias,
  DslClass,
  DslEnum,
  DslFlags,
  DslModule,
  DslNamedType,
  DslStruct,
  DslType,
  DslVariant,
} from '../model.ts';
import { namesIn } from '../names-in.ts';
import type { TypeTable } from '../type-table.ts';
import { cppType, functionType, headersOf } from './cpp-types.ts';
import { defineCallback } from './define-callback.ts';
import { defineImported } from './define-imported.ts';

export function defineType(type: DslNamedType, module: DslModule, types: TypeTable): readonly string[] {
  switch (type.kind) {
    case 'struct':
      return type.cpp === undefined ? defineStruct(type, types) : aliasOf(type);
    case 'enum':
      if (type.cpp !== undefined) return aliasOf(type);
      return [`enum class ${type.name} { ${type.cases.map((item) => item.name).join(', ')} };`];
    case 'flags':
      return defineFlags(type);
    case 'variant':
      return defineVariant(type, types);
    case 'class':
      if (type.container) return [`using ${type.name} = ${cppType(type.container, types)};`];
      if (type.isFunction) return [`struct ${type.name} {`, `  ${functionText(type, types)} call;`, '};'];
      return [...(type.cpp === undefined ? [`class ${type.name};`] : aliasOf(type)), ...handleOf(type, types)];
    case 'imported':
      return defineImported(type, types);
    case 'callback':
      return defineCallback(type, module, types);
  }
}

/** The `std::function` that calls a method. */
function functionText({ methods: [method] }: DslClass, types: TypeTable): string {
  return functionType({ params: method?.params.map(({ type }) => type) ?? [], result: method?.result }, types);
}

/** Between a `std::function` and what stands for it. */
export function defineFunctionCodec(holder: DslClass, types: TypeTable): readonly string[] {
  const callback = holder.name.replace('Held', 'Function');
  const text = functionText(holder, types);
  return [`template <> struct it::codec<${text}> : it::function_codec<${text}, ${callback}, ${holder.name}> {};`];
}

/** `ref.as<Point>()`, and `it::ref::of(point)`: what the block declares as any value of JavaScript's. */
export function defineRefCodec(type: DslNamedType, types: TypeTable): readonly string[] {
  const { name, kind } = type;
  const of: DslType = { kind: 'named', name };
  const isPointer = kind === 'class' && !types.isShared(of);
  const cpp = cppType(of, types);
  const [unbox, box] = ['unbox', 'box'].map((verb) => `_it_ref_${verb}_${name}`);
  return [
    `extern "C" IT_IMPORT("_it", "unbox.${name}") const it::lowered<${cpp}>* ${unbox}(uint32_t handle);`,
    `extern "C" IT_IMPORT("_it", "box.${name}") uint32_t ${box}(const it::lowered<${cpp}>* value);`,
    `template <> struct it::ref_codec<${isPointer ? `${name}*` : cpp}> : it::ref_codec_of<${cpp}, ${unbox}, ${box}> {};`,
  ];
}

/** A class that extends another has that one's handles. */
function handleOf({ name }: DslClass, types: TypeTable): readonly string[] {
  const handle = types.handleOf(name);
  return handle === name ? [] : [`template <> struct it::handle<${name}> { using type = ${handle}; };`];
}

/** What the user's C++ defines, under the block's name. */
const aliasOf = ({ name, cpp }: { readonly name: string; readonly cpp?: string | undefined }): readonly string[] =>
  cpp === name || cpp === `::${name}` ? [] : [`using ${name} = ${cpp};`];

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
        ...(isPlainStruct(type, types) && type.cpp === undefined ? [] : ['"it/convert.h"']),
      ];
    case 'variant':
      return ['"it/variant.h"', ...all(type.cases.map((item) => item.type))];
    case 'flags':
      return ['"it/flags.h"'];
    case 'class':
      if (type.container) return ['"it/container.h"', ...headersOf(type.container, types)];
      return [
        type.shared ? '"it/shared.h"' : '"it/class.h"',
        ...(type.properties.some(({ isStatic }) => !isStatic) ? ['"it/property.h"'] : []),
        ...(type.properties.some(({ isStatic }) => isStatic) ? ['"it/constant.h"'] : []),
        ...(type.base === undefined ? [] : ['"it/derived.h"']),
        ...(types.virtualMethodsOf(type).length > 0 ? ['"it/overridden.h"', '"it/virtual.h"'] : []),
      ];
    case 'imported':
      return ['"it/imported.h"'];
    case 'callback':
      return ['"it/callback.h"', ...all([...type.params.map((param) => param.type), type.result]), ...stdint];
    case 'enum':
      return type.cpp === undefined ? [] : ['"it/convert.h"', '"it/fail.h"'];
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
  return types
    .filter((type) => found.has(type.name) && (type.kind === 'struct' || type.kind === 'variant') && !('cpp' in type))
    .map(({ name }) => name);
}

function mentioned(type: DslNamedType): readonly string[] {
  if (type.kind === 'imported')
    return type.members.flatMap(({ func: { params, result } }) =>
      [...params.map((param) => param.type), result].flatMap(namesIn),
    );
  if (type.kind === 'struct') return type.fields.flatMap((field) => namesIn(field.type));
  return type.kind === 'variant' ? type.cases.flatMap((item) => namesIn(item.type)) : [];
}

/** The specialisation that gives an existing enum's values numbers from 0. */
export function defineEnumCodec({ name, cases }: DslEnum): readonly string[] {
  const values = cases.map((item) => {
    const of = item.cpp ?? item.name;
    return of.includes('::') ? of : `${name}::${of}`;
  });
  return [
    'template <>',
    `struct it::codec<${name}> {`,
    '  using lowered = uint32_t;',
    `  static constexpr ${name} values[] = {${values.join(', ')}};`,
    `  static ${name} take(uint32_t number) { return values[number]; }`,
    `  static uint32_t lend(${name} value) {`,
    '    uint32_t number = 0;',
    '    for (; values[number] != value; ++number)',
    `      if (number + 1 == ${cases.length}) it::fail("a value of ${name} that the block does not name");`,
    '    return number;',
    '  }',
    '};',
  ];
}

/** The specialisation that converts a struct which holds more than plain values. */
export function defineCodec({ name, cpp, fields }: DslStruct, types: TypeTable): readonly string[] {
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
    ...(cpp === undefined
      ? [`  static ${name} take(const lowered& from) { return {${convert('take', 'from').join(', ')}}; }`]
      : takeByField(name, fields, convert('take', 'from'))),
    `  static lowered lend(const ${name}& value) { return {${convert('lend', 'value').join(', ')}}; }`,
    '};',
  ];
}

/** What is no structure of our own may have constructors, and more fields. */
const takeByField = (name: string, fields: DslStruct['fields'], values: readonly string[]): readonly string[] => [
  `  static ${name} take(const lowered& from) {`,
  `    ${name} made{};`,
  ...fields.map((field, index) => `    made.${field.name} = ${values[index]};`),
  '    return made;',
  '  }',
];

/** A wrong guess about the layout of what the adapter reads and writes fails to compile. */
export function assertLayout(type: DslNamedType, types: TypeTable): readonly string[] {
  const self: DslType = { kind: 'named', name: type.name };
  if (type.kind === 'variant') return [assertSize(`it::lowered<${type.name}>`, types.layoutOf(self).size)];
  if (type.kind !== 'struct') return [];
  const lowered = types.isPlain(self) ? type.name : `it::lowered<${type.name}>`;
  const { size, offsets } = types.structOf(type.fields.map((field) => field.type));
  const message = mismatchOf(type, types);
  const fields = type.fields.map((field, index) =>
    assertThat(`__builtin_offsetof(${lowered}, ${field.name}) == ${offsets[index]}`, message),
  );
  return [...(type.cpp === undefined ? [] : assertFields(type, types)), assertSize(lowered, size, message), ...fields];
}

/** The block and the header have to agree. */
const assertFields = ({ name, cpp, fields }: DslStruct, types: TypeTable): readonly string[] =>
  fields.map((field) => {
    const type = cppType(field.type, types);
    const isSame = (of: string): string => `std::is_same_v<decltype(${name}::${field.name}), ${of}>`;
    const isArray = field.type.kind === 'fixed' && types.isPlain(field.type);
    const element = field.type.kind === 'fixed' ? `${cppType(field.type.element, types)}[${field.type.length}]` : '';
    const same = isArray ? `${isSame(type)} || ${isSame(element)}` : isSame(type);
    const message = `${cpp} has no field '${field.name}' of the type ${type}, as the block says`;
    return `static_assert(${same}, ${JSON.stringify(message)});`;
  });

/** What a wrong size of a structure of the user's means. */
const mismatchOf = ({ name, cpp }: DslStruct, types: TypeTable): string | undefined =>
  cpp !== undefined && types.isPlain({ kind: 'named', name })
    ? `${cpp} has fields that the block does not list, or in another order`
    : undefined;

export const assertSize = (type: string, size: number, message?: string): string =>
  assertThat(`sizeof(${type}) == ${size}`, message);

const assertThat = (condition: string, message?: string): string =>
  `static_assert(${condition}${message === undefined ? '' : `, ${JSON.stringify(message)}`});`;
