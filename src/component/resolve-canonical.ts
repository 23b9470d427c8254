/** Canonical functions, checked against the types that they lift and lower. */
import { Malformed } from '../core/bytes.ts';
import { type CoreSignature, sameSignature, signatureText } from '../core/module-interface.ts';
import type { Canonical, CanonicalOptions } from './definitions.ts';
import type { CoreFunction, CoreValue, FunctionType, InstanceState, LiftOptions } from './entities.ts';
import { asyncLowered, flattened, needsMemory } from './flatten.ts';
import { resourceType, valueType } from './resolve-types.ts';
import { at, type Scope } from './scope.ts';
import { valueTypesOf } from './substitute.ts';

/** What a component has to end one of its resources. */
export const destructorSignature: CoreSignature = { params: ['i32'], results: [] };

/** What makes room in a memory. */
export const reallocSignature: CoreSignature = { params: ['i32', 'i32', 'i32', 'i32'], results: ['i32'] };

function expectSignature(func: CoreFunction, expected: CoreSignature, what: string, offset: number): void {
  const { signature } = func;
  if (signature && sameSignature(signature, expected)) return;
  const found = signature ? signatureText(signature) : 'one that is not known here';
  throw new Malformed(`${what} has an unexpected type: expected ${signatureText(expected)}, found ${found}`, offset);
}

function resolveOptions(options: CanonicalOptions, scope: Scope, offset: number): LiftOptions {
  const { encoding, isAsync } = options;
  const memory = options.memory === undefined ? undefined : memoryAt(options.memory, scope, offset);
  const realloc = options.realloc === undefined ? undefined : at(scope.coreFuncs, options.realloc, 'function', offset);
  if (realloc) {
    if (!memory) throw new Malformed('canonical option `memory` is required with `realloc`', offset);
    expectSignature(realloc, reallocSignature, 'canonical option `realloc`', offset);
  }
  const postReturn =
    options.postReturn === undefined ? undefined : at(scope.coreFuncs, options.postReturn, 'function', offset);
  if (options.callback !== undefined && !isAsync) throw new Malformed('cannot specify callback without async', offset);
  if (options.coreType !== undefined && !options.isGc) {
    throw new Malformed('cannot specify `core-type` without `gc`', offset);
  }
  return { encoding, memory, realloc, postReturn, isAsync };
}

/** Numbers travel alike with and without `gc`; what else there is would be objects. */
function refuseObjects(type: FunctionType, { isGc }: CanonicalOptions, offset: number): void {
  if (!isGc || valueTypesOf(type).every((one) => one.kind === 'primitive' && !needsMemory(one))) return;
  throw new Malformed('canonical option `gc` is supported for numbers only', offset);
}

function memoryAt(index: number, scope: Scope, offset: number): CoreValue {
  const memory = at(scope.coreValues.memory, index, 'memory', offset);
  if (memory.type.kind === 'memory' && memory.type.is64) {
    throw new Malformed('a memory with 64-bit addresses cannot be lifted from or lowered into', offset);
  }
  return memory;
}

const paramTypes = (type: FunctionType) => type.params.map((param) => param.type);

/** What lies in memory needs one, and what is put there needs room. */
function requireOptions(type: FunctionType, options: LiftOptions, context: 'lift' | 'lower', offset: number): void {
  const missing = missingOption(type, options, context);
  if (missing !== undefined) throw new Malformed(`canonical option \`${missing}\` is required`, offset);
}

/** What a function cannot be lifted or lowered without. */
export function missingOption(
  type: FunctionType,
  options: LiftOptions,
  context: 'lift' | 'lower',
): 'memory' | 'realloc' | undefined {
  const { spillsParams, spillsResult } = flattened(type, context);
  const params = paramTypes(type).some(needsMemory);
  const result = type.result !== undefined && needsMemory(type.result);
  if ((params || result || spillsParams || spillsResult) && !options.memory) return 'memory';
  const isAllocating = context === 'lift' ? params || spillsParams : result;
  return isAllocating && !options.realloc ? 'realloc' : undefined;
}

export function resolveLift(
  { core, options, type: index }: Extract<Canonical, { readonly kind: 'lift' }>,
  scope: Scope,
  instance: InstanceState,
  offset: number,
): Scope['funcs'][number] {
  const type = at(scope.types, index, 'type', offset);
  if (type.kind !== 'func') throw new Malformed(`type index ${index} is not a function type`, offset);
  const func = at(scope.coreFuncs, core, 'function', offset);
  const resolved = resolveOptions(options, scope, offset);
  refuseObjects(type, options, offset);
  if (!resolved.isAsync) {
    requireOptions(type, resolved, 'lift', offset);
    const { signature } = flattened(type, 'lift');
    expectSignature(func, signature, 'lowered function type: the core function', offset);
    if (resolved.postReturn) {
      expectSignature(
        resolved.postReturn,
        { params: signature.results, results: [] },
        'canonical option `post-return`',
        offset,
      );
    }
  } else if (resolved.postReturn) throw new Malformed('cannot specify post-return function in async', offset);
  return { kind: 'func', type, source: { kind: 'lifted', instance, core: func, options: resolved } };
}

export function resolveLower(
  { func: index, options }: Extract<Canonical, { readonly kind: 'lower' }>,
  scope: Scope,
  instance: InstanceState,
  offset: number,
): CoreFunction {
  const func = at(scope.funcs, index, 'function', offset);
  const resolved = resolveOptions(options, scope, offset);
  if (resolved.postReturn)
    throw new Malformed('canonical option `post-return` cannot be specified for lowerings', offset);
  refuseObjects(func.type, options, offset);
  if (!resolved.isAsync) requireOptions(func.type, resolved, 'lower', offset);
  const signature = resolved.isAsync ? asyncLowered(func.type) : flattened(func.type, 'lower').signature;
  return { kind: 'func', signature, source: { kind: 'lower', instance, func, options: resolved } };
}

/** What a call keeps, and whether async calls are let in. */
export function resolveTaskFunction(
  canonical: Extract<Canonical, { readonly kind: TaskKind }>,
  instance: InstanceState,
): CoreFunction {
  const { kind } = canonical;
  switch (kind) {
    case 'context.get':
    case 'context.set': {
      const { slot, type } = canonical;
      const isGet = kind === 'context.get';
      const signature = { params: isGet ? [] : [type], results: isGet ? [type] : [] };
      return { kind: 'func', signature, source: { kind, instance, slot, type } };
    }
    case 'backpressure.inc':
    case 'backpressure.dec':
      return { kind: 'func', signature: { params: [], results: [] }, source: { kind, instance } };
  }
}

/** The result of an async call goes in as parameters do. */
export function resolveTaskReturn(
  { result }: Extract<Canonical, { readonly kind: 'task.return' }>,
  scope: Scope,
  offset: number,
): CoreFunction {
  const params = result === undefined ? [] : [{ label: 'result', type: valueType(result, scope, offset) }];
  const { signature } = flattened({ kind: 'func', isAsync: true, params, result: undefined }, 'lower');
  return { kind: 'func', signature, source: { kind: 'asynchronous', name: 'task.return' } };
}

type TaskKind = 'context.get' | 'context.set' | 'backpressure.inc' | 'backpressure.dec';

export const resourceSignatures: Readonly<Record<'resource.new' | 'resource.drop' | 'resource.rep', CoreSignature>> = {
  'resource.new': { params: ['i32'], results: ['i32'] },
  'resource.drop': { params: ['i32'], results: [] },
  'resource.rep': { params: ['i32'], results: ['i32'] },
};

export function resolveResourceFunction(
  { kind, resource: index }: Extract<Canonical, { readonly resource: number }>,
  scope: Scope,
  instance: InstanceState,
  offset: number,
): CoreFunction {
  const resource = resourceType(index, scope, offset);
  if (kind !== 'resource.drop' && resource.owner !== instance) {
    throw new Malformed(`type index ${index} is not a local resource`, offset);
  }
  return { kind: 'func', signature: resourceSignatures[kind], source: { kind, instance, resource } };
}
