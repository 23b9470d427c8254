/**
 * Methods that a class of JavaScript's may have of its own. C++ gets a class that extends the user's, and has a callback for
 * each of them: the types of these callbacks are added to the module.
 */
import { classesOf } from './lineage.ts';
import type { DslCallback, DslClass, DslFunction, DslModule, DslNamedType, DslParam } from './model.ts';

export interface VirtualMethod {
  readonly method: DslFunction;
  /** The classes whose members it is: calls from JavaScript come through them. */
  readonly owners: readonly DslClass[];
  /** The name of the callback's type. */
  readonly callback: string;
  /** Whether C++ has no code for it. */
  readonly isPure: boolean;
}

type Types = ReadonlyMap<string, DslNamedType>;

/** Those of the class and of the ones that it extends, each once: the nearest declaration counts. */
export function virtualMethodsOf(owner: DslClass, types: Types): readonly VirtualMethod[] {
  const line = classesOf(owner.name, types);
  const names = new Set(line.flatMap(({ methods }) => methods.flatMap((each) => (each.virtual ? [each.name] : []))));
  return [...names].flatMap((name) => {
    const owners = line.filter(({ methods }) => methods.some((each) => each.name === name));
    const [nearest] = owners;
    const farthest = owners.findLast(({ methods }) => methods.some((each) => each.name === name && each.virtual));
    const method = nearest?.methods.find((each) => each.name === name);
    if (!method || !farthest) return [];
    return [{ method, owners, callback: callbackName(farthest, name), isPure: method.virtual === 'pure' }];
  });
}

/** Whether JavaScript can make instances only of classes that extend it. */
export const isAbstract = (owner: DslClass, types: Types): boolean =>
  virtualMethodsOf(owner, types).some(({ isPure }) => isPure);

/** Whether a class of JavaScript's that extends it is known to C++. */
export const isExtendable = (owner: DslClass, types: Types): boolean =>
  owner.constructors.length > 0 && virtualMethodsOf(owner, types).length > 0;

/** As messages show it: C++ has {@link cppNameOfMethod}. */
const callbackName = ({ name }: DslClass, method: string): string => `${name}.${method}`;

/** The callback that tells JavaScript of the object's end. No method is called `dispose`. */
export const endCallback = 'object.dispose';

/** Whether a type is that of a callback for a virtual method. */
export const isOfMethod = (name: string): boolean => name.includes('.');

export const cppNameOfMethod = (callback: string): string => `_it_virtual_${callback.replace('.', '_')}`;

/** The functions of JavaScript's, as parameters that come before those of a constructor. */
export const methodParams = (owner: DslClass, types: Types): readonly DslParam[] => [
  ...virtualMethodsOf(owner, types).map(({ method, callback, isPure }) => ({
    ...methodParam(method, callback),
    isRequired: isPure,
  })),
  methodParam({ name: 'dispose', span: owner.span }, endCallback),
];

const methodParam = ({ name, span }: Pick<DslFunction, 'name' | 'span'>, callback: string): DslParam => ({
  name,
  type: { kind: 'named', name: callback, retained: true },
  span,
});

/** The module with the types of these callbacks. */
export function withVirtuals(module: DslModule): DslModule {
  const types = new Map(module.types.map((type) => [type.name, type]));
  const callbacks = new Map<string, DslCallback>();
  for (const owner of module.types) {
    if (owner.kind !== 'class' || !isExtendable(owner, types)) continue;
    const { span } = owner;
    callbacks.set(endCallback, { kind: 'callback', name: endCallback, params: [], result: undefined, doc: '', span });
    for (const { method, callback } of virtualMethodsOf(owner, types)) {
      const { params, result, span } = method;
      if (!callbacks.has(callback))
        callbacks.set(callback, { kind: 'callback', name: callback, params, result, doc: '', span });
    }
  }
  return callbacks.size === 0 ? module : { ...module, types: [...module.types, ...callbacks.values()] };
}
