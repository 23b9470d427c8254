/** Types with other resources in place of those that a type leaves open. */
import type {
  AnyType,
  ComponentType,
  ExternType,
  FunctionType,
  InstanceType,
  ResourceType,
  ValueType,
} from './entities.ts';

export type Binding = ReadonlyMap<ResourceType, ResourceType>;

/** One substitution: what is shared stays shared. */
export interface Substitution {
  readonly value: (type: ValueType) => ValueType;
  readonly any: (type: AnyType) => AnyType;
  readonly extern: (type: ExternType) => ExternType;
}

/** @param copied - is told what stands in place of a type, and of its fields and cases */
export function substitution(binding: Binding, copied: (from: object, to: object) => void = () => {}): Substitution {
  const done = new Map<object, unknown>();
  const shared = <T extends object>(type: T, make: (type: T) => T): T => {
    const found = done.get(type) as T | undefined;
    if (found) return found;
    const made = copy(type, make(type));
    done.set(type, made);
    return made;
  };
  const copy = <T extends object>(from: T, to: T): T => {
    copied(from, to);
    return to;
  };
  const optional = (type: ValueType | undefined): ValueType | undefined => type && value(type);
  const resource = (type: ResourceType): ResourceType => binding.get(type) ?? type;
  const value = (type: ValueType): ValueType => (mentionsAny(type, binding) ? shared(type, replaced) : type);

  function replaced(type: ValueType): ValueType {
    switch (type.kind) {
      case 'primitive':
      case 'flags':
      case 'enum':
        return type;
      case 'record':
        return { ...type, fields: type.fields.map((field) => copy(field, { ...field, type: value(field.type) })) };
      case 'variant':
        return { ...type, cases: type.cases.map((one) => copy(one, { ...one, type: optional(one.type) })) };
      case 'list':
        return { ...type, element: value(type.element) };
      case 'tuple':
        return { ...type, items: type.items.map(value) };
      case 'option':
        return { ...type, payload: value(type.payload) };
      case 'result':
        return { ...type, ok: optional(type.ok), error: optional(type.error) };
      case 'own':
      case 'borrow':
        return { ...type, resource: resource(type.resource) };
      case 'stream':
      case 'future':
        return { ...type, payload: optional(type.payload) };
      case 'map':
        return { ...type, key: value(type.key), value: value(type.value) };
    }
  }

  const func = (type: FunctionType): FunctionType =>
    shared(type, () => ({
      ...type,
      params: type.params.map((param) => ({ ...param, type: value(param.type) })),
      result: optional(type.result),
    }));
  const externs = (types: ReadonlyMap<string, ExternType>) =>
    new Map([...types].map(([name, type]) => [name, extern(type)] as const));
  const instance = (type: InstanceType): InstanceType =>
    shared(type, () => ({ ...type, exports: externs(type.exports) }));
  const component = (type: ComponentType): ComponentType =>
    shared(type, () => ({ ...type, imports: externs(type.imports), exports: externs(type.exports) }));

  function any(type: AnyType): AnyType {
    switch (type.kind) {
      case 'func':
        return func(type);
      case 'resource':
        return resource(type);
      case 'instance':
        return instance(type);
      case 'component':
        return component(type);
      default:
        return value(type);
    }
  }

  function extern(type: ExternType): ExternType {
    switch (type.kind) {
      case 'func':
        return { ...type, type: func(type.type) };
      case 'type':
        return type.bound === 'sub' ? { ...type, type: resource(type.type) } : { ...type, type: any(type.type) };
      case 'instance':
        return { ...type, type: instance(type.type) };
      case 'component':
        return { ...type, type: component(type.type) };
      case 'module':
        return type;
    }
  }

  return { value, any, extern };
}

const mentionsAny = (type: ValueType, binding: Binding): boolean =>
  resourcesIn(type).some((resource) => binding.has(resource));

/** Computed once: types form a graph whose tree may be far larger. */
const mentioned = new WeakMap<ValueType, readonly ResourceType[]>();

/** Resources that a value type mentions. */
export function resourcesIn(type: ValueType): readonly ResourceType[] {
  const known = mentioned.get(type);
  if (known) return known;
  const found =
    type.kind === 'own' || type.kind === 'borrow'
      ? [type.resource]
      : [...new Set(partsOf(type).flatMap((part) => resourcesIn(part)))];
  mentioned.set(type, found);
  return found;
}

const present = (...types: readonly (ValueType | undefined)[]): readonly ValueType[] =>
  types.filter((type) => type !== undefined);

export function partsOf(type: ValueType): readonly ValueType[] {
  switch (type.kind) {
    case 'primitive':
    case 'flags':
    case 'enum':
    case 'own':
    case 'borrow':
      return [];
    case 'record':
      return type.fields.map((field) => field.type);
    case 'variant':
      return present(...type.cases.map((one) => one.type));
    case 'list':
      return [type.element];
    case 'tuple':
      return type.items;
    case 'option':
      return [type.payload];
    case 'result':
      return present(type.ok, type.error);
    case 'stream':
    case 'future':
      return present(type.payload);
    case 'map':
      return [type.key, type.value];
  }
}

/** Of its parameters, and of its result. */
export const valueTypesOf = ({ params, result }: FunctionType): readonly ValueType[] =>
  present(...params.map((param) => param.type), result);

/** Resources that types of imports or exports leave open, those of instances within them too. */
export const openResources = (types: Iterable<ExternType>): readonly ResourceType[] =>
  [...types].flatMap((type) => {
    if (type.kind === 'type') return type.bound === 'sub' ? [type.type] : [];
    return type.kind === 'instance' ? openResources(type.type.exports.values()) : [];
  });

/** With resources of its own in place of those that it leaves open. */
export function freshened(type: InstanceType): InstanceType {
  const open = openResources(type.exports.values());
  if (open.length === 0) return type;
  const { extern } = substitution(
    new Map(open.map((resource) => [resource, { kind: 'resource', owner: undefined, destructor: undefined }])),
  );
  return { ...type, exports: new Map([...type.exports].map(([name, one]) => [name, extern(one)])) };
}
