/** `complete`: what follows once the core modules are there. */

import type { Expression as Js, Property } from 'estree';
import { array, arrow, assign, boolean, call, id, member, string, unary } from './build/expressions.ts';
import { block, constant, functionDeclaration, returned, type Statement, statement, when } from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import { signatureOf } from './pointer-signature.ts';

/** `function complete([core]) { … }`: gives the component's exports. */
export function emitComplete(
  exports: readonly Property[],
  resources: readonly Statement[],
  module: EmittedModule,
): readonly Statement[] {
  const { modules } = module.component;
  const names = module.newScope().names;
  const cores = modules.map(({ name }) => names.free(name));
  const statements = modules.flatMap((core, index) => {
    const own = id(cores[index] ?? '');
    const functions = module.functions.coreFunctions(core);
    const found = call(
      module.helper('coreFunctions'),
      own,
      string(core.path),
      array(functions.map(({ callee }) => string(callee.field))),
    );
    const targets = { type: 'ArrayPattern', elements: functions.map(({ name }) => id(name)) } as const;
    return functions.length > 0 ? [statement(assign(targets, found))] : [];
  });
  const memories = module.memories.map(({ of, name }) => {
    const index = modules.findIndex((core) => core.name === of.module);
    const path = modules[index]?.path ?? '';
    const opened = call(module.helper('openMemory'), id(cores[index] ?? ''), string(of.memory), string(path));
    return statement(assign(id(name), module.hasText(name) ? call(module.helper('withText'), opened) : opened));
  });
  const entities = (['global', 'table'] as const).flatMap((kind) =>
    module.entities(kind).map(({ of, name }) => {
      const index = modules.findIndex((core) => core.name === of.module);
      const helper = module.helper(kind === 'global' ? 'openGlobal' : 'openTable');
      const opened = call(helper, id(cores[index] ?? ''), string(of.name), string(modules[index]?.path ?? ''));
      return statement(assign(id(name), opened));
    }),
  );
  const tables = module.pointerTables.map(({ of, name }) => {
    const index = modules.findIndex((core) => core.name === of.module);
    const opened = call(
      module.helper('openPointers'),
      id(cores[index] ?? ''),
      string(of.table),
      string(modules[index]?.path ?? ''),
    );
    return statement(assign(id(name), opened));
  });
  const callers = module.pointerCallers.map(({ of: { pointers, signature }, name }) => {
    if (signature.kind !== 'func') throw new Error('a pointer to no function');
    const caller = call(module.helper('pointerCaller'), id(pointers), signatureOf(signature.params, signature.results));
    return statement(assign(id(name), caller));
  });
  const stacks = module.has('stacks');
  const promising = module.functions.promising.map(({ callee, name }) =>
    statement(assign(id(name), call(module.helper('promising'), id(module.functions.called(callee, false).name)))),
  );
  const variables = module.component.variables.flatMap((variable) => {
    const target = module.variable(variable);
    return [statement(assign(target, call(module.functions.called(variable.initial, false).name)))];
  });
  const starts = modules.map((core, index) =>
    statement(
      call(
        module.helper('startCore'),
        id(cores[index] ?? ''),
        string(core.path),
        ...(core.start ? [string(core.start.field)] : []),
      ),
    ),
  );
  const sealed = call(module.helper('sealExports'), id('exports'), emitDispose(module));
  return [
    ...resources,
    functionDeclaration(
      'complete',
      [{ type: 'ArrayPattern', elements: cores.map(id) }],
      [
        ...statements,
        ...promising,
        ...memories,
        ...entities,
        ...tables,
        ...callers,
        ...(stacks === undefined
          ? []
          : [statement(assign(id(stacks), call(module.helper('openStacks'), array(cores.map(id)))))]),
        ...variables,
        constant('exports', { type: 'ObjectExpression', properties: [...exports] }),
        ...starts,
        returned(sealed),
      ],
    ),
  ];
}

/** Calls are errors from now on; what the instance holds is freed when those under way are over. */
function emitDispose(module: EmittedModule): Js {
  const resources = module.resources.map(({ name }) => id(name));
  const references = module.has('references');
  const ended = statement(assign(id('isLive'), boolean(false)));
  const cleared = references === undefined ? [] : [statement(call(module.helper('clearReferences'), id(references)))];
  if (resources.length === 0) return arrow([], block([ended, ...cleared]));
  const released = statement(call(module.helper('disposeResources'), array(resources)));
  const all = arrow(
    [],
    block([{ type: 'TryStatement', block: block([released]), handler: null, finalizer: block(cleared) }]),
  );
  const afterwards = call(member(module.calls, 'afterwards'), cleared.length > 0 ? all : arrow([], block([released])));
  return arrow([], block([when(unary('!', id('isLive')), [returned()]), ended, statement(afterwards)]));
}
