/** Functions that a core module gets of the user as they are: nothing stands between. */
import { ItlLinkError } from '../values/errors.ts';
import { wrongImport } from '../values/imports.ts';
import { memberOf } from '../values/members.ts';
import type { Core, Options, Served } from './modules.ts';
import { isFunction } from './serve-core.ts';

/**
 * @param path - the core module's
 * @param given - by module and name, as the user gives it
 * @throws ItlLinkError that lists every import that is missing or no function
 */
export function passedImports(
  path: string,
  wanted: readonly WebAssembly.ModuleImportDescriptor[],
  given: unknown,
): WebAssembly.Imports {
  const passed: WebAssembly.Imports = Object.create(null);
  const wrong: string[] = [];
  for (const { module, name } of wanted) {
    const target = memberOf(memberOf(given ?? {}, module), name);
    if (isFunction(target)) {
      passed[module] ??= Object.create(null) as WebAssembly.ModuleImports;
      passed[module][name] = target as WebAssembly.ImportValue;
    } else wrong.push(wrongImport(module, name, target, `core module '${path}' expects a function`));
  }
  // A module may import one function several times.
  if (wrong.length > 0) throw new ItlLinkError([...new Set(wrong)].join('\n'));
  return passed;
}

type Serve = (module: WebAssembly.Module, core: Core, options: Options) => Served;

/**
 * @param given - by module and name, as the user gives it
 * @param modules - of which all that the component does not adapt is the user's
 * @param next - looks at the rest
 */
export const servePassed =
  (given: unknown, modules: readonly string[], next: Serve): Serve =>
  (module, core, options) => {
    const isOpen = ({ module: from, name, kind }: WebAssembly.ModuleImportDescriptor): boolean =>
      kind === 'function' && modules.includes(from) && !Object.hasOwn(core.imports[from] ?? {}, name);
    const passed = passedImports(core.path, WebAssembly.Module.imports(module).filter(isOpen), given);
    const imports: WebAssembly.Imports = Object.assign(Object.create(null), core.imports);
    for (const from of modules) imports[from] = { ...passed[from], ...core.imports[from] };
    return next(module, { ...core, imports }, options);
  };
