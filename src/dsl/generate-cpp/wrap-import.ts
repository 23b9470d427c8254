/** The bodies of imported functions that convert what they take and give. */
import { importIsScoped } from '../arena-use.ts';
import type { DslFunction, DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { cppType } from './cpp-types.ts';
import { named } from './named-value.ts';
import { importAttribute, signature, type WrapperParam, wrapperParams } from './signatures.ts';
import { handleOf, rawParam, rawResult } from './wrap-export.ts';

export function wrapImport(module: string, func: DslFunction, types: TypeTable): readonly string[] {
  const params = wrapperParams(func.params);
  const raw = `_it_import_${func.name}`;
  const list = params.flatMap((param) => rawImportParam(param, types)).join(', ');
  const called = `${raw}(${params.flatMap((param) => lendArgument(param, types)).join(', ')})`;
  const whole = { ...func, params: func.params.map((param, index) => ({ ...param, name: params[index]?.name })) };
  return [
    `extern "C" ${importAttribute(module, func.field ?? func.name)} ${rawResult(func.result, types)} ${raw}(${list});`,
    `inline ${signature(whole, 'out', types)} {`,
    ...(importIsScoped(func, types) ? ['  it::scope _it_scope;'] : []),
    ...params.flatMap((param) => lent(param, types)).map((line) => `  ${line}`),
    `  ${func.result ? `return ${named(`${module}.${func.field ?? func.name}: result`, func.result, converted(func.result, called, types), types)}` : called};`,
    '}',
  ];
}

const rawImportParam = (param: WrapperParam, types: TypeTable): readonly string[] =>
  types.isObject(param.type)
    ? [`${handleOf(param.type, types)}* ${param.name}`]
    : param.type.kind === 'function'
      ? [`void* ${param.name}`]
      : rawParam(param, types);

const isConverted = ({ type }: WrapperParam, types: TypeTable): boolean =>
  isCollection(type) || (type.kind === 'list' && !(types.isPlain(type.element) && type.spelling !== 'vector'));

/** What has a lowered form of its own. */
const isCollection = (type: DslType): boolean =>
  type.kind === 'map' ||
  type.kind === 'set' ||
  type.kind === 'wide-string' ||
  (type.kind === 'std-string' && type.cpp !== undefined);

/** A lowered list is needed twice, for its address and its length. */
export function lent(param: WrapperParam, types: TypeTable): readonly string[] {
  if (isCollection(param.type))
    return [`auto ${param.length} = it::${lendingOf(param.type)}<${cppType(param.type, types)}>(${param.name});`];
  if (!isConverted(param, types) || param.type.kind !== 'list') return [];
  const element = cppType(param.type.element, types);
  const lend =
    element === 'bool' ? `it::lend<std::vector<bool>>(${param.name})` : `it::lend_list<${element}>(${param.name})`;
  return [`auto ${param.length} = ${lend};`];
}

const lendingOf = ({ kind }: DslType): string => (kind === 'map' || kind === 'set' ? 'lend_all' : 'lend');

/** What the imported function gets for a parameter. */
export function lendArgument(param: WrapperParam, types: TypeTable): readonly string[] {
  const { name, length, type } = param;
  if (isConverted(param, types)) return [`${length}.data`, `${length}.length`];
  switch (types.passingOf(type)) {
    case 'direct':
      if (types.isShared(type)) return [`it::share<${(type as { readonly name: string }).name}>(${name})`];
      if (type.kind === 'named' && types.isDerived(type))
        return [`static_cast<${handleOf(type, types)}*>(${name}${type.ownership === 'own' ? '.release()' : ''})`];
      if (type.kind === 'named' && type.ownership === 'own') return [`${name}.release()`];
      if (types.isMapped(type) || type.kind === 'time' || type.kind === 'function')
        return [`it::lend<${cppType(type, types)}>(${name})`];
      return [type.kind === 'any' ? `${name}.handle()` : name];
    case 'range':
      return [`${name}.data()`, `${name}.size()`];
    case 'address':
      return [types.isPlain(type) ? name : `it::lend<${cppType(type, types)}>(${name})`];
  }
}

/** What C++ gets for a result. */
export function converted(type: DslType, value: string, types: TypeTable): string {
  if (type.kind === 'any') return `${cppType(type, types)}::adopt(${value})`;
  if (types.isShared(type) && type.kind === 'named')
    return `it::shared_from(*${types.isDerived(type) ? `it::as<${type.name}>(${value})` : value})`;
  if (type.kind === 'named' && types.isDerived(type)) {
    const found = `it::as<${type.name}>(${value})`;
    return type.ownership === 'own' ? `${cppType(type, types)}(${found})` : found;
  }
  if (type.kind === 'named' && type.ownership === 'own') return `${cppType(type, types)}(${value})`;
  if (types.isMapped(type) || type.kind === 'time' || type.kind === 'function')
    return `it::take<${cppType(type, types)}>(${value})`;
  if (types.passingOf(type) === 'direct') return value;
  return types.isPlain(type) ? `*${value}` : `it::take<${cppType(type, types)}>(*${value})`;
}
