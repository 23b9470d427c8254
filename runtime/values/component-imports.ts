/** The imports of components: classes for resources, names with and without a version, functions by themselves. */
import { findImports, type Given } from './imports.ts';
import { memberOf } from './members.ts';

const member = /^\[(constructor|method|static|(?:static )?[gs]et)\]([^.]+)(?:\.(.+))?$/;

/** Finds imports as `findImports` does, in the shapes that components have. */
export const findComponentImports = (
  imports: unknown,
  wanted: readonly (readonly [module: string, name: string, type: string])[],
): readonly Given[] => findImports(imports, wanted, componentModule, componentFunction);

/** A module's name may be without its version. */
export const componentModule = (imports: unknown, module: string): unknown =>
  memberOf(imports, module) ?? memberOf(imports, module.replace(/@[^@]*$/, ''));

/** A function, or what makes, or calls, an instance of a class. */
export function componentFunction(self: unknown, name: string): unknown {
  if (name === 'default' && typeof self === 'function') return self;
  const own = memberOf(self, name);
  const found = own === undefined && member.exec(name);
  if (!found) return own;
  const [, kind = '', resource = '', method = ''] = found;
  // A resource of the world is a class by itself.
  const Class = memberOf(self, resource) ?? memberOf(self, 'default') ?? self;
  if (typeof Class !== 'function') return undefined;
  if (kind === 'constructor') return (...args: unknown[]) => Reflect.construct(Class, args);
  if (kind === 'static') return (memberOf(Class, method) as Partial<CallableFunction> | undefined)?.bind?.(Class);
  if (kind === 'method')
    return (instance: object, ...args: unknown[]) => (memberOf(instance, method) as Given).apply(instance, args);
  // Of a property of the class itself there is no instance.
  return kind.endsWith('get')
    ? (instance = Class) => memberOf(instance, method)
    : (...args: unknown[]) => Reflect.set((args.at(-2) ?? Class) as object, method, args.at(-1));
}
