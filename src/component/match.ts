/** Whether what is given fits what is asked for. */
import { type CoreSignature, type Limits, sameSignature } from '../core/module-interface.ts';
import type {
  AnyType,
  ComponentType,
  CoreEntity,
  CoreExternType,
  Entity,
  ExternType,
  FunctionType,
  InstanceEntity,
  InstanceType,
  ModuleType,
  ResourceType,
  ValueType,
} from './entities.ts';
import { substitution } from './substitute.ts';
import { entityOf, kindWord } from './typing.ts';

/** Why something does not fit; undefined where it does. */
export type Misfit = string | undefined;

type Binding = Map<ResourceType, ResourceType>;

function sameValueType(left: ValueType | undefined, right: ValueType | undefined): boolean {
  if (left === right) return true;
  if (!left || !right) return false;
  switch (left.kind) {
    case 'primitive':
      return right.kind === 'primitive' && left.name === right.name;
    case 'record':
      return right.kind === 'record' && sameLabelled(left.fields, right.fields);
    case 'variant':
      return right.kind === 'variant' && sameLabelled(left.cases, right.cases);
    case 'list':
      return right.kind === 'list' && left.length === right.length && sameValueType(left.element, right.element);
    case 'tuple':
      return right.kind === 'tuple' && same(left.items, right.items, sameValueType);
    case 'flags':
    case 'enum':
      return right.kind === left.kind && same(left.labels, right.labels, (one, other) => one === other);
    case 'option':
    case 'stream':
    case 'future':
      return right.kind === left.kind && sameValueType(left.payload, right.payload);
    case 'result':
      return right.kind === 'result' && sameValueType(left.ok, right.ok) && sameValueType(left.error, right.error);
    case 'own':
    case 'borrow':
      return right.kind === left.kind && left.resource === right.resource;
    case 'map':
      return right.kind === 'map' && sameValueType(left.key, right.key) && sameValueType(left.value, right.value);
  }
}

const same = <T>(left: readonly T[], right: readonly T[], test: (one: T, other: T) => boolean): boolean =>
  left.length === right.length && left.every((one, index) => test(one, right[index] as T));

interface Labelled {
  readonly label: string;
  readonly type: ValueType | undefined;
}

const sameLabelled = (left: readonly Labelled[], right: readonly Labelled[]): boolean =>
  same(left, right, (one, other) => one.label === other.label && sameValueType(one.type, other.type));

const sameFunctionType = (left: FunctionType, right: FunctionType): boolean =>
  left.isAsync === right.isAsync && sameLabelled(left.params, right.params) && sameValueType(left.result, right.result);

function misfitOfTypes(actual: AnyType, expected: AnyType): Misfit {
  if (actual === expected) return undefined;
  switch (expected.kind) {
    case 'func':
      return actual.kind === 'func' && sameFunctionType(actual, expected)
        ? undefined
        : 'expected another function type';
    case 'resource':
      return actual.kind === 'resource' ? 'mismatched resource types' : `expected resource found ${kindWord(actual)}`;
    case 'instance':
      return actual.kind === 'instance'
        ? misfit({ kind: 'instance', exports: entitiesOf(actual) }, { kind: 'instance', type: expected }, new Map())
        : `expected instance found ${kindWord(actual)}`;
    case 'component':
      return actual.kind === 'component'
        ? misfitOfComponents(actual, expected, new Map())
        : `expected component found ${kindWord(actual)}`;
  }
  if (actual.kind === 'func' || actual.kind === 'resource' || actual.kind === 'instance' || actual.kind === 'component')
    return `expected defined type found ${kindWord(actual)}`;
  return sameValueType(actual, expected) ? undefined : `expected another type: type mismatch`;
}

const entitiesOf = (type: InstanceType): InstanceEntity['exports'] =>
  new Map([...type.exports].map(([name, one]) => [name, entityOf(one)] as const));

/** @param binding - what open resources of the expected type stand for; is added to */
export function misfit(actual: Entity, expected: ExternType, binding: Binding): Misfit {
  const bound = (): ExternType => substitution(binding).extern(expected);
  switch (expected.kind) {
    case 'func': {
      if (actual.kind !== 'func') return `expected func found ${actual.kind}`;
      return sameFunctionType(actual.type, (bound() as typeof expected).type)
        ? undefined
        : 'type mismatch of functions';
    }
    case 'type': {
      if (actual.kind !== 'type') return `expected ${kindWord(expected.type)} found ${actual.kind}`;
      if (expected.bound === 'eq') return misfitOfTypes(actual.type, (bound() as typeof expected).type);
      if (actual.type.kind !== 'resource') return `expected resource found ${kindWord(actual.type)}`;
      binding.set(expected.type, actual.type);
      return undefined;
    }
    case 'instance':
      if (actual.kind !== 'instance') return `expected instance found ${actual.kind}`;
      return misfitOfExports(actual.exports, expected.type.exports, binding);
    case 'component':
      if (actual.kind !== 'component') return `expected component found ${actual.kind}`;
      return misfitOfComponents(actual.type, expected.type, binding);
    case 'module':
      if (actual.kind !== 'module') return `expected module found ${actual.kind}`;
      return misfitOfModules(actual.type, expected.type);
  }
}

function misfitOfExports(
  actual: ReadonlyMap<string, Entity>,
  expected: ReadonlyMap<string, ExternType>,
  binding: Binding,
): Misfit {
  for (const [name, type] of expected) {
    const one = actual.get(name);
    if (!one) return `missing expected export \`${name}\`: it was not found`;
    const wrong = misfit(one, type, binding);
    if (wrong !== undefined) return `type mismatch in instance export '${name}': ${wrong}`;
  }
  return undefined;
}

/** What the expected one is given has to be enough, and what it gives has to be there. */
function misfitOfComponents(actual: ComponentType, expected: ComponentType, outer: Binding): Misfit {
  const binding: Binding = new Map(outer);
  for (const [name, type] of actual.imports) {
    const given = expected.imports.get(name);
    if (!given) return `missing expected import '${name}'`;
    const wrong = misfit(entityOf(substitution(outer).extern(given)), type, binding);
    if (wrong !== undefined) return `type mismatch in import '${name}': ${wrong}`;
  }
  const { extern } = substitution(binding);
  const exports = new Map([...actual.exports].map(([name, type]) => [name, entityOf(extern(type))] as const));
  return misfitOfExports(exports, expected.exports, new Map(outer));
}

function misfitOfModules(actual: ModuleType, expected: ModuleType): Misfit {
  for (const { module, field, type } of actual.imports) {
    const given = expected.imports.find((one) => one.module === module && one.field === field);
    if (!given) return `missing expected import \`${module}::${field}\``;
    const wrong = misfitOfCore(given.type, type);
    if (wrong !== undefined) return `type mismatch in import \`${module}::${field}\`: ${wrong}`;
  }
  for (const [name, type] of expected.exports) {
    const given = actual.exports.get(name);
    if (!given) return `missing expected export \`${name}\``;
    const wrong = misfitOfCore(given, type);
    if (wrong !== undefined) return `type mismatch in export \`${name}\`: ${wrong}`;
  }
  return undefined;
}

const sameSignatures = (left: CoreSignature | undefined, right: CoreSignature | undefined): boolean =>
  !left || !right || sameSignature(left, right);

export const coreTypeOf = (entity: CoreEntity): CoreExternType =>
  entity.kind === 'func'
    ? { kind: 'func', index: 0, name: undefined, signature: entity.signature, parameterNames: [] }
    : entity.type;

/** Where a reader does not know a type, it fits: the engine has the last word. */
export function misfitOfCore(actual: CoreExternType, expected: CoreExternType): Misfit {
  switch (expected.kind) {
    case 'func':
    case 'tag':
      if (actual.kind !== expected.kind) break;
      return sameSignatures(actual.signature, expected.signature)
        ? undefined
        : `expected another type of ${actual.kind}`;
    case 'global':
      if (actual.kind !== 'global') break;
      if (actual.mutable !== undefined && expected.mutable !== undefined && actual.mutable !== expected.mutable)
        return 'expected a global of another mutability: global types differ';
      return actual.type === undefined || expected.type === undefined || actual.type === expected.type
        ? undefined
        : `expected global type ${expected.type}, found ${actual.type}`;
    case 'table':
      if (actual.kind !== 'table') break;
      if (actual.element !== undefined && expected.element !== undefined && actual.element !== expected.element)
        return `expected table element type ${expected.element}, found ${actual.element}`;
      return misfitOfLimits(actual, expected);
    case 'memory':
      if (actual.kind !== 'memory') break;
      if (actual.shared !== expected.shared) return 'mismatch in the shared flag of memories';
      return misfitOfLimits(actual, expected);
  }
  return `expected ${expected.kind} found ${actual.kind}`;
}

function misfitOfLimits(actual: Limits, expected: Limits): Misfit {
  if (actual.is64 !== expected.is64) return 'mismatch in index type: one is of 64 bits';
  const fits =
    actual.min >= expected.min &&
    (expected.max === undefined || (actual.max !== undefined && actual.max <= expected.max));
  return fits ? undefined : 'mismatch in limits';
}

/** What is given as it is asked for: an instance without exports that nobody knows of. */
export function viewed(actual: Entity, expected: ExternType): Entity {
  if (actual.kind !== 'instance' || expected.kind !== 'instance') return actual;
  const exports = [...expected.type.exports].flatMap(([name, type]) => {
    const one = actual.exports.get(name);
    return one ? [[name, viewed(one, type)] as const] : [];
  });
  return { kind: 'instance', exports: new Map(exports) };
}
