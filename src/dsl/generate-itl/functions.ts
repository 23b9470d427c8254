/** Exports, imports and the core module's side of both. */
import type { FunctionNode, Node } from '../../ast/nodes.ts';
import { lowersToArena } from '../arena-use.ts';
import { type CoreExport, coreName, exportName, resultOf, takesInstance } from '../core-names.ts';
import type { DslFunction, DslParam, DslType } from '../model.ts';
import type { TypeTable } from '../type-table.ts';
import { coreScalar, itlType } from './itl-types.ts';
import { bind, call, form, func, local, type ParamParts } from './nodes.ts';
import { takeRef } from './references.ts';
import { liftRange, liftResult, load, lowerArgument, lowerResult, type ValueContext } from './values.ts';

/** `(func isFizz "isFizz" (param i32) (result i32))` */
export function declareCore(item: CoreExport, types: TypeTable): FunctionNode {
  const name = coreName(item);
  const result = resultOf(item);
  const params = [
    ...(takesInstance(item) ? ['i32'] : []),
    ...item.func.params.flatMap(({ type }) => coreTypes(type, types)),
  ];
  return func({
    name,
    field: name,
    params: params.map((type) => ({ type })),
    result: result && coreResult(result, types),
  });
}

function coreTypes(type: DslType, types: TypeTable): readonly string[] {
  if (type.kind === 'scalar') return [coreScalar(type.name)];
  return types.passingOf(type) === 'range' ? ['i32', 'i32'] : ['i32'];
}

const coreResult = (type: DslType, types: TypeTable): string =>
  types.passingOf(type) === 'direct' ? (coreTypes(type, types)[0] ?? 'i32') : 'i32';

/** What JavaScript calls: lowers the arguments, calls the core function, lifts its result. */
export function exportFunction(item: CoreExport, marksAlways: boolean, context: ValueContext): FunctionNode {
  const { params, name, doc } = item.func;
  const result = resultOf(item);
  const self = takesInstance(item) && item.kind !== 'function' ? instanceParam(item.owner.name, params) : undefined;
  const shift = self ? 1 : 0;
  const args = params.flatMap((param, index) => lowerArgument(param.type, reference(param, index + shift), context));
  const receiver = self ? [form('lower-resource', self.type as Node, local(self.name ?? 0))] : [];
  const called = call(coreName(item), ...receiver, ...args);
  return func({
    name: item.kind === 'function' ? `_it_${name}` : `_it_${coreName(item)}`,
    field: exportName(item),
    params: [...(self ? [self] : []), ...params.map(paramParts)],
    result: result && itlType(result),
    body: [
      ...(marksAlways || needsMark(item, context.types) ? markAndReset(params, context) : []),
      result ? liftExported(result, called, context) : called,
    ],
    doc,
  });
}

const instanceParam = (owner: string, params: readonly DslParam[]): ParamParts => ({
  name: fresh('self', params),
  type: { kind: 'name', text: owner, dollar: false, span: { start: 0, end: 0 } },
});

/** A reference that an export returns is JavaScript's from then on. */
const liftExported = (type: DslType, value: Node, context: ValueContext): Node =>
  type.kind === 'any' ? takeRef(context.pool, value) : liftResult(type, value, context);

const needsMark = (item: CoreExport, types: TypeTable): boolean =>
  item.func.params.some(({ type }) => lowersToArena(type, types)) ||
  (resultOf(item) !== undefined && types.passingOf(resultOf(item) as DslType) !== 'direct');

function markAndReset(params: readonly DslParam[], { pool }: ValueContext): readonly Node[] {
  const name = fresh('mark', params);
  return [bind(name, pool.callCore('_it_mark')), form('defer', pool.callCore('_it_reset', local(name)))];
}

/** A name that no parameter has. */
function fresh(name: string, params: readonly DslParam[]): string {
  return params.some((param) => param.name === name) ? fresh(`_${name}`, params) : name;
}

const reference = ({ name }: DslParam, index: number): Node => local(name ?? index);

const paramParts = ({ name, type }: DslParam): ParamParts => ({ name, type: itlType(type) });

/** `(func log "log" (param string))`: what the component takes from outside. */
export const importFunction = ({ name, params, result, doc }: DslFunction): FunctionNode =>
  func({ name, field: name, params: params.map(paramParts), result: result && itlType(result), doc });

/** What the core module gets for it: lifts the arguments, calls JavaScript, lowers the result. */
export function adaptImport({ name, params, result }: DslFunction, context: ValueContext): FunctionNode {
  const core: string[] = [];
  const args = params.map(({ type }) => {
    const at = core.length;
    core.push(...coreTypes(type, context.types));
    return liftArgument(type, at, context);
  });
  const called = call(name, ...args);
  return func({
    name: `_it_core_${name}`,
    field: name,
    params: core.map((type) => ({ type })),
    result: result && coreResult(result, context.types),
    body: [result ? lowerResult(result, called, context) : called],
  });
}

/** @param at - the position of the argument, or of the first of its two */
function liftArgument(type: DslType, at: number, context: ValueContext): Node {
  switch (context.types.passingOf(type)) {
    case 'direct':
      return liftResult(type, local(at), context);
    case 'range':
      return liftRange(type, local(at), local(at + 1), context);
    case 'address':
      return load(type, local(at), context);
  }
}
