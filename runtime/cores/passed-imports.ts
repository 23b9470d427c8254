/** Functions that a core module gets of the user as they are: nothing stands between. */
import { ItlLinkError } from '../values/errors.ts';
import { wrongImport } from '../values/imports.ts';
import { memberOf } from '../values/members.ts';
import type { Serve } from './modules.ts';
import { isFunction } from './serve-core.ts';
import { createImports, setImport } from './set-import.ts';

/**
 * @param path - the core module's
 * @param given - by module and name, as the user gives it
 * @param imports - where they are put
 * @throws ItlLinkError that lists every import that is missing or no function
 */
export function passedImports(
  path: string,
  wanted: readonly WebAssembly.ModuleImportDescriptor[],
  given: unknown,
  imports: WebAssembly.Imports,
): void {
  const wrong: string[] = [];
  for (const { module, name } of wanted) {
    const target = memberOf(memberOf(given ?? {}, module), name);
    if (isFunction(target)) setImport(imports, module, name, target as WebAssembly.ImportValue);
    else wrong.push(wrongImport(module, name, target, `core module '${path}' expects a function`));
  }
  // A module may import one function several times.
  if (wrong.length > 0) throw new ItlLinkError([...new Set(wrong)].join('\n'));
}

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
    const imports: WebAssembly.Imports = Object.assign(createImports(), core.imports);
    for (const from of modules) imports[from] = { ...core.imports[from] };
    passedImports(core.path, WebAssembly.Module.imports(module).filter(isOpen), given, imports);
    return next(module, { ...core, imports }, options);
  };
