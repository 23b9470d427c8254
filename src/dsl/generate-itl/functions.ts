/** Exports, imports and the core module's side of both. */
import type { FunctionNode, Node } from '../../ast/nodes.ts';
import { holdsReference, isConverted, isGivenBack, takesRoom } from '../arena-use.ts';
import { type CoreExport, coreName, exportName, isMember, resultOf, takesInstance } from '../core-names.ts';
import type { DslFunction, DslParam, DslType } from '../model.ts';
import { parameterOf } from '../shown-names.ts';
import { isBuffer, type TypeTable } from '../type-table.ts';
import { givesSubscription, type HandedCallback, handCallback } from './callbacks.ts';
import { lowerCollection } from './collections.ts';
import { fillIn } from './defaults.ts';
import { docOfViews } from './doc-of-views.ts';
import { coreScalar, itlType } from './itl-types.ts';
import { liftGiven } from './lift-given.ts';
import { bind, call, form, func, local, number, type ParamParts, text } from './nodes.ts';
import { borrowRoom, giveBack, guardArena, type Placement, place, resultAddress } from './placement.ts';
import { takeRef } from './references.ts';
import { lowerBytes, lowerTerminated, lowerText, lowerUtf16 } from './strings.ts';
import type { ValueContext } from './value-context.ts';
import {
  isNumbers,
  liftRange,
  liftResult,
  load,
  lowerArgument,
  lowerInPlace,
  lowerItems,
  lowerResult,
} from './values.ts';

/** `(func isFizz "isFizz" (param i32) (result i32))` */
export function declareCore(item: CoreExport, types: TypeTable): FunctionNode {
  const name = coreName(item);
  const result = resultOf(item);
  const own = item.func.params.flatMap(
    ({ type }) =>
      types.partsInArguments(type)?.flatMap((field) => coreTypes(field.type, types)) ?? coreTypes(type, types),
  );
  const params = [...(takesInstance(item) ? ['i32'] : []), ...own];
  return func({
    name,
    field: name,
    params: params.map((type) => ({ type })),
    result: result && coreResult(result, types),
  });
}

function coreTypes(type: DslType, types: TypeTable): readonly string[] {
  if (type.kind === 'scalar') return [coreScalar(type.name)];
  if (type.kind === 'time') return ['f64'];
  return types.passingOf(type) === 'range' ? ['i32', 'i32'] : ['i32'];
}

/** The core types of all of them. */
export const coreParams = (params: readonly DslParam[], types: TypeTable): readonly string[] =>
  params.flatMap(({ type }) => coreTypes(type, types));

export const coreResult = (type: DslType, types: TypeTable): string =>
  types.passingOf(type) === 'direct' ? (coreTypes(type, types)[0] ?? 'i32') : 'i32';

/** What an export is made with. */
export interface ExportContext extends ValueContext {
  /** Whether C++ may leave something in its arena in every call. */
  readonly guardsAlways: boolean;
  /** The class of the objects that release a callback. */
  readonly subscription: string;
}

/** What JavaScript calls: lowers the arguments, calls the core function, lifts its result. */
export function exportFunction(item: CoreExport, outer: ExportContext): FunctionNode {
  const { params, name, doc } = item.func;
  // Calls that wait end in any order: they have an arena each, of which arguments are a part.
  const context: ExportContext = item.func.isAsync ? { ...outer, room: 'results' } : outer;
  const result = resultOf(item);
  const self = takesInstance(item) && isMember(item) ? instanceParam(item.owner.name, params) : undefined;
  const shift = self ? 1 : 0;
  const handed = handCallbacks(item, shift, context);
  const placements: Placement[] = [];
  const args = params.flatMap((param, index) => {
    const callback = handed.get(param);
    if (callback) return [local(callback.name)];
    const { placement, values } = lowerParam(param, index, shift, params, context);
    if (placement) placements.push(placement);
    return values;
  });
  const given = params.some(({ type }) => isGiven(type)) ? takeLast(params, args) : undefined;
  const receiver = self ? [form('lower-resource', self.type as Node, local(self.name ?? 0))] : [];
  const called = call(coreName(item), ...receiver, ...(given?.values ?? args));
  return func({
    name: item.kind === 'function' && item.func.overload === undefined ? `_it_${name}` : `_it_${coreName(item)}`,
    field: exportName(item),
    params: [...(self ? [self] : []), ...params.map((param) => paramParts(param, context.types))],
    result: givesSubscription(item) ? context.subscription : result && itlType(result),
    body: [
      ...givenBack(item, context),
      ...params.flatMap((param, index) =>
        fillIn(param, reference(param, index + shift), filledName(param, index, params)),
      ),
      ...params.flatMap((param, index) => checkLength(item, param, index, shift)),
      ...placements.flatMap((placement) => place(context.pool, context.room, placement)),
      ...[...handed.values()].flatMap(({ nodes }) => nodes),
      ...(given?.nodes ?? []),
      ...finish(item, called, [...handed.values()], context),
    ],
    isAsync: item.func.isAsync,
    doc,
  });
}

/** Whether JavaScript gives an object away. */
const isGiven = (type: DslType): boolean => type.kind === 'named' && type.ownership === 'own';

/**
 * The arguments, of which those that are given away are taken when nothing else can fail.
 */
function takeLast(
  params: readonly DslParam[],
  args: readonly Node[],
): { readonly nodes: readonly Node[]; readonly values: readonly Node[] } {
  const isTaken = (node: Node): boolean => node.kind === 'form' && node.head.text === 'take-resource';
  const isBound = (node: Node): boolean => node.kind === 'form' && node.head.text === 'local';
  const names = args.map((_, index) => fresh(`argument${index}`, params));
  const nodes = args.flatMap((node, index) => (isTaken(node) || isBound(node) ? [] : [bind(names[index] ?? '', node)]));
  const values = args.map((node, index) => (isTaken(node) || isBound(node) ? node : local(names[index] ?? '')));
  return { nodes, values };
}

/** What an export gives back when it is left, however that is. */
function givenBack({ func }: CoreExport, { types, pool, guardsAlways }: ExportContext): readonly Node[] {
  const { params, isAsync } = func;
  const isPlaced = params.some(({ type }) => takesRoom(type, types));
  const isGuarded =
    guardsAlways ||
    (isAsync && isPlaced) ||
    params.some(({ type }) => isConverted(type, types) || holdsReference(type, types));
  return [
    ...(isGuarded ? guardArena(pool, fresh('mark', params)) : []),
    ...(isPlaced && !isAsync ? borrowRoom(pool, fresh('top', params), fresh('end', params)) : []),
  ];
}

/** An array that C++ knows the length of. Inside of other types messages cannot say whose it is. */
function checkLength(item: CoreExport, { type, value, name }: DslParam, index: number, shift: number): readonly Node[] {
  if (type.kind !== 'fixed' || value) return [];
  const length = form('array-len', local(name ?? index + shift));
  const wrong = `${parameterOf(item, index)} must be an array of ${type.length} items, and of no other length`;
  return [form('if', form('!=', length, number(type.length)), form('throw-range', text(wrong)))];
}

/**
 * A parameter's lowering and the values that the core function gets. What the export itself takes apart needs no helper,
 * and texts are encoded once.
 */
function lowerParam(
  param: DslParam,
  index: number,
  shift: number,
  params: readonly DslParam[],
  context: ValueContext,
): { readonly placement?: Placement; readonly values: readonly Node[] } {
  const { type, name = `p${index}` } = param;
  const { pool } = context;
  const value = param.value ? local(filledName(param, index, params)) : reference(param, index + shift);
  const [at, length] = [fresh(`${name}_at`, params), fresh(`${name}_length`, params)];
  const range = [local(at), local(length)];
  if (type.kind === 'std-string') return { placement: lowerText(pool, context.room, value, length, at), values: range };
  if (type.kind === 'wide-string') return { placement: lowerUtf16(value, length, at), values: range };
  if (type.kind === 'c-string' && !type.owned) {
    return { placement: lowerTerminated(pool, context.room, value, length, at), values: [local(at)] };
  }
  if (isBuffer(type)) return { placement: lowerBytes(value, length, at), values: range };
  const items = { at: fresh('address', params), item: fresh('item', params) };
  if (type.kind === 'map' || type.kind === 'set') {
    const list = fresh(`${name}_list`, params);
    return { placement: lowerCollection(type, value, { list, length, at, items }, context), values: range };
  }
  if (isNumbers(type))
    return { placement: lowerItems(type.element, value, { length, at, items }, context), values: range };
  const placement = lowerInPlace(type, value, at, fresh('payload', params), context);
  return placement ? { placement, values: [local(at)] } : { values: lowerArgument(type, value, context) };
}

function handCallbacks(item: CoreExport, shift: number, context: ExportContext): ReadonlyMap<DslParam, HandedCallback> {
  const handed = new Map<DslParam, HandedCallback>();
  for (const [index, param] of item.func.params.entries()) {
    const callback = context.types.callbackOf(param.type);
    if (callback === undefined) continue;
    const to = fresh(`${param.name ?? `callback${index}`}_id`, item.func.params);
    const isEntrusted = !givesSubscription(item);
    handed.set(param, handCallback(callback, param, reference(param, index + shift), to, isEntrusted, context));
  }
  return handed;
}

/** The call, and what becomes of its result. Retained callbacks are kept once it has gone well. */
function finish(
  item: CoreExport,
  called: Node,
  handed: readonly HandedCallback[],
  context: ExportContext,
): readonly Node[] {
  const result = resultOf(item);
  const keep = (of: HandedCallback): Node => context.pool.callCore('_it_keep_callback', local(of.name));
  const retained = handed.filter(({ isRetained }) => isRetained);
  const kept = retained.map(keep);
  if (givesSubscription(item)) {
    const [releasable, others] = [true, false].map((is) => retained.filter((each) => each.isReleasable === is));
    const lifted = releasable?.map((of) => form('lift-resource', context.subscription, keep(of))) ?? [];
    return [called, ...(others?.map(keep) ?? []), ...lifted];
  }
  if (result === undefined) return [called, ...kept];
  const isFreed = isGivenBack(item, context.types);
  if (kept.length === 0 && isFreed) return [liftGiven(result, called, liftingContext(item, result, context))];
  if (kept.length === 0) return [liftExported(item, result, called, context)];
  const to = fresh('result', item.func.params);
  const lifted = isFreed ? resultAddress(local(to)) : local(to);
  return [
    bind(to, called),
    ...(isFreed ? [form('defer', giveBack(context.pool, local(to)))] : []),
    ...kept,
    liftExported(item, result, lifted, context),
  ];
}

const instanceParam = (owner: string, params: readonly DslParam[]): ParamParts => ({
  name: fresh('self', params),
  type: { kind: 'name', text: owner, dollar: false, span: { start: 0, end: 0 } },
});

/** A reference that an export returns is JavaScript's from then on. */
const liftExported = (item: CoreExport, type: DslType, value: Node, context: ValueContext): Node => {
  if (type.kind === 'any') return takeRef(context.pool, value);
  return liftResult(type, value, liftingContext(item, type, context));
};

function liftingContext(item: CoreExport, type: DslType, context: ValueContext): ValueContext {
  // What a property shows stays the instance's, and lasts as long as that does.
  if (item.kind === 'get') return { ...context, owner: local(selfName(item)) };
  if (!context.types.lendsObjects(type)) return context;
  const owner = takesInstance(item) ? local(selfName(item)) : form('null');
  return { ...context, owner, lendsSome: true };
}

const selfName = ({ func: { params } }: CoreExport): string => fresh('self', params);

/** A name that no parameter has. */
function fresh(name: string, params: readonly DslParam[]): string {
  return params.some((param) => param.name === name) ? fresh(`_${name}`, params) : name;
}

/** For what a parameter is in the function where it has a default. */
const filledName = ({ name }: DslParam, index: number, params: readonly DslParam[]): string =>
  fresh(`${name ?? `p${index}`}_given`, params);

const reference = ({ name }: DslParam, index: number): Node => local(name ?? index);

/** A callback may be left out: C++ asks whether it is there. */
const paramParts = ({ name, type, value }: DslParam, types: TypeTable): ParamParts => ({
  name,
  type: types.callbackOf(type) || value ? form('option', itlType(type)) : itlType(type),
});

/** `(func log "log" (param string))`: what the component takes from outside. */
export const importFunction = ({ name, params, result, isAsync, doc }: DslFunction): FunctionNode =>
  func({
    name,
    field: name,
    params: params.map((param) => ({ name: param.name, type: itlType(param.type) })),
    result: result && itlType(result),
    isAsync,
    doc: docOfViews(doc, params),
  });

/** What the core module gets for it: lifts the arguments, calls JavaScript, lowers the result. */
export function adaptImport({ name, params, result }: DslFunction, context: ValueContext): FunctionNode {
  const lending = lendsObjects(params, context);
  const called = call(name, ...liftArguments(params, 0, lending.context));
  return func({
    name: `_it_core_${name}`,
    field: name,
    params: coreParams(params, context.types).map((type) => ({ type })),
    result: result && coreResult(result, context.types),
    body: [...lending.nodes, result ? lowerResult(result, called, context) : called],
  });
}

/** Objects among the arguments of a call out of C++ stay C++'s: they are lent to JavaScript until it is over. */
export function lendsObjects(
  params: readonly DslParam[],
  context: ValueContext,
): { readonly context: ValueContext; readonly nodes: readonly Node[] } {
  if (!params.some(({ type }) => context.types.holdsObjects(type))) return { context, nodes: [] };
  const scope = local('call');
  return {
    context: { ...context, owner: scope },
    nodes: [bind('call', form('new-object')), form('defer', form('end-lent', scope))],
  };
}

/** @param first - the position of the first */
export function liftArguments(params: readonly DslParam[], first: number, context: ValueContext): readonly Node[] {
  let at = first;
  return params.map(({ type }) => {
    const lifted = liftArgument(type, at, context);
    at += coreTypes(type, context.types).length;
    return lifted;
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
