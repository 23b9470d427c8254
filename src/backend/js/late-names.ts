import type { EmittedModule } from './emitted-module.ts';

/** Names of what comes with the core modules. */
export interface LateNames {
  readonly memories: ReadonlySet<string>;
  /** Functions, globals, tables, variables. */
  readonly others: ReadonlySet<string>;
}

/** Those that are in use by now. */
export function lateNames(module: EmittedModule): LateNames {
  const { functions, component } = module;
  const named = [
    ...module.entities('global'),
    ...module.entities('table'),
    ...module.pointerTables,
    ...module.pointerCallers,
    ...component.modules.flatMap((core) => functions.coreFunctions(core)),
    ...functions.promising,
    ...module.variables.filter(({ of }) => !module.early.early.has(of) && !module.isField(of)),
  ];
  const stacks = module.has('stacks');
  return {
    memories: new Set(module.memories.map(({ name }) => name)),
    others: new Set([...named.map(({ name }) => name), ...(stacks === undefined ? [] : [stacks])]),
  };
}
