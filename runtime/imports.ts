/** What an adapter imports: the loader's own functions, and those that the user gives. */
import { ItlLinkError, show } from './errors.ts';
import { familyFunction } from './families.ts';
import { type Callable, createInvoke } from './functions.ts';
import { createHostFunctions } from './host.ts';
import type { Instance } from './instance.ts';
import { rawOf } from './links.ts';
import { createImports, setImport } from './modules.ts';
import { runtimeModule } from './section.ts';
import { functionText } from './type-text.ts';

/** Functions for a component to import, by module and name. Each is called with its module's object as `this`. */
export type Imports = Readonly<Record<string, object>>;

/** @throws ItlLinkError that lists every import that is missing. */
export function linkImports(instance: Instance, adapter: WebAssembly.Module, given: Imports): WebAssembly.Imports {
  const { section, checkOf } = instance;
  const linked = createImports();
  const missing: string[] = [];
  for (const [module, functions] of section.imports) {
    const namespace = Object.hasOwn(given, module) ? given[module] : undefined;
    for (const [name, json] of functions) {
      const target = memberOf(namespace, name);
      if (typeof target !== 'function') {
        missing.push(
          `missing import '${name}' from '${module}': the component expects ${functionText(json)}, got ${show(target)}`,
        );
        continue;
      }
      const types = json.params.map(([, type]) => type);
      const invoke = (): Callable =>
        createInvoke(`${module}.${name}`, types, json.results, checkOf).bind(undefined, target.bind(namespace));
      setImport(linked, module, name, rawOf(target as Callable, json, section) ?? invoke());
    }
  }
  if (missing.length > 0) throw new ItlLinkError(missing.join('\n'));
  const host: Readonly<Record<string, unknown>> = createHostFunctions(instance);
  for (const { module, name } of WebAssembly.Module.imports(adapter)) {
    if (module === runtimeModule) {
      const func = Object.hasOwn(host, name) ? host[name] : familyFunction(name, instance);
      if (func === undefined) throw new ItlLinkError(`this loader has no '${name}', which '${section.name}' needs`);
      setImport(linked, module, name, func as Callable);
    } else if (linked[module]?.[name] === undefined) throw new TypeError(`it lacks '${name}' from '${module}'`);
  }
  return linked;
}

/** Methods that a user's class inherits count, what everything inherits does not: `constructor` can lead to `eval`. */
function memberOf(namespace: object | undefined, name: string): unknown {
  const isInherited =
    namespace === undefined ||
    (!Object.hasOwn(namespace, name) && (name in Object.prototype || name in Function.prototype));
  return isInherited ? undefined : (namespace as Readonly<Record<string, unknown>>)[name];
}
