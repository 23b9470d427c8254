/** `complete`: what follows once the core modules are there. */

import type { ArrayPattern, Expression as Js, Property } from 'estree';
import type { CoreModule, InstanceVariable } from '../../ir/ir.ts';
import { contains } from '../../ir/visit.ts';
import { array, arrow, assign, boolean, call, id, member, number, string, unary } from './build/expressions.ts';
import {
  block,
  constant,
  functionDeclaration,
  variable as letVariable,
  returned,
  type Statement,
  statement,
  when,
} from './build/statements.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { LateNames } from './late-names.ts';

/** `function complete([core]) { … }`: gives the component's exports. `early` has a name outside. */
export function emitComplete(
  exports: readonly Property[],
  functions: readonly Statement[],
  early: LateNames,
  module: EmittedModule,
): Statement {
  const { modules, variables } = module.component;
  const names = module.newScope().names;
  const cores = modules.map(({ name }) => names.free(name));
  const initial = variables.flatMap((variable) => {
    if (module.early.early.has(variable)) return [];
    const { name } = module.variable(variable);
    const value = call(module.functions.called(variable.initial, false).name);
    return early.others.has(name) ? statement(assign(id(name), value)) : emitInitial(variable, module);
  });
  const starts = modules.flatMap((core, index) => {
    if (!core.start && !module.hasInitialize(core)) return [];
    const start = core.start ? [string(core.start.field)] : [];
    return statement(call(module.helper('startCore'), id(cores[index] ?? ''), string(core.path), ...start));
  });
  const sealed = call(module.helper('sealExports'), id('exports'), emitDispose(module));
  return functionDeclaration(
    'complete',
    [{ type: 'ArrayPattern', elements: cores.map(id) }],
    [
      ...openCores(cores, early, module),
      ...functions,
      ...initial,
      constant('exports', { type: 'ObjectExpression', properties: [...exports] }),
      ...starts,
      returned(sealed),
    ],
  );
}

/** Its declaration, with what it holds at first. */
export function emitInitial(variable: InstanceVariable, module: EmittedModule): Statement {
  const { name } = module.variable(variable);
  const value = call(module.functions.called(variable.initial, false).name);
  return isSet(variable, module) ? letVariable(name, value) : constant(name, value);
}

/** What nothing sets is a constant, which engines put in its place. */
function isSet(variable: InstanceVariable, { component }: EmittedModule): boolean {
  return component.functions.some(({ body }) =>
    contains(
      body,
      (inner) => inner.kind === 'operation' && inner.operation === 'set' && inner.operands.variable === variable,
    ),
  );
}

/** What comes of the core modules. */
function openCores(
  cores: readonly string[],
  { memories, others }: LateNames,
  module: EmittedModule,
): readonly Statement[] {
  const { modules } = module.component;
  const keep = (name: string, value: Js): Statement =>
    others.has(name) ? statement(assign(id(name), value)) : constant(name, value);
  /** The arguments that every helper takes: the exports of a core module, a name in there, and the module's path. */
  const from = (of: string, name: string): readonly Js[] => {
    const index = modules.findIndex((core) => core.name === of);
    return [id(cores[index] ?? ''), string(name), string(modules[index]?.path ?? '')];
  };
  const stacks = module.has('stacks');
  return [
    ...modules.flatMap((core, index) => takeFunctions(core, cores[index] ?? '', others, module)),
    ...module.functions.promising.map(({ callee, name }) =>
      keep(name, call(module.helper('promising'), id(module.functions.called(callee, false).name))),
    ),
    ...module.memories.map(({ of, name }) => {
      const target = memories.has(name) ? [id(name)] : [];
      const opened = call(module.helper('openMemory'), ...from(of.module, of.memory), ...target);
      const whole = module.hasText(name) ? call(module.helper(module.withText), opened) : opened;
      return memories.has(name) ? statement(whole) : constant(name, whole);
    }),
    ...module
      .entities('global')
      .map(({ of, name }) => keep(name, call(module.helper('openGlobal'), ...from(of.module, of.name)))),
    ...module
      .entities('table')
      .map(({ of, name }) => keep(name, call(module.helper('openTable'), ...from(of.module, of.name)))),
    ...module.pointerTables.map(({ of, name }) =>
      keep(name, call(module.helper('openPointers'), ...from(of.module, of.table), module.pointerModule())),
    ),
    ...module.pointerCallers.map(({ of: { pointers, signature }, name }) =>
      keep(name, call(module.helper('pointerCaller'), id(pointers), number(signature))),
    ),
    ...(stacks === undefined ? [] : [keep(stacks, call(module.helper('openStacks'), array(cores.map(id))))]),
  ];
}

/** `const [malloc, free] = coreFunctions(core, 'lib.wasm', ['malloc', 'free']);` */
function takeFunctions(
  core: CoreModule,
  exports: string,
  early: ReadonlySet<string>,
  module: EmittedModule,
): readonly Statement[] {
  const all = module.functions.coreFunctions(core);
  return [true, false].flatMap((isEarly) => {
    const functions = all.filter(({ name }) => early.has(name) === isEarly);
    const fields = array(functions.map(({ callee }) => string(callee.field)));
    const found = call(module.helper('coreFunctions'), id(exports), string(core.path), fields);
    const targets: ArrayPattern = { type: 'ArrayPattern', elements: functions.map(({ name }) => id(name)) };
    if (functions.length === 0) return [];
    return isEarly ? statement(assign(targets, found)) : constant(targets, found);
  });
}

/** Calls are errors from now on; what the instance holds is freed when those under way are over. */
function emitDispose(module: EmittedModule): Js {
  const resources = module.resources.map(({ name }) => id(name));
  const references = module.has('references');
  const ended = statement(assign(member('state', 'isLive'), boolean(false)));
  const cleared = references === undefined ? [] : [statement(call(module.helper('clearReferences'), id(references)))];
  if (resources.length === 0) return arrow([], block([ended, ...cleared]));
  const released = statement(call(module.helper('disposeResources'), array(resources)));
  const all = arrow(
    [],
    block([{ type: 'TryStatement', block: block([released]), handler: null, finalizer: block(cleared) }]),
  );
  const afterwards = call(member(module.calls, 'afterwards'), cleared.length > 0 ? all : arrow([], block([released])));
  return arrow([], block([when(unary('!', member('state', 'isLive')), [returned()]), ended, statement(afterwards)]));
}
