/** What an adapter imports: the loader's own functions, and those that the user gives. */
import type { FunctionJson } from '../abi.ts';
import { ItlLinkError, show } from '../values/errors.ts';
import { isLifted, plainLiftOf } from '../values/plain-carriers.ts';
import { type Callable, invoker, placed } from './functions.ts';
import type { Instance } from './instance.ts';
import { type Raw, rawOf } from './links.ts';
import { createImports, setImport } from './modules.ts';
import { reservedPrefix, runtimeModule } from './section.ts';
import { functionText, structureText } from './structure.ts';

/** Functions for a component to import, by module and name. Each is called with its module's object as `this`. */
export type Imports = Readonly<Record<string, object>>;

/** What stands for one import of the component. */
export interface Given {
  readonly module: string;
  readonly name: string;
  readonly json: FunctionJson;
  /** What the user gives; a function is bound to the object that it was found in. */
  readonly target: unknown;
  /** Where it is an export of another component. */
  readonly raw: Raw | undefined;
}

/** Finds each import of the component in what the user gives. */
export const findImports = ({ section }: Instance, given: Imports): readonly Given[] =>
  [...section.imports].flatMap(([module, functions]) => {
    const self = memberOf(given, module);
    return [...functions].map(([name, json]) => {
      const member = memberOf(self, name);
      // Not the function's own `bind`, which may be anything.
      const target = typeof member === 'function' ? Function.prototype.bind.call(member, self) : member;
      return { module, name, json, target, raw: rawOf(member) };
    });
  });

/** @throws ItlLinkError that lists every import that is missing or no function. */
export function refuseMissing(imports: readonly Given[]): void {
  const missing = imports.filter(({ target }) => typeof target !== 'function');
  const lines = missing.map(({ module, name, json, target }) => {
    const what =
      target === undefined
        ? `missing import '${name}' from '${module}'`
        : `import '${name}' from '${module}' is not a function`;
    return `${what}: the component expects ${functionText(json)}, got ${show(target)}`;
  });
  if (lines.length > 0) throw new ItlLinkError(lines.join('\n'));
}

/** The import object for the adapter. */
export function linkImports(
  instance: Instance,
  adapter: WebAssembly.Module,
  given: readonly Given[],
): WebAssembly.Imports {
  const linked = createImports();
  for (const each of given) setImport(linked, each.module, each.name, importOf(instance, each));
  for (const { module, name } of WebAssembly.Module.imports(adapter)) {
    if (module === runtimeModule) {
      const func = instance.values?.hostFunction(name);
      if (func === undefined) {
        throw new ItlLinkError(`this loader has no '${name}', which '${instance.section.name}' needs`);
      }
      setImport(linked, module, name, func as Callable);
    } else if (!module.startsWith(reservedPrefix) && linked[module]?.[name] === undefined)
      throw new TypeError(`it lacks '${name}' from '${module}'`);
  }
  return linked;
}

function importOf({ section, checkOf, values }: Instance, { module, name, json, target, raw }: Given): Callable {
  const structure = raw && structureText(json, section.types);
  if (raw && structure !== undefined && structure === structureText(raw.json, raw.types)) return raw.func;
  const types = json.params.map(([, type]) => type);
  const [result] = json.results;
  // Nothing to convert and nothing to check: the engine calls it by itself.
  if (result === undefined && !types.some(isLifted)) return target as Callable;
  const who = `${module}.${name}`;
  const invoke =
    values?.createInvoke(who, types, json.results) ??
    invoker(types.map(plainLiftOf), result && placed(checkOf(result), `${who}: result`));
  return invoke.bind(undefined, target as Callable);
}

/** What an object itself or its class has; not what all have, since a `constructor`'s constructor evaluates text. */
export function memberOf(object: unknown, name: string): unknown {
  const value = (object as Item | undefined)?.[name];
  const isEverybodys =
    name === 'constructor' ||
    name === '__proto__' ||
    (typeof object === 'function' ? name in Function.prototype : value === (Object.prototype as unknown as Item)[name]);
  return isEverybodys && !(value !== undefined && Object.hasOwn(object as Item, name)) ? undefined : value;
}

type Item = Readonly<Record<string, unknown>>;
