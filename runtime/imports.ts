/** What an adapter imports: the loader's own functions, and those that the user gives. */
import type { FunctionJson } from './abi.ts';
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

/** The import object for the adapter. */
export function linkImports(instance: Instance, adapter: WebAssembly.Module, given: Imports): WebAssembly.Imports {
  const linked = createImports();
  linkGiven(instance, given, linked);
  const host: Readonly<Record<string, unknown>> = createHostFunctions(instance);
  for (const { module, name } of WebAssembly.Module.imports(adapter)) {
    if (module === runtimeModule) {
      const func = Object.hasOwn(host, name) ? host[name] : familyFunction(name, instance);
      if (func === undefined) {
        throw new ItlLinkError(`this loader has no '${name}', which '${instance.section.name}' needs`);
      }
      setImport(linked, module, name, func as Callable);
    } else if (linked[module]?.[name] === undefined) throw new TypeError(`it lacks '${name}' from '${module}'`);
  }
  return linked;
}

/** @throws ItlLinkError that lists every import that is missing. */
function linkGiven(instance: Instance, given: Imports, linked: WebAssembly.Imports): void {
  const missing: string[] = [];
  for (const [module, functions] of instance.section.imports) {
    const namespace = memberOf(given, module);
    for (const [name, json] of functions) {
      const target = memberOf(namespace, name);
      if (typeof target === 'function') {
        setImport(linked, module, name, importOf(instance, `${module}.${name}`, json, target as Callable, namespace));
      } else {
        const expected = `the component expects ${functionText(json)}, got ${show(target)}`;
        missing.push(`missing import '${name}' from '${module}': ${expected}`);
      }
    }
  }
  if (missing.length > 0) throw new ItlLinkError(missing.join('\n'));
}

function importOf(
  { section, checkOf }: Instance,
  who: string,
  json: FunctionJson,
  target: Callable,
  namespace: unknown,
): Callable {
  const types = json.params.map(([, type]) => type);
  const invoke = createInvoke(who, types, json.results, checkOf);
  return rawOf(target, json, section) ?? invoke.bind(undefined, target.bind(namespace));
}

/** What an object itself or its class has; not what all have, since a `constructor`'s constructor evaluates text. */
export function memberOf(object: unknown, name: string): unknown {
  const value = (object as Item | undefined)?.[name];
  const isOwn = value !== undefined && Object.hasOwn(object as Item, name);
  const isEverybodys =
    name === 'constructor' ||
    name === '__proto__' ||
    (typeof object === 'function' ? name in Function.prototype : value === objectPrototype[name]);
  return isEverybodys && !isOwn ? undefined : value;
}

type Item = Readonly<Record<string, unknown>>;

const objectPrototype = Object.prototype as unknown as Item;
