/** Callbacks: how the core module calls one, and how an export hands one over. */
import type { FunctionNode, ImportItem, Node, TypeDefinitionNode } from '../../ast/nodes.ts';
import type { CoreExport } from '../core-names.ts';
import type { DslCallback, DslModule, DslParam } from '../model.ts';
import { relayName, relaysOf } from '../relays.ts';
import type { TypeTable } from '../type-table.ts';
import { usedTypes } from '../used-types.ts';
import { coreParams, coreResult } from './core-types.ts';
import { lendsObjects, liftArguments } from './functions.ts';
import { functionType, itlType } from './itl-types.ts';
import { bind, binding, form, func, local, name, number, relay } from './nodes.ts';
import type { ValueContext } from './value-context.ts';
import { lowerResult } from './values.ts';

/** `(func Log (param string))` */
export const defineCallback = ({ name: own, params, result }: DslCallback): TypeDefinitionNode['form'] =>
  form(
    'func',
    own,
    ...params.map((param) =>
      form('param', ...(param.name === undefined ? [] : [binding(param.name)]), itlType(param.type)),
    ),
    ...(result ? [form('result', itlType(result))] : []),
  );

/** The id of a callback that JavaScript may have left out: 0 then. */
export const lowerCallback = (callback: DslCallback, value: Node, context: ValueContext): Node =>
  form('lower-func', relayName(callback, context.types), invoker(callback, context), value);

/** What its relay calls: lifts the arguments, calls JavaScript, lowers the result. */
function invoker(callback: DslCallback, outer: ValueContext): string {
  const context: ValueContext = { ...outer, room: 'results' };
  const { name: own, params, result } = callback;
  return context.pool.helper(`_it_invoke_${own}`, '', () => {
    const lending = lendsObjects(params, context);
    const called = form('call-func', local(0), ...liftArguments(params, 1, lending.context));
    return {
      params: [
        { type: callback.isFunction ? functionType({ params: params.map((param) => param.type), result }) : own },
        ...coreParams(params, context.types).map((type) => ({ type })),
      ],
      result: result && coreResult(result, context.types),
      body: [...lending.nodes, result ? lowerResult(result, called, context) : called],
    };
  });
}

/** What C++ imports for the callbacks of these types. */
export const relayNodes = (module: DslModule, types: TypeTable): ImportItem['members'] =>
  [...relaysOf(module, types).keys()].map(relay);

/** `it/retained.h` imports it. */
export const freeFunction = (): FunctionNode =>
  func({
    name: '_it_core_free_callback',
    field: 'free_callback',
    params: [{ type: 'i32' }],
    body: [form('free-func', local(0))],
  });

/** A callback parameter's id, or what stands for a retained one, is bound to a name of its own. */
export interface HandedCallback {
  readonly isRetained: boolean;
  /** Whether JavaScript gets an object to release it with. */
  readonly isReleasable: boolean;
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** @param isEntrusted - whether a retained one is C++'s alone once the call is over */
export function handCallback(
  callback: DslCallback,
  { type }: DslParam,
  value: Node,
  to: string,
  isEntrusted: boolean,
  context: ValueContext,
): HandedCallback {
  const id = lowerCallback(callback, value, context);
  const isReleasable = type.kind === 'named' && type.retained === true;
  const isRetained = isReleasable || type.kind === 'function';
  const { pool } = context;
  const nodes = isRetained
    ? [
        bind(to, pool.callCore('_it_retain_callback', id)),
        form('defer', pool.callCore('_it_settle_callback', local(to), number(isEntrusted || !isReleasable ? 1 : 0))),
      ]
    : [bind(to, id), form('defer', form('free-func', local(to)))];
  return { isRetained, isReleasable, name: to, nodes };
}

/** Whether JavaScript gets an object to release a callback with. */
export const givesSubscription = (item: CoreExport): boolean =>
  item.kind !== 'constructor' &&
  item.kind !== 'extend' &&
  item.func.result === undefined &&
  item.func.params.some(isRetainedParam);

/** Whether C++ releases callbacks of the component. */
export const releasesCallbacks = (module: DslModule, types: TypeTable): boolean =>
  usedTypes(module, types).some((type) => type.kind === 'function' || (type.kind === 'named' && type.retained));

const isRetainedParam = ({ type }: DslParam): boolean => type.kind === 'named' && type.retained === true;

/** A name for the class of these objects that nothing else has. */
export function subscriptionName({ types, exports }: DslModule): string {
  const taken = new Set([...types, ...exports].map((each) => each.name));
  let found = 'Subscription';
  while (taken.has(found)) found += '_';
  return found;
}

export const defineSubscription = (own: string): TypeDefinitionNode => ({
  form: form('resource', own, form('drop', name('_it_release_callback'))),
  doc: 'Keeps a callback; to dispose of it releases that.',
});
