/** What an adapter imports: the loader's own functions, and those that the user gives. */
import type { FunctionJson } from './abi.ts';
import { ItlLinkError, show } from './errors.ts';
import { familyFunction } from './families.ts';
import { type Callable, wrapImport } from './functions.ts';
import { createHostFunctions } from './host.ts';
import type { Instance } from './instance.ts';
import { rawOf } from './links.ts';
import { mergeImports } from './modules.ts';
import { runtimeModule, type Section } from './section.ts';
import { functionText } from './type-text.ts';

/** Functions for a component to import, by module and name. Each is called with its module's object as `this`. */
export type Imports = Readonly<Record<string, object>>;

/** By module and name, as the section has them. */
type GivenImports = ReadonlyMap<string, ReadonlyMap<string, GivenImport>>;

interface GivenImport {
  readonly json: FunctionJson;
  readonly namespace: unknown;
  readonly target: Callable;
}

/** @throws ItlLinkError that lists every import that is missing. */
export function collectImports({ imports, name: component }: Section, given: Imports): GivenImports {
  const missing: string[] = [];
  const collected = new Map<string, Map<string, GivenImport>>();
  for (const [module, functions] of imports) {
    const namespace = Object.hasOwn(given, module) ? given[module] : undefined;
    const found = new Map<string, GivenImport>();
    for (const [name, json] of functions) {
      const target = memberOf(namespace, name);
      if (typeof target === 'function') found.set(name, { json, namespace, target: target as Callable });
      else
        missing.push(
          `missing import '${name}' from '${module}': the component expects ${functionText(json)}, got ${show(target)}`,
        );
    }
    collected.set(module, found);
  }
  if (missing.length > 0) throw new ItlLinkError(`${component}: ${missing.join('\n')}`);
  return collected;
}

/** Methods that a user's class inherits count, what every object or function has does not: `constructor` leads to `eval`. */
function memberOf(namespace: unknown, name: string): unknown {
  if (namespace === undefined || namespace === null) return namespace;
  const value = (namespace as Record<string, unknown>)[name];
  if (Object.hasOwn(namespace, name)) return value;
  const everybodys = [Object.prototype, Function.prototype].some((prototype) => name in prototype);
  return everybodys ? undefined : value;
}

/** The import object for the adapter. */
export function adapterImports(
  instance: Instance,
  adapter: WebAssembly.Module,
  given: GivenImports,
): WebAssembly.Imports {
  const host = createHostFunctions(instance) as Readonly<Record<string, Callable>>;
  return mergeImports(
    WebAssembly.Module.imports(adapter).map(({ module, name }) => {
      const func =
        module === runtimeModule ? hostFunction(name, host, instance) : userFunction(module, name, given, instance);
      return [module, { [name]: func }];
    }),
  );
}

function hostFunction(name: string, host: Readonly<Record<string, Callable>>, instance: Instance): Callable {
  const func = Object.hasOwn(host, name) ? host[name] : familyFunction(name, instance);
  if (func === undefined)
    throw new ItlLinkError(`this loader has no '${name}', which ${instance.section.name} needs: update the loader`);
  return func as Callable;
}

function userFunction(module: string, name: string, given: GivenImports, { section, checkOf }: Instance): Callable {
  const found = given.get(module)?.get(name);
  if (found === undefined)
    throw new ItlLinkError(`the adapter imports '${name}' from '${module}' without saying so in its section`);
  const { json, namespace, target } = found;
  return rawOf(target, json, section) ?? wrapImport(target.bind(namespace), `${module}.${name}`, json, checkOf);
}
