/** The functions that the adapter calls, around the user's: they convert arguments and result. */
import { isConverted } from '../arena-use.ts';
import { type CoreExport, coreName, dropName, resultOf, takesInstance } from '../core-names.ts';
import type { DslClass, DslType } from '../model.ts';
import { listIn, type TypeTable } from '../type-table.ts';
import { constant, cppParam, cppType, isRetained, loweredType } from './cpp-types.ts';
import { declareExport, isClass, type WrapperParam, wrapperParams } from './signatures.ts';

export function wrapExport(item: CoreExport, types: TypeTable): readonly string[] {
  const params = wrapperParams(item.func.params);
  const result = resultOf(item);
  const self = takesInstance(item) && item.kind !== 'function' ? [`${item.owner.name}& self`] : [];
  const list = [...self, ...params.flatMap((param) => fieldParams(param, types) ?? rawParam(param, types))].join(', ');
  const called = checkedResult(item, callText(item, params, types), types);
  const isScoped = params.some(({ type }) => isConverted(type, types));
  return [
    `extern "C" IT_EXPORT("${coreName(item)}") ${rawResult(result, types)} ${wrapperName(item)}(${list}) IT_TRY {`,
    ...(isScoped ? ['  it::scope _it_scope;'] : []),
    ...params.flatMap((param) => takenOver(param)),
    `  ${result ? `return ${converted(result, called, item, types)}` : called};`,
    '} IT_CATCH',
  ];
}

/** A number that a member gives is of the user's type. */
function checkedResult(item: CoreExport, called: string, types: TypeTable): string {
  const result = resultOf(item);
  const isNumber = result?.kind === 'scalar' && !isDeclared(item, types);
  return isNumber ? `it::checked<${cppType(result, types)}>(${called})` : called;
}

export function wrapDrop(owner: DslClass): readonly string[] {
  const name = `_it_delete_${owner.name}`;
  return [
    `extern "C" IT_EXPORT("${dropName(owner)}") void ${name}(${owner.name}* self) IT_TRY {`,
    owner.shared ? '  it::unshare(self);' : '  delete self;',
    '} IT_CATCH',
  ];
}

function wrapperName(item: CoreExport): string {
  if (item.kind === 'function') return `_it_export_${item.func.name}`;
  return item.kind === 'constructor'
    ? `_it_new_${item.owner.name}`
    : `_it_${item.kind}_${item.owner.name}_${item.func.name}`;
}

/** Those of a struct that comes in its fields. */
function fieldParams(param: WrapperParam, types: TypeTable): readonly string[] | undefined {
  const fields = types.partsInArguments(param.type);
  return fields?.map(({ type }, index) => `${cppType(type, types)} ${fieldParam(param, index)}`);
}

/** No name of the user's looks so. */
const fieldParam = ({ name }: WrapperParam, index: number): string => `_it_${name}_${index}`;

/** A parameter of the wrapper; of strings and lists two. */
export function rawParam({ name, length, type }: WrapperParam, types: TypeTable): readonly string[] {
  if (types.callbackOf(type)) return [`${isRetained(type) ? 'it::retained_state' : 'const void'}* ${name}`];
  switch (types.passingOf(type)) {
    case 'direct':
      return [`${rawDirect(type, types)} ${name}`];
    case 'range':
      return [`${constant(itemType(type, types))}* ${name}`, `uint32_t ${length}`];
    case 'address':
      return [`const ${loweredType(type, types)}& ${name}`];
  }
}

function rawDirect(type: DslType, types: TypeTable): string {
  if (type.kind === 'time') return 'double';
  if (type.kind === 'any' || types.isMapped(type)) return 'uint32_t';
  if (isClass(type, types)) return `${(type as { readonly name: string }).name}${isTaken(type) ? '*' : '&'}`;
  return cppType(type, types);
}

function itemType(type: DslType, types: TypeTable): string {
  if (type.kind === 'map' || type.kind === 'set') return itemType(listIn(type), types);
  if (type.kind === 'wide-string') return 'char16_t';
  return type.kind === 'list' && type.spelling !== 'string' ? loweredType(type.element, types) : 'char';
}

export function rawResult(type: DslType | undefined, types: TypeTable): string {
  if (type === undefined) return 'void';
  if (types.passingOf(type) !== 'direct') return `const ${loweredType(type, types)}*`;
  if (type.kind === 'time') return 'double';
  if (type.kind === 'function') return 'void*';
  if (isClass(type, types)) return `${(type as { readonly name: string }).name}*`;
  return type.kind === 'any' || types.isMapped(type) ? 'uint32_t' : cppType(type, types);
}

/** Whether C++ gets an object for good. */
const isTaken = (type: DslType): boolean => type.kind === 'named' && type.ownership === 'own';

/** First of all: then it is nobody's loss when something else fails. */
const takenOver = ({ name, length, type }: WrapperParam): readonly string[] =>
  isTaken(type)
    ? [`  auto& ${length} = it::hold(std::unique_ptr<${(type as { readonly name: string }).name}>(${name}));`]
    : [];

/** @param isConst - whether the function that takes it is known to leave it as it is */
function argument(param: WrapperParam, isConst: boolean, types: TypeTable): string {
  const { name, length, type } = param;
  const fields = types.partsInArguments(type)?.map((_, index) => fieldParam(param, index));
  if (fields) return `${cppType(type, types)}{${fields.join(', ')}}`;
  if (type.kind === 'any') return `it::ref::adopt(${name})`;
  if (isTaken(type)) return `std::move(${length})`;
  if (type.kind === 'named' && type.ownership === 'pointer') return held(`it::shared_from(${name})`);
  if (isClass(type, types)) return name;
  if (type.kind === 'function') return held(`it::take<${cppType(type, types)}>(${name})`);
  if (types.callbackOf(type))
    return isRetained(type) ? `${cppParam(type, 'in', types)}::adopt(${name})` : `${cppType(type, types)}{${name}}`;
  if (type.kind === 'wide-string') return held(`it::take_text<${type.cpp}>(${name}, ${length})`);
  if (type.kind === 'map' || type.kind === 'set')
    return held(`it::take_all<${cppType(type, types)}>(${name}, ${length})`);
  if (type.kind === 'std-string' && type.cpp) return held(`it::take<${type.cpp}>({${name}, ${length}})`);
  if (type.kind === 'std-string')
    return type.view ? `std::string_view(${name}, ${length})` : held(`std::string(${name}, ${length})`);
  if (type.kind === 'list') return listArgument(type, name, length, types);
  if (types.isPlain(type)) return name;
  const taken = `it::take<${cppType(type, types)}>(${name})`;
  return isConverted(type, types) ? held(taken, isConst) : taken;
}

/** By the arena, which destroys it also where something is thrown: then C++ does not. */
const held = (value: string, isConst = false): string =>
  `it::${isConst ? 'hold_const' : 'hold_made'}([&] { return ${value}; })`;

function listArgument(
  type: Extract<DslType, { kind: 'list' }>,
  name: string,
  length: string,
  types: TypeTable,
): string {
  const { spelling, element } = type;
  if (spelling === 'string') return held(`std::string(${name}, ${length})`);
  if (spelling !== 'vector' && types.isPlain(element)) return `${cppParam(type, 'in', types)}(${name}, ${length})`;
  return held(`it::take_list<${cppType(element, types)}>(${name}, ${length})`);
}

/**
 * The user's functions are meant, whatever the parameters are called. Numbers are handed to what the block does not
 * declare, and so the user's C++ alone gives types to, only where no value of the block's type is lost.
 */
function callText(item: CoreExport, params: readonly WrapperParam[], types: TypeTable): string {
  const { name } = item.func;
  const args = params.map((param) => argument(param, isDeclared(item, types), types));
  const isNumeric = params.some(({ type }) => type.kind === 'scalar');
  const call = (callee: string, all: readonly string[] = args): string =>
    isNumeric ? checkedCall(callee, all) : `${callee}(${all.join(', ')})`;
  if (item.func.cpp !== undefined) return givenCall(item, item.func.cpp, args, call);
  switch (item.kind) {
    case 'function':
      return isDeclared(item, types) ? `::${name}(${args.join(', ')})` : call(`::${name}`);
    case 'constructor':
      return call(item.owner.shared ? `std::make_shared<::${item.owner.name}>` : `new ::${item.owner.name}`);
    case 'method':
      return call(`self.${name}`);
    case 'static':
      return call(`::${item.owner.name}::${name}`);
    case 'get':
      return `_it_property_${name}::read(self, 0)`;
    case 'set':
      return `_it_property_${name}::write(self, ${isNumeric ? `it::number(${args.join(', ')})` : args.join(', ')}, 0)`;
  }
}

/** What C++ calls otherwise: a member, or with a path a function of its own that takes the object first. */
function givenCall(
  item: CoreExport,
  cpp: string,
  args: readonly string[],
  call: (callee: string, args?: readonly string[]) => string,
): string {
  if (item.kind === 'function') return call(cpp.startsWith('::') ? cpp : `::${cpp}`);
  if (!cpp.includes('::')) return call(takesInstance(item) ? `self.${cpp}` : `::${item.owner.name}::${cpp}`);
  const path = cpp.startsWith('::') ? cpp : `::${cpp}`;
  return takesInstance(item) ? call(path, ['self', ...args]) : call(path);
}

/** A lambda, since the name may stand for several functions. */
const checkedCall = (callee: string, args: readonly string[]): string => {
  const called = `${callee}(static_cast<decltype(args)>(args)...)`;
  return `it::call_checked([&](auto&&... args) -> decltype(${called}) { return ${called}; }, ${args.join(', ')})`;
};

const isDeclared = ({ kind, func }: CoreExport, types: TypeTable): boolean =>
  kind === 'function' && declareExport(func, types) !== undefined;

function converted(type: DslType, value: string, item: CoreExport, types: TypeTable): string {
  if (type.kind === 'any') return `it::ref(${value}).release()`;
  if (isClass(type, types)) {
    const { name, ownership } = type as Extract<DslType, { kind: 'named' }>;
    if (types.isShared(type))
      return item.kind === 'get'
        ? `it::share_member<${name}>(${shareable(item)}, ${value})`
        : `it::share<${name}>(${value})`;
    if (ownership === 'lent' || item.kind === 'get') return `it::pointer_to<${name}>(${value})`;
    return `it::${ownership === 'own' || item.kind === 'constructor' ? 'take_over' : 'adopt'}<${name}>(${value})`;
  }
  if (types.isMapped(type) || type.kind === 'time' || type.kind === 'function')
    return `it::lend<${cppType(type, types)}>(${value})`;
  if (types.passingOf(type) === 'direct') return value;
  return `it::${item.func.isAsync ? 'give_kept' : 'give'}<${cppType(type, types)}>([&] { return ${shown(type, value, types)}; })`;
}

/** What keeps a member alive that is a part of the object. */
const shareable = (item: CoreExport): string =>
  item.kind !== 'function' && item.owner.shared ? 'it::shared_from(self)' : 'nullptr';

/** What only shows something is made of the very thing. */
const shown = (type: DslType, value: string, types: TypeTable): string =>
  type.kind === 'list' && showing.has(type.spelling) ? `it::shown<${cppType(type, types)}>(${value})` : value;

const showing: ReadonlySet<string> = new Set(['view', 'it-span', 'std-span']);
