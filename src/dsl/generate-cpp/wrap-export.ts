/** The functions that the adapter calls, around the user's: they convert arguments and result. */
import { isConverted } from '../arena-use.ts';
import { type CoreExport, coreName, dropName, isMember, resultOf, takesInstance } from '../core-names.ts';
import type { DslClass, DslType } from '../model.ts';
import { parameterOf } from '../shown-names.ts';
import { isDeclaredByBlock, type SpreadCase, spreadOf } from '../spread-variant.ts';
import { listIn, type TypeTable } from '../type-table.ts';
import { constant, cppParam, cppType, isRetained, isUsedObject, loweredType } from './cpp-types.ts';
import { named } from './named-value.ts';
import { type WrapperParam, wrapperParams } from './signatures.ts';

export function wrapExport(item: CoreExport, types: TypeTable): readonly string[] {
  const params = wrapperParams(item.func.params);
  const spread = spreadOf(item, types);
  const spreadParam = spread && params[item.func.params.indexOf(spread.param)];
  if (!spread || !spreadParam) {
    const matched = matchedParam(item, params, types);
    const list = params.flatMap((param) => plainParam(param, types));
    return wrapper(item, { field: coreName(item), name: wrapperName(item), list, matched }, params, types, (code) =>
      byCase(matched, code, types),
    );
  }
  return spread.cases.flatMap((each) => {
    const payload = payloadParam(spreadParam, each.type);
    const list = params.flatMap((param) => plainParam(param === spreadParam ? payload : param, types));
    const parts = { field: each.coreName, name: caseName(item, each), list, matched: spreadParam };
    return wrapper(item, parts, params, types, (code) => withCase(spreadParam, payload, each, code, types));
  });
}

interface WrapperParts {
  /** Of the core module. */
  readonly field: string;
  /** C++'s. */
  readonly name: string;
  readonly list: readonly string[];
  /** The parameter that the call has in a way of its own. */
  readonly matched: WrapperParam | undefined;
}

/** @param around - what is put around the call */
function wrapper(
  item: CoreExport,
  { field, name, list, matched }: WrapperParts,
  params: readonly WrapperParam[],
  types: TypeTable,
  around: (code: string) => string,
): readonly string[] {
  const result = resultOf(item);
  const { self, found } = instanceOf(item, types);
  const called = checkedResult(item, callText(item, params, matched, types), types);
  const isScoped = params.some((param) => isConverted(param.type, types) && param !== matched);
  return [
    `extern "C" IT_EXPORT("${field}") ${rawResult(result, types)} ${name}(${[...self, ...list].join(', ')}) IT_TRY {`,
    ...found,
    ...(isScoped ? ['  it::scope _it_scope;'] : []),
    ...params.flatMap((param) => takenOver(param)),
    `  ${around(result ? `return ${converted(result, called, item, types)}` : called)};`,
    '} IT_CATCH',
  ];
}

/** What stands for a parameter; for a case that holds nothing there is none. */
const plainParam = (param: WrapperParam | undefined, types: TypeTable): readonly string[] =>
  param ? (fieldParams(param, types) ?? rawParam(param, types)) : [];

/** For what a case holds, in the place of the variant. No name of the user's looks so. */
const payloadParam = ({ name }: WrapperParam, type: DslType | undefined): WrapperParam | undefined =>
  type && { name: `_it_${name}`, length: `_it_${name}_length`, type };

const caseName = ({ func }: CoreExport, { index }: SpreadCase): string =>
  `_it_case_${index}_${func.name}${func.overload === undefined ? '' : `_${func.overload}`}`;

/** The parameter, and what the object is where it comes as one of another class. */
function instanceOf(item: CoreExport, types: TypeTable): { self: readonly string[]; found: readonly string[] } {
  if (!isMember(item) || !takesInstance(item)) return { self: [], found: [] };
  const { name } = item.owner;
  const handle = types.handleOf(name);
  if (handle === name) return { self: [`${name}& self`], found: [] };
  return { self: [`${handle}& _it_self`], found: [`  auto& self = it::as<${name}>(_it_self);`] };
}

/** A number that a member gives is of the user's type. */
function checkedResult(item: CoreExport, called: string, types: TypeTable): string {
  const result = resultOf(item);
  if (isConstant(item) && result?.kind === 'scalar') return `it::constant<${cppType(result, types)}>(${called})`;
  const isNumber = result?.kind === 'scalar' && !isDeclared(item, types);
  return isNumber ? `it::checked<${cppType(result, types)}>(${called})` : called;
}

const isConstant = ({ kind }: CoreExport): boolean => kind === 'constant' || kind === 'static get';

export function wrapDrop(owner: DslClass, types: TypeTable): readonly string[] {
  const handle = types.handleOf(owner.name);
  const object = handle === owner.name ? 'self' : `it::as<${owner.name}>(self)`;
  const name = `_it_delete_${owner.name}`;
  return [
    `extern "C" IT_EXPORT("${dropName(owner)}") void ${name}(${handle}* self) IT_TRY {`,
    owner.shared ? '  it::unshare(self);' : `  it::destroy(${object});`,
    '} IT_CATCH',
  ];
}

function wrapperName(item: CoreExport): string {
  const number = item.func.overload === undefined ? '' : `_${item.func.overload}`;
  if (!isMember(item)) return `_it_${item.kind === 'function' ? 'export' : 'constant'}_${item.func.name}${number}`;
  const { kind, owner, func } = item;
  if (kind === 'constructor') return `_it_new_${owner.name}${number}`;
  return `_it_${kind.replace(' ', '_')}_${owner.name}_${func.name}${number}`;
}

/** Those of a struct that comes in its fields. */
function fieldParams(param: WrapperParam, types: TypeTable): readonly string[] | undefined {
  const fields = types.partsInArguments(param.type);
  return fields?.map(({ type }, index) => `${cppType(type, types)} ${fieldParam(param, index)}`);
}

/** A struct that comes in its fields. */
function ofFields(param: WrapperParam, types: TypeTable): string | undefined {
  const fields = types.partsInArguments(param.type)?.map((_, index) => fieldParam(param, index));
  return fields && `${cppType(param.type, types)}{${fields.join(', ')}}`;
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
  if (types.isObject(type)) return `${handleOf(type, types)}${isTaken(type) ? '*' : '&'}`;
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
  if (types.isObject(type)) return `${handleOf(type, types)}*`;
  return type.kind === 'any' || types.isMapped(type) ? 'uint32_t' : cppType(type, types);
}

export const handleOf = (type: DslType, types: TypeTable): string =>
  types.handleOf((type as { readonly name: string }).name);

/** Whether C++ gets an object for good. */
export const isTaken = (type: DslType): boolean => type.kind === 'named' && type.ownership === 'own';

/** First of all: then it is nobody's loss when something else fails. */
function takenOver({ name, length, type }: WrapperParam): readonly string[] {
  if (!isTaken(type) || type.kind !== 'named') return [];
  return [`  auto& ${length} = it::hold(std::unique_ptr<${type.name}>(it::as<${type.name}>(${name})));`];
}

function argument(param: WrapperParam, types: TypeTable): string {
  const { name, length, type } = param;
  const made = ofFields(param, types);
  if (made !== undefined) return made;
  if (type.kind === 'any') return `${cppType(type, types)}::adopt(${name})`;
  if (isTaken(type)) return `std::move(${length})`;
  if (type.kind === 'named' && type.ownership === 'pointer')
    return held(`it::shared_from(${ofItsClass(name, type, types)})`);
  if (types.isObject(type)) return ofItsClass(name, type, types);
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
  return isConverted(type, types) ? held(taken) : taken;
}

/** What an object is where it comes as one of another class. */
const ofItsClass = (name: string, type: DslType, types: TypeTable): string =>
  type.kind === 'named' && types.isDerived(type) ? `it::as<${type.name}>(${name})` : name;

/** By the arena, which destroys it also where something is thrown: then C++ does not. */
const held = (value: string): string => `it::hold_made([&] { return ${value}; })`;

/** The first that may own something, where the function is known to leave it as it is. */
const matchedParam = (item: CoreExport, params: readonly WrapperParam[], types: TypeTable): WrapperParam | undefined =>
  isDeclared(item, types) ? params.find(({ type }) => isVariant(type, types)) : undefined;

/** Cases for each of which the call may be there once more. */
const mostInLine = 4;

/** A call for each case of a variant that nobody changes: see variant.h. */
function byCase(matched: WrapperParam | undefined, code: string, types: TypeTable): string {
  if (!matched) return code;
  return `return it::by_case<${cppType(matched.type, types)}>(${matched.name}, ${withVariant(matched, code, types)})`;
}

/** A call with the variant of one case: see variant.h. */
function withCase(
  matched: WrapperParam,
  payload: WrapperParam | undefined,
  { index }: SpreadCase,
  code: string,
  types: TypeTable,
): string {
  const held = payload ? lowered(payload, types) : '{}';
  return `return it::with_case<${cppType(matched.type, types)}, ${index}>(${held}, ${withVariant(matched, code, types)})`;
}

function withVariant(param: WrapperParam, code: string, types: TypeTable): string {
  const inLine = types.partCountOf(param.type) <= mostInLine ? '__attribute__((always_inline)) ' : '';
  return `[&](const ${cppType(param.type, types)}& ${variantName(param)}) ${inLine}{ ${code}; }`;
}

/** The variant that is made of a case. No name of the user's looks so. */
const variantName = ({ name }: WrapperParam): string => `_it_variant_${name}`;

/** The lowered form of what an argument is, as a variant has it. */
function lowered(param: WrapperParam, types: TypeTable): string {
  const { name, length, type } = param;
  return ofFields(param, types) ?? (types.passingOf(type) === 'range' ? `{${name}, ${length}}` : name);
}

/** Which may own something. */
const isVariant = (type: DslType, types: TypeTable): boolean =>
  type.kind === 'named' && types.named(type.name).kind === 'variant' && isConverted(type, types);

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

/** An object or a structure, which what the block does not declare takes by reference or by pointer, be it one of the library's. */
function mayBePointer(type: DslType, types: TypeTable): boolean {
  if (type.kind === 'option') return types.isObject(type.value);
  if (isUsedObject(type, types)) return true;
  return type.kind === 'named' && (type.ownership === 'own' || types.named(type.name).kind === 'struct');
}

/**
 * The user's functions are meant, whatever the parameters are called. Numbers are handed to what the block does not
 * declare, and so the user's C++ alone gives types to, only where no value of the block's type is lost.
 */
function callText(
  item: CoreExport,
  params: readonly WrapperParam[],
  matched: WrapperParam | undefined,
  types: TypeTable,
): string {
  const { name, isConst } = item.func;
  const args = params.map((param, index) =>
    param === matched ? variantName(param) : named(parameterOf(item, index), param.type, argument(param, types), types),
  );
  const isNumeric = params.some(({ type }) => type.kind === 'scalar');
  const isChecked = isNumeric || params.some(({ type }) => mayBePointer(type, types));
  const call = (callee: string, all: readonly string[] = args): string =>
    isChecked ? checkedCall(callee, all) : `${callee}(${all.join(', ')})`;
  if (isConstant(item)) return constantText(item);
  if (item.func.cpp?.startsWith('operator')) return operatorCall(item, item.func.cpp, args, isNumeric);
  if (item.func.cpp !== undefined && !item.func.virtual) return givenCall(item, item.func.cpp, args, call);
  switch (item.kind) {
    case 'constant':
    case 'static get':
      return constantText(item);
    case 'static set':
      return `_it_static_${name}::write<::${item.owner.name}>(${isNumeric ? `it::number(${args.join(', ')})` : args.join(', ')}, 0)`;
    case 'extend':
      return call(item.owner.shared ? `std::make_shared<_it_js_${item.owner.name}>` : `new _it_js_${item.owner.name}`);
    case 'function':
      return isDeclared(item, types) ? `::${name}(${args.join(', ')})` : call(`::${name}`);
    case 'constructor':
      return call(item.owner.shared ? `std::make_shared<::${item.owner.name}>` : `new ::${item.owner.name}`);
    case 'method': {
      const own = item.func.cpp ?? name;
      const callee = isConst ? `std::as_const(self).${own}` : `self.${own}`;
      return item.func.virtual ? superCall(callee, args) : call(callee);
    }
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
  const isFree = !isMember(item) || item.kind === 'constructor';
  if (isFree) return call(cpp.startsWith('::') ? cpp : `::${cpp}`);
  if (!cpp.includes('::')) return call(takesInstance(item) ? `self.${cpp}` : `::${item.owner.name}::${cpp}`);
  const path = cpp.startsWith('::') ? cpp : `::${cpp}`;
  return takesInstance(item) ? call(path, ['self', ...args]) : call(path);
}

/** A variable, an enumerator, a macro, or a function without parameters. */
function constantText(item: CoreExport): string {
  const { name, cpp } = item.func;
  if (!isMember(item)) return `it::value([] { return ${cpp ?? name}; }())`;
  if (cpp === undefined) return `_it_static_${name}::read<::${item.owner.name}>(0)`;
  return `it::value([] { return ${cpp.includes('::') ? cpp : `::${item.owner.name}::${cpp}`}; }())`;
}

/** As an expression: whether it is a member or not is C++'s matter. */
function operatorCall(item: CoreExport, cpp: string, args: readonly string[], isNumeric: boolean): string {
  const sign = cpp.slice('operator'.length);
  const [first = '', ...rest] = takesInstance(item) ? ['self', ...args] : args;
  if (sign === '()') {
    const called = `${first}(static_cast<decltype(args)>(args)...)`;
    return isNumeric
      ? `it::call_checked([&](auto&&... args) -> decltype(${called}) { return ${called}; }, ${rest.join(', ')})`
      : `${first}(${rest.join(', ')})`;
  }
  const [second] = rest;
  if (second === undefined) return sign === '->' ? `${first}.operator->()` : `(${sign}${first})`;
  const applied = (value: string): string => (sign === '[]' ? `${first}[${value}]` : `${first} ${sign} ${value}`);
  if (!isNumeric) return `(${applied(second)})`;
  const called = applied('static_cast<decltype(right)>(right)');
  return `it::call_checked([&](auto&& right) -> decltype(${called}) { return ${called}; }, ${second})`;
}

/** A lambda, since the name may stand for several functions. @param before - what is done when all arguments are there */
const checkedCall = (callee: string, args: readonly string[], before = ''): string => {
  const called = `${callee}(static_cast<decltype(args)>(args)...)`;
  return `it::call_checked([&](auto&&... args) -> decltype(${called}) { ${before}return ${called}; }, ${args.join(', ')})`;
};

/** JavaScript has its own methods itself: of C++ it wants the class's. An argument that is refused leaves no mark. */
const superCall = (callee: string, args: readonly string[]): string =>
  args.length === 0 ? `(it::call_super(&self), ${callee}())` : checkedCall(callee, args, 'it::call_super(&self); ');

const isDeclared = (item: CoreExport, types: TypeTable): boolean =>
  item.kind === 'function' && isDeclaredByBlock(item.func, types);

function converted(type: DslType, value: string, item: CoreExport, types: TypeTable): string {
  if (type.kind === 'any') return `it::ref(${value}).release()`;
  if (types.isObject(type)) {
    const { name, ownership } = type as Extract<DslType, { kind: 'named' }>;
    if (types.isShared(type))
      return item.kind === 'get'
        ? `it::share_member<${name}>(${shareable(item)}, ${value})`
        : `it::share<${name}>(${value})`;
    if (ownership === 'lent' || item.kind === 'get') return `it::pointer_to<${name}>(${value})`;
    // What a constructor calls may give a new object in any way.
    if (item.kind === 'constructor' && item.func.cpp !== undefined) return `it::construct<${name}>(${value})`;
    return `it::${ownership === 'own' || item.kind === 'constructor' || item.kind === 'extend' ? 'take_over' : 'adopt'}<${name}>(${value})`;
  }
  if (types.isMapped(type) || type.kind === 'time' || type.kind === 'function')
    return `it::lend<${cppType(type, types)}>(${value})`;
  if (types.passingOf(type) === 'direct') return value;
  return `it::${item.func.isAsync ? 'give_kept' : 'give'}<${cppType(type, types)}>([&] { return ${shown(type, value, types)}; })`;
}

/** What keeps a member alive that is a part of the object. */
const shareable = (item: CoreExport): string =>
  isMember(item) && item.owner.shared ? 'it::shared_from(self)' : 'nullptr';

/** What only shows something is made of the very thing. */
const shown = (type: DslType, value: string, types: TypeTable): string =>
  type.kind === 'list' && showing.has(type.spelling) ? `it::shown<${cppType(type, types)}>(${value})` : value;

const showing: ReadonlySet<string> = new Set(['view', 'it-span', 'std-span']);
