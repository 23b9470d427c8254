/** What an adapter imports: the loader's own functions, and those that the user gives. */
import { type FunctionJson, RESERVED_PREFIX, RUNTIME_MODULE } from '../abi.ts';
import { createImports, setImport } from '../cores/set-import.ts';
import { createHost } from '../host/create-host.ts';
import type { Callable } from '../values/callable.ts';
import { componentFunction, componentModule } from '../values/component-imports.ts';
import { ItlLinkError } from '../values/errors.ts';
import { wrongImport } from '../values/imports.ts';
import { liftOf } from './carriers.ts';
import type { Instance } from './instance.ts';
import { type Raw, rawOf } from './links.ts';
import { createImport } from './results.ts';
import { functionText, structureText } from './structure.ts';

/** Functions for a component to import, by module and name. Each is called with its module's object as `this`. */
export type Imports = Readonly<Record<string, object>>;

/** What stands for one import of the component. */
export interface Given {
  readonly module: string;
  readonly name: string;
  readonly json: FunctionJson;
  /** What the user gives; a function calls it as a method of the object that it was found in. */
  readonly target: unknown;
  /** Where it is an export of another component. */
  readonly raw: Raw | undefined;
}

/** Finds each import of the component in what the user gives. */
export const findImports = ({ section }: Instance, given: Imports): readonly Given[] =>
  [...section.imports].flatMap(([module, functions]) => {
    const self = componentModule(given, module);
    return [...functions].map(([name, json]) => {
      const member = componentFunction(self, name);
      const target = typeof member === 'function' ? (...args: unknown[]) => Reflect.apply(member, self, args) : member;
      return { module, name, json, target, raw: rawOf(member) };
    });
  });

/** @throws ItlLinkError that lists every import that is missing or no function. */
export function refuseMissing(imports: readonly Given[]): void {
  const missing = imports.filter(({ target }) => typeof target !== 'function');
  const lines = missing.map(({ module, name, json, target }) =>
    wrongImport(module, name, target, `the component expects ${functionText(json)}`),
  );
  if (lines.length > 0) throw new ItlLinkError(lines.join('\n'));
}

/**
 * The import object for the adapter.
 *
 * @param slots - the module that has the functions of slots for function pointers, if any has
 */
export function linkImports(
  instance: Instance,
  adapter: WebAssembly.Module,
  slots: WebAssembly.Module,
  given: readonly Given[],
): WebAssembly.Imports {
  const linked = createImports();
  for (const each of given) setImport(linked, each.module, each.name, importOf(instance, each));
  const hostFunction = createHost(instance, slots);
  for (const { module, name } of WebAssembly.Module.imports(adapter)) {
    if (module === RUNTIME_MODULE) {
      // Some have a state of their own.
      if (linked[module]?.[name]) continue;
      const func = hostFunction(name);
      if (func === undefined) {
        throw new ItlLinkError(`this loader has no '${name}', which '${instance.section.name}' needs`);
      }
      setImport(linked, module, name, func as Callable);
    } else if (!module.startsWith(RESERVED_PREFIX) && linked[module]?.[name] === undefined)
      throw new TypeError(`it lacks '${name}' from '${module}'`);
  }
  return linked;
}

function importOf(instance: Instance, { module, name, json, target, raw }: Given): Callable {
  const { types } = instance.section;
  const structure = raw && structureText(json, types);
  if (raw && structure !== undefined && structure === structureText(raw.json, raw.types)) return raw.func;
  const params = json.params.map(([, type]) => type);
  // Nothing to convert and nothing to check: the engine calls it by itself.
  if (json.results.length === 0 && !params.some(liftOf)) return target as Callable;
  return createImport(instance, `${module}.${name}`, params, json.results, target as Callable);
}
