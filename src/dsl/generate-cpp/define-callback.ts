/** Callback types in C++, and the relays that they are called through. */
import { importIsScoped } from '../arena-use.ts';
import type { DslCallback, DslModule, DslParam, DslType } from '../model.ts';
import { lettersOf, relayName, relaysOf } from '../relays.ts';
import type { TypeTable } from '../type-table.ts';
import { typesInItl } from '../used-types.ts';
import { cppNameOf, cppParam, cppType, functionParam, isUsedObject } from './cpp-types.ts';
import { named } from './named-value.ts';
import { importAttribute, type WrapperParam, withName, wrapperParams } from './signatures.ts';
import { handleOf, rawResult } from './wrap-export.ts';
import { converted, lendArgument, lent } from './wrap-import.ts';

/** `void vpp(const void* id, const char* a0)`, one a signature: for C as well, where some callback of it is used. */
export function defineRelays(module: DslModule, types: TypeTable): readonly string[] {
  const used = relaysOf({ ...module, types: typesInItl(module, types) }, types);
  return [...relaysOf(module, types)].flatMap(([name, [first]]) =>
    defineRelay(name, coreTypes(first as DslCallback, types), used.has(name)),
  );
}

function defineRelay(name: string, { result, params }: CoreTypes, isUsed: boolean): readonly string[] {
  const list = ['const void* id', ...params.map((type, index) => `${type} a${index}`)].join(', ');
  const args = ['id', ...params.map((_, index) => `a${index}`)].join(', ');
  const used = isUsed ? '__attribute__((used)) ' : '';
  return [
    `extern "C" ${importAttribute('_it', name)} ${result} _it_relay_${name}(${list});`,
    `extern "C" ${used}inline ${result} ${name}(${list}) { return _it_relay_${name}(${args}); }`,
  ];
}

/** Relays that serve several callbacks have the first one's C types. */
function relayTypes(callback: DslCallback, module: DslModule, types: TypeTable): CoreTypes {
  const [first = callback] = relaysOf(module, types).get(relayName(callback, types)) ?? [];
  return coreTypes(first, types);
}

interface CoreTypes {
  readonly result: string;
  readonly params: readonly string[];
}

const letterTypes = { i: 'int', p: 'const void*', j: 'long long', f: 'float', d: 'double' } as const;

function coreTypes({ params, result }: DslCallback, types: TypeTable): CoreTypes {
  const ofResult =
    result && types.passingOf(result) !== 'direct' ? letterTypes.p : result && coreType(result, types)[0];
  return { result: ofResult ?? 'void', params: params.flatMap(({ type }) => coreType(type, types)) };
}

const coreType = (type: DslType, types: TypeTable): readonly string[] =>
  type.kind === 'c-string' ? [cppType(type, types)] : lettersOf(type, types).map((letter) => letterTypes[letter]);

/** What C sees of a value: itself where C has it as C++ does, an address otherwise. */
function plainTypes(type: DslType, types: TypeTable): readonly string[] {
  if (type.kind === 'any' || types.isMapped(type)) return ['uint32_t'];
  if (type.kind === 'time') return ['double'];
  if (type.kind === 'function') return ['const void*'];
  if (type.kind === 'std-string') return ['const char*', 'uint32_t'];
  if (type.kind === 'wide-string') return ['const char16_t*', 'uint32_t'];
  if (type.kind === 'map' || type.kind === 'set') return ['const void*', 'uint32_t'];
  if (type.kind === 'list') return [plainAddress(type.element, types), 'uint32_t'];
  if (types.isObject(type)) return [`${handleOf(type, types)}*`];
  return types.passingOf(type) === 'direct' ? [cppType(type, types)] : [plainAddress(type, types)];
}

const plainAddress = (type: DslType, types: TypeTable): string =>
  types.isPlain(type) ? `const ${cppType(type, types)}*` : 'const void*';

const plainResult = (type: DslType | undefined, types: TypeTable): string => {
  if (type === undefined) return 'void';
  return types.passingOf(type) === 'direct' ? (plainTypes(type, types)[0] ?? '') : plainAddress(type, types);
};

/** A pointer in C++; its members' bodies come at the end of the file where they convert. */
export const defineCallback = (callback: DslCallback, module: DslModule, types: TypeTable): readonly string[] => [
  `struct ${cppNameOf(callback.name)} {`,
  '  const void* id = nullptr;',
  '  explicit operator bool() const { return id; }',
  `  ${operatorText(callback, types)};`,
  `  ${relayText(callback, module, types)}`,
  '};',
];

type Signature = Pick<DslCallback, 'isFunction' | 'result'> & {
  readonly params: readonly Pick<DslParam, 'name' | 'type'>[];
};

/** @param owner - `Log::` outside of the struct */
function operatorText({ isFunction, params, result }: Signature, types: TypeTable, owner = ''): string {
  const typeOf = (type: DslType): string => (isFunction ? functionParam(type, types) : cppParam(type, 'out', types));
  const list = params.map(({ name, type }) => withName(typeOf(type), name)).join(', ');
  return `${result ? cppType(result, types) : 'void'} ${owner}operator()(${list}) const`;
}

/** The function that C calls, with the id first. */
function relayText(callback: DslCallback, module: DslModule, types: TypeTable): string {
  const { params, result } = callback;
  const core = relayTypes(callback, module, types);
  const plain = params.flatMap(({ type }) => plainTypes(type, types));
  const list = plain.map((type, index) => `${type} a${index}`);
  const args = plain.map((type, index) => cast(core.params[index], type, `a${index}`));
  const called = `::${relayName(callback, types)}(${['id', ...args].join(', ')})`;
  const given = plainResult(result, types);
  const body = result === undefined ? called : `return ${cast(given, core.result, called)}`;
  return `static ${given} relay(${['const void* id', ...list].join(', ')}) { ${body}; }`;
}

const cast = (to: string | undefined, from: string, value: string): string =>
  to === undefined || to === from ? value : `(${to})${value}`;

/** How C++ calls one: as an import, through the relay. */
export function wrapCallback(callback: DslCallback, module: DslModule, types: TypeTable): readonly string[] {
  const { name, result } = callback;
  const params = wrapperParams(callback.params);
  const core = relayTypes(callback, module, types);
  const args = params
    .flatMap((param) => addressable(param, callback.isFunction === true, types))
    .map((value, index) => `(${core.params[index]})${value}`);
  const called = `::${relayName(callback, types)}(${['this->id', ...args].join(', ')})`;
  const given = (type: DslType): string => {
    const value = converted(type, `(${rawResult(type, types)})${called}`, types);
    return named(`${callback.isFunction ? 'callback' : `callback '${name}'`}: result`, type, value, types);
  };
  return [
    `inline ${operatorText({ ...callback, params }, types, `${cppNameOf(name)}::`)} {`,
    `  if (!this->id) it::no_callback("${name}");`,
    ...(importIsScoped(callback, types) ? ['  it::scope _it_scope;'] : []),
    ...params.flatMap((param) => lent(param, types)).map((line) => `  ${line}`),
    `  ${result ? `return ${given(result)}` : called};`,
    '}',
  ];
}

/** As for an import, but a lowered form that an import takes by reference is an address here. */
function addressable(param: WrapperParam, isFunction: boolean, types: TypeTable): readonly string[] {
  if (isFunction && isUsedObject(param.type, types)) return [`&${param.name}`];
  const values = lendArgument(param, types);
  return types.passingOf(param.type) === 'address' ? values.map((value) => `it::address(${value})`) : values;
}
