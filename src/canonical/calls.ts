/** Functions that are lifted and lowered: what happens around a core function, and around what it calls. */
import type {
  CoreFunction,
  FunctionEntity,
  FunctionSource,
  FunctionType,
  InstanceState,
  LiftOptions,
  ResourceType,
  ValueType,
} from '../component/entities.ts';
import {
  extentOf,
  extentOfAll,
  flatOfAll,
  flatTypes,
  flattened,
  needsMemory,
  offsetsOf,
} from '../component/flatten.ts';
import { containsBorrow } from '../component/resolve-types.ts';
import { partsOf, resourcesIn, valueTypesOf } from '../component/substitute.ts';
import { type Codec, codecOf, type Generator } from './generator.ts';
import { lendCount } from './handle-table.ts';
import { call, camelCase, createNames, declare, get, list, local, set, trap, when } from './itl-text.ts';
import { liftFlat, load, supplyOf } from './lift.ts';
import { type Body, held, lowerFlat, newBody, store } from './lower.ts';
import { allocator, checkPlace, checkPointer } from './ranges.ts';
import type { Side } from './type-texts.ts';

type Lifted = Extract<FunctionSource, { readonly kind: 'lifted' }>;

/** Parameters by names that ITL and JavaScript take. */
export function parameterNames({ params }: FunctionType): readonly string[] {
  const names = createNames(['result']);
  return params.map(({ label }) => names.take(camelCase(label)));
}

/** The head of a function with interface types. */
export function signatureText(type: FunctionType, side: Side, { types }: Generator): string {
  const names = parameterNames(type);
  const params = type.params.map((param, index) => list('param', `$${names[index]}`, types.of(param.type, side)));
  return [...params, ...(type.result ? [list('result', types.of(type.result, side))] : [])].join(' ');
}

/** Whether a call of it leaves borrowed handles in the table of an instance that does not define what is borrowed. */
const borrowsIn = (type: FunctionType, instance: InstanceState): boolean =>
  type.params.some((param) => borrowsOthers(param.type, instance));

const borrowsOthers = (type: ValueType, instance: InstanceState): boolean =>
  (type.kind === 'borrow' && type.resource.owner !== instance) ||
  partsOf(type).some((part) => borrowsOthers(part, instance));

const lends = (type: FunctionType): boolean => type.params.some((param) => containsBorrow(param.type));

const ancestors = (state: InstanceState | undefined): readonly InstanceState[] =>
  state ? [state, ...ancestors(state.parent)] : [];

/** Instances that a call enters: the callee's, and those around it that are not around the caller too. */
export function entered(callee: InstanceState, caller: InstanceState | undefined): readonly InstanceState[] {
  const inside = new Set(ancestors(caller));
  return ancestors(callee).filter((state) => !inside.has(state));
}

/** An instance that is in a call, or has trapped in one, is not entered. */
const entering = (states: readonly InstanceState[], generator: Generator): readonly string[] =>
  states.flatMap((state) => [...asking([state], generator), ...marking([state], generator)]);

const asking = (states: readonly InstanceState[], generator: Generator): readonly string[] =>
  states.map((state) => when(get(generator.entered(state)), trap('cannot enter component instance')));

const marking = (states: readonly InstanceState[], generator: Generator): readonly string[] =>
  states.map((state) => set(generator.entered(state), 'true'));

export const leaving = (states: readonly InstanceState[], generator: Generator): readonly string[] =>
  states.map((state) => set(generator.entered(state), 'false'));

/**
 * What a function does with its parameters, which have their names: the code of one that is lifted.
 *
 * JavaScript may give away an instance that somebody uses still. That is its mistake and no trap: nothing is entered before.
 */
export function liftedBody(
  type: FunctionType,
  source: Lifted,
  enters: readonly InstanceState[],
  generator: Generator,
): readonly string[] {
  const entry = entering(enters, generator);
  if (source.options.isAsync) return [...entry, trap('a function is lifted as async, which is not supported')];
  const names = parameterNames(type);
  const body = newBody([...names, 'result']);
  const isLate = mayBeRefused(type);
  body.out.push(...(isLate ? asking(enters, generator) : entry));
  const marks = isLate ? marking(enters, generator) : [];
  const { result, after } = liftedCall(type, source, names.map(local), body, 'host', generator, marks);
  if (result === undefined) return [...body.out, ...after];
  if (after.length === 0) return [...body.out, result];
  return [...body.out, declare('result', result), ...after, local('result')];
}

/** Where instances are given away by themselves: the core module makes room for all else, and may trap. */
const mayBeRefused = (type: FunctionType): boolean =>
  type.params.some((param) => givesAway(param.type)) &&
  !type.params.some((param) => needsMemory(param.type)) &&
  !flattened(type, 'lift').spillsParams;

const givesAway = (type: ValueType): boolean => type.kind === 'own' || partsOf(type).some(givesAway);

interface LiftedCall {
  /** Undefined where the function gives nothing. */
  readonly result: string | undefined;
  /** What follows once the result is where it goes. */
  readonly after: readonly string[];
}

/** Has the core function called. @param before - it, when its arguments are there */
function liftedCall(
  type: FunctionType,
  { instance, core, options }: Lifted,
  values: readonly string[],
  body: Body,
  side: Side,
  generator: Generator,
  before: readonly string[] = [],
): LiftedCall {
  const codec = codecOf(generator, instance, options, side);
  body.out.push(...generator.context(instance).map(({ variable }) => set(variable, '0')));
  const lowered = lowerArguments(type, values, body, codec);
  const args = before.length > 0 ? lowered.map((arg) => held(arg, 'argument', body)) : lowered;
  body.out.push(...before);
  const made = call(generator.coreFunction(core), ...args);
  const { signature, spillsResult } = flattened(type, 'lift');
  if (signature.results.length === 0) body.out.push(made);
  const raw = signature.results.length > 0 ? held(made, 'raw', body) : undefined;
  const result = type.result && raw !== undefined ? liftResult(type.result, raw, spillsResult, body, codec) : undefined;
  const after = [
    ...(borrowsIn(type, instance) ? [call(`check-borrows${generator.handles(instance)}`)] : []),
    ...postReturn(options, raw, instance, generator),
  ];
  return { result, after };
}

function lowerArguments(type: FunctionType, values: readonly string[], body: Body, codec: Codec): readonly string[] {
  const types = type.params.map((param) => param.type);
  if (!flattened(type, 'lift').spillsParams) {
    return types.flatMap((one, index) => lowerFlat(one, values[index] ?? '', body, codec));
  }
  const { size, alignment } = extentOfAll(types);
  const pointer = held(call(allocator(codec), String(alignment), String(size)), 'arguments', body);
  const offsets = offsetsOf(types);
  types.forEach((one, index) => {
    store(one, values[index] ?? '', pointer, offsets[index] ?? 0, body, codec);
  });
  return [pointer];
}

function liftResult(type: ValueType, raw: string, isSpilled: boolean, body: Body, codec: Codec): string {
  if (!isSpilled) return liftFlat(type, supplyOf([raw], flatTypes(type)), codec);
  const { size, alignment } = extentOf(type);
  body.out.push(...checkPointer(raw, size, alignment, codec));
  return load(type, raw, 0, codec);
}

function postReturn(
  { postReturn: func }: LiftOptions,
  raw: string | undefined,
  instance: InstanceState,
  generator: Generator,
): readonly string[] {
  if (!func) return [];
  const made = call(generator.coreFunction(func), ...(raw === undefined ? [] : [raw]));
  const bound = generator.bound(instance);
  return bound === undefined ? [made] : [set(bound, 'true'), made, set(bound, 'false')];
}

/** Whoever is called for a lowered function: an import by its name, or the function of another instance. */
export type Target =
  | { readonly kind: 'imported'; readonly name: string }
  | {
      readonly kind: 'lifted';
      readonly source: Lifted;
      /** Instances that are entered. */
      readonly enters: readonly InstanceState[];
      readonly side: Side;
    };

/** The code of a lowered function, whose core parameters are `p0`, `p1`, …. */
export function loweredBody(
  { type }: FunctionEntity,
  instance: InstanceState,
  options: LiftOptions,
  target: Target,
  generator: Generator,
): readonly string[] {
  const codec = codecOf(generator, instance, options, target.kind === 'lifted' ? target.side : 'host');
  const { signature, spillsParams, spillsResult } = flattened(type, 'lower');
  const params = signature.params.map((_, index) => local(`p${index}`));
  const body = newBody([...signature.params.map((_, index) => `p${index}`), 'result', 'mark']);
  body.out.push(...leaveCheck(instance, generator), ...openLends(type, codec));
  const args = spillsParams ? loadArguments(type, params[0] ?? '', body, codec) : liftArguments(type, params, codec);
  const values = args.map((value, index) => held(value, `argument${index}`, body));
  const at = spillsResult ? params.at(-1) : undefined;
  if (target.kind === 'lifted') return [...body.out, ...fusedCall(type, target, values, at, body, codec)];
  const made = call(target.name, ...values);
  if (!type.result) return [...body.out, made, ...closeLends(type, codec)];
  body.out.push(declare('result', made), ...closeLends(type, codec));
  const flats = putResult(type.result, at, body, codec);
  return [...body.out, ...flats];
}

/**
 * A call between two instances. The result is lowered before the callee's `post-return` releases what it is lifted from: it may be
 * copied from there.
 */
function fusedCall(
  type: FunctionType,
  { source, enters, side }: Extract<Target, { readonly kind: 'lifted' }>,
  values: readonly string[],
  at: string | undefined,
  { names }: Body,
  codec: Codec,
): readonly string[] {
  const { generator } = codec;
  if (source.options.isAsync) return [trap('a function is lifted as async, which is not supported')];
  const body: Body = { out: [...entering(enters, generator)], names };
  const { result, after } = liftedCall(type, source, values, body, side, generator);
  const end = [...after, ...leaving(enters, generator), ...closeLends(type, codec)];
  if (!type.result || result === undefined) return [...body.out, ...end];
  body.out.push(declare('result', result));
  const flats = putResult(type.result, at, body, codec).map((flat) => held(flat, 'flat', body));
  return [...body.out, ...end, ...flats];
}

function leaveCheck(instance: InstanceState, generator: Generator): readonly string[] {
  const bound = generator.bound(instance);
  if (bound === undefined) return [];
  const check = when(get(bound), trap('cannot leave component instance'));
  if (!generator.isBusy(instance)) return [check];
  return [call(generator.helper(`leave ${bound}`, 'check-leave', (name) => list('func', name, check)))];
}

const liftArguments = (type: FunctionType, params: readonly string[], codec: Codec): readonly string[] => {
  const types = type.params.map((param) => param.type);
  const supply = supplyOf(params, flatOfAll(types));
  return types.map((one) => liftFlat(one, supply, codec));
};

function loadArguments(type: FunctionType, pointer: string, body: Body, codec: Codec): readonly string[] {
  const types = type.params.map((param) => param.type);
  const { size, alignment } = extentOfAll(types);
  body.out.push(...checkPointer(pointer, size, alignment, codec));
  const offsets = offsetsOf(types);
  return types.map((one, index) => load(one, pointer, offsets[index] ?? 0, codec));
}

/** Flat values, or where there is a place for it the code that puts it there: what comes before goes into the body. */
function putResult(type: ValueType, at: string | undefined, body: Body, codec: Codec): readonly string[] {
  if (at === undefined) return lowerFlat(type, local('result'), body, codec);
  const { size, alignment } = extentOf(type);
  body.out.push(...checkPlace(at, size, alignment, codec));
  store(type, local('result'), at, 0, body, codec);
  return [];
}

/** What is lent in a call is so until it ends. */
const openLends = (type: FunctionType, { generator, instance }: Codec): readonly string[] =>
  lends(type) ? [declare('mark', lendCount(generator.handles(instance)))] : [];

const closeLends = (type: FunctionType, { generator, instance }: Codec): readonly string[] =>
  lends(type) ? [call(`end-lends${generator.handles(instance)}`, local('mark'))] : [];

/** Whether values of a function look the same to JavaScript as to a component. */
export const isPlain = (type: FunctionType): boolean =>
  valueTypesOf(type).every((one) => resourcesIn(one).length === 0);

/** Takes a handle out of a table, and with it what it owns. */
export function dropHandle(
  resource: ResourceType,
  handle: string,
  table: InstanceState | 'host',
  caller: InstanceState | undefined,
  generator: Generator,
): readonly string[] {
  const suffix = generator.handles(table);
  const number = String(generator.types.numberOf(resource));
  const isNeeded = resource.owner === undefined || resource.destructor !== undefined;
  return [
    ...(isNeeded ? [declare('rep', call(`handle-rep${suffix}`, number, handle))] : []),
    when(call(`drop-handle${suffix}`, number, handle), ...destroy(resource, local('rep'), caller, generator)),
  ];
}

/** What handles stand for is released by the instance that defines it. */
function destroy(
  resource: ResourceType,
  rep: string,
  caller: InstanceState | undefined,
  generator: Generator,
): readonly string[] {
  const { owner, destructor } = resource;
  if (!owner) return [call(disposer(generator), rep)];
  const states = entered(owner, caller);
  const run = destructor ? [call(generator.coreFunction(destructor), rep)] : [];
  return [...entering(states, generator), ...run, ...leaving(states, generator)];
}

/** A function of a type and a handle, of objects of JavaScript's. */
function objectDropper(instance: InstanceState, generator: Generator): string {
  const suffix = generator.handles(instance);
  const [number, handle] = [local('type'), local('handle')];
  return generator.helper(`drop-object ${suffix}`, 'drop-object', (name) =>
    list(
      'func',
      name,
      '(param $type i32)',
      '(param $handle i32)',
      declare('rep', call(`handle-rep${suffix}`, number, handle)),
      when(call(`drop-handle${suffix}`, number, handle), call(disposer(generator), local('rep'))),
    ),
  );
}

/** Drops what stands for an object of JavaScript's, and disposes of it. */
const disposer = ({ helper }: Generator): string =>
  helper('dispose-ref', 'dispose-ref', (name) =>
    list(
      'func',
      name,
      '(param $rep i32)',
      declare('object', list('lift-ref', local('rep'))),
      list('drop-ref', local('rep')),
      list('dispose', local('object')),
    ),
  );

/** What a call keeps for itself: empty when it begins, and no other call of the instance comes between. */
export function contextBody(
  { kind, instance, slot }: Extract<CoreFunction['source'], { readonly slot: number }>,
  generator: Generator,
): readonly string[] {
  const found = generator.context(instance).find((each) => each.slot === slot);
  if (!found) throw new Error('a core module is given it, so it is counted');
  return [kind === 'context.get' ? get(found.variable) : set(found.variable, local('p0'))];
}

/** Calls of functions that are not async come in whatever the count says. */
export function backpressureBody(
  { kind, instance }: Extract<CoreFunction['source'], { readonly kind: 'backpressure.inc' | 'backpressure.dec' }>,
  generator: Generator,
): readonly string[] {
  const count = generator.backpressure(instance);
  const [limit, change] = kind === 'backpressure.inc' ? ['65535', '+'] : ['0', '-'];
  return [
    when(list('==', get(count), limit), trap(`${kind}: the counter is at its limit`)),
    set(count, list(change, get(count), '1')),
  ];
}

/** The code of a resource's canonical functions, whose core parameter is `p0`. */
export function resourceBody(
  source: Extract<CoreFunction['source'], { readonly resource: ResourceType }>,
  generator: Generator,
): readonly string[] {
  const { kind, instance, resource } = source;
  const suffix = generator.handles(instance);
  const number = generator.types.numberOf(resource);
  const handle = local('p0');
  switch (kind) {
    case 'resource.new':
      return [...leaveCheck(instance, generator), call(`add-handle${suffix}`, String(2 * number + 1), handle)];
    case 'resource.rep':
      return [call(`handle-rep${suffix}`, String(number), handle)];
    case 'resource.drop': {
      if (!generator.isBusy(instance) || resource.owner)
        return [...leaveCheck(instance, generator), ...dropHandle(resource, handle, instance, instance, generator)];
      return [...leaveCheck(instance, generator), call(objectDropper(instance, generator), String(number), handle)];
    }
  }
}
