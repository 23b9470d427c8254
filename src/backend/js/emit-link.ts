/** `link`: an instance's functions and values, and what its core modules import. */

import { array, boolean, call, id, object, string } from './build/expressions.ts';
import { constant, functionDeclaration, returned, type Statement, variable, variables } from './build/statements.ts';
import { emitComplete } from './emit-complete.ts';
import { emitCore } from './emit-core.ts';
import { classNames, emitClasses, emitExports } from './emit-exports.ts';
import { findImports } from './emit-imports.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';

export function emitLink(module: EmittedModule, options: GlueOptions): Statement {
  const { component } = module;
  const classes = classNames(module);
  const cores = component.modules.map((core) => emitCore(core, options, module));
  const resources = emitClasses(module, classes);
  const exports = emitExports(module, classes);
  for (const { initial } of component.variables) module.functions.called(initial, false);
  const functions = module.functions.emit();
  const begin = emitComplete(exports, resources, module);
  const imports = component.imports.length > 0 ? [id('imports')] : [];
  return functionDeclaration('link', imports, [
    ...findImports(module),
    ...emitState(module),
    ...functions,
    ...module.instanceDeclarations,
    ...begin,
    returned(
      object([
        ['name', string(component.name)],
        ['cores', array(cores)],
        ['complete', id('complete')],
      ]),
    ),
  ]);
}

const creators = { references: 'createReferences', callbacks: 'createCallbacks', calls: 'createCalls' } as const;

/** What an instance has from the beginning, and what it gets with its core modules. */
function emitState(module: EmittedModule): readonly Statement[] {
  const later = [
    ...[module.has('stacks') ?? []].flat(),
    ...module.variables.map(({ name }) => name),
    ...module.memories.map(({ name }) => name),
    ...module.entities('global').map(({ name }) => name),
    ...module.entities('table').map(({ name }) => name),
    ...module.pointerTables.map(({ name }) => name),
    ...module.pointerCallers.map(({ name }) => name),
    ...module.component.modules.flatMap((core) => module.functions.coreFunctions(core).map(({ name }) => name)),
    ...module.functions.promising.map(({ name }) => name),
  ];
  const created = (['references', 'callbacks', 'calls'] as const).flatMap((kind) => {
    const name = module.has(kind);
    return name === undefined ? [] : [constant(name, call(module.helper(creators[kind])))];
  });
  const asynchronous = module.component.imports.find(({ isAsync }) => isAsync);
  const turns = module.has('turns');
  return [
    ...(turns === undefined
      ? []
      : [
          constant(
            turns,
            call(
              module.helper('createTurns'),
              string(asynchronous ? `${asynchronous.module}.${asynchronous.field}` : 'an export'),
            ),
          ),
        ]),
    variable('isLive', boolean(true)),
    ...created,
    ...(later.length > 0 ? [variables(later)] : []),
  ];
}
