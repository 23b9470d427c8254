/** Exports, imports and the core module's side of both. */
import type { FunctionNode, Node } from '../../ast/nodes.ts';
import { isGivenBack, mayStayInArena, takesRoom } from '../arena-use.ts';
import { type CoreExport, coreName, exportName, isMember, resultOf, takesInstance } from '../core-names.ts';
import type { DslFunction, DslParam, DslType } from '../model.ts';
import { parameterOf } from '../shown-names.ts';
import { loweredTypes, type Spread, spreadOf, withPayload } from '../spread-variant.ts';
import type { TypeTable } from '../type-table.ts';
import { givesSubscription, type HandedCallback, handCallback } from './callbacks.ts';
import { argumentTypes, coreParams, coreResult, coreTypes } from './core-types.ts';
import { fillIn } from './defaults.ts';
import { docOfViews } from './doc-of-views.ts';
import { itlType } from './itl-types.ts';
import { liftGiven } from './lift-given.ts';
import { bind, call, form, func, local, number, type ParamParts, text } from './nodes.ts';
import { filledName, fresh, lowerParam, paramParts, reference } from './parameters.ts';
import { borrowRoom, giveBack, guardArena, type Placement, place, resultAddress } from './placement.ts';
import { takeRef } from './references.ts';
import { callByCase, mayTakeApart } from './spread-call.ts';
import type { ExportContext, ValueContext } from './value-context.ts';
import { instanceOf, liftRange, liftResult, load, lowerResult } from './values.ts';

/** `(func isFizz "isFizz" (param i32) (result i32))` */
export function declareCore(item: CoreExport, types: TypeTable): readonly FunctionNode[] {
  const spread = spreadOf(item, types);
  const result = resultOf(item);
  const declare = (name: string, { params }: DslFunction): FunctionNode => {
    const own = params.flatMap(({ type }) => argumentTypes(type, types));
    return func({
      name,
      field: name,
      params: [...(takesInstance(item) ? ['i32'] : []), ...own].map((type) => ({ type })),
      result: result && coreResult(result, types),
    });
  };
  return spread
    ? spread.cases.map((each) => declare(each.coreName, withPayload(item.func, spread, each)))
    : [declare(coreName(item), item.func)];
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
  const spread = spreadOf(item, context.types);
  const placements: Placement[] = [];
  const lowered = params.map((param, index) => {
    const callback = handed.get(param);
    if (callback) return [local(callback.name)];
    if (param === spread?.param) return [];
    const { placement, values } = lowerParam(param, index, shift, params, context);
    if (placement) placements.push(placement);
    return values;
  });
  const args = lowered.flat();
  const given = params.some(({ type }) => isGiven(type)) ? takeLast(params, args) : undefined;
  const receiver = self ? [form('lower-resource', self.type as Node, local(self.name ?? 0))] : [];
  const isApart = spread !== undefined && handed.size === 0 && mayTakeApart(item, spread, context);
  const called = spread
    ? callByCase(item, spread, lowered, isApart, context)
    : { nodes: [], call: call(coreName(item), ...receiver, ...(given?.values ?? args)) };
  return func({
    name: item.kind === 'function' && item.func.overload === undefined ? `_it_${name}` : `_it_${coreName(item)}`,
    field: exportName(item),
    params: [...(self ? [self] : []), ...params.map((param) => paramParts(param, context.types))],
    result: givesSubscription(item) ? context.subscription : result && itlType(result),
    body: [
      ...(isApart ? [] : givenBack(item, spread, context)),
      ...params.flatMap((param, index) =>
        fillIn(param, reference(param, index + shift), filledName(param, index, params)),
      ),
      ...params.flatMap((param, index) => checkLength(item, param, index, shift)),
      ...placements.flatMap((placement) => place(context.pool, context.room, placement)),
      ...[...handed.values()].flatMap(({ nodes }) => nodes),
      ...(given?.nodes ?? []),
      ...called.nodes,
      ...finish(item, called.call, [...handed.values()], context),
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
function givenBack({ func }: CoreExport, spread: Spread | undefined, context: ExportContext): readonly Node[] {
  const { types, pool, guardsAlways } = context;
  const { params, isAsync } = func;
  const lowered = loweredTypes(func, spread);
  const isPlaced = lowered.some((type) => takesRoom(type, types));
  const isGuarded = guardsAlways || (isAsync && isPlaced) || lowered.some((type) => mayStayInArena(type, types));
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

function handCallbacks(item: CoreExport, shift: number, context: ExportContext): ReadonlyMap<DslParam, HandedCallback> {
  const handed = new Map<DslParam, HandedCallback>();
  for (const [index, param] of item.func.params.entries()) {
    const callback = context.types.callbackOf(param.type);
    if (callback === undefined) continue;
    const to = fresh(`${param.name ?? `callback${index}`}-id`, item.func.params);
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
  if (type.kind === 'any') return instanceOf(type, takeRef(context.pool, value));
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

/** `(func log "log" (param string))`: what the component takes from outside. */
export const importFunction = ({ name, field = name, params, result, isAsync, doc }: DslFunction): FunctionNode =>
  func({
    name,
    field,
    params: params.map((param) => ({ name: param.name, type: itlType(param.type) })),
    result: result && itlType(result),
    isAsync,
    doc: docOfViews(doc, params),
  });

/** What the core module gets for it: lifts the arguments, calls JavaScript, lowers the result. */
export function adaptImport({ name, field = name, params, result }: DslFunction, context: ValueContext): FunctionNode {
  const lending = lendsObjects(params, context);
  const called = call(name, ...liftArguments(params, 0, lending.context));
  return func({
    name: `_it_core_${name}`,
    field,
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
