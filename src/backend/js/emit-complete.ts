/** `complete`: what follows once the core modules are there. */

import type { Expression as Js, Property } from 'estree';
import { interfaceOf } from '../../../runtime/member-names.ts';
import type { InstanceVariable } from '../../ir/ir.ts';
import { array, arrow, assign, boolean, call, id, member, string, unary } from './build/expressions.ts';
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
import { value } from './emit.ts';
import { openScope } from './emit-function.ts';
import { openCores } from './emit-open.ts';
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
    const held = module.variable(variable);
    return held.type === 'Identifier' && early.others.has(held.name)
      ? statement(assign(held, initialValue(variable, module)))
      : emitInitial(variable, module);
  });
  const starts = modules.flatMap((core, index) => {
    if (core.start === 'nothing' || (!core.start && !module.hasInitialize(core))) return [];
    const start = core.start ? [string(core.start.field)] : [];
    return statement(call(module.helper('runStart'), id(cores[index] ?? ''), string(core.path), ...start));
  });
  const isNested = exports.some(({ key }) => key.type === 'Literal' && interfaceOf(String(key.value)));
  const whole = isNested ? call(module.helper('nestExports'), id('exports')) : id('exports');
  const sealed = call(module.helper('sealExports'), whole, emitDispose(module));
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
  const held = module.variable(variable);
  const first = initialValue(variable, module);
  if (held.type === 'MemberExpression') return statement(assign(held, first));
  return module.early.checked.has(variable) ? letVariable(held.name, first) : constant(held.name, first);
}

/** What it holds at first. */
export function initialValue(variable: InstanceVariable, module: EmittedModule): Js {
  const first = computed(variable, module);
  if (first.type === 'Literal' || !module.early.failing.has(variable)) return first;
  return call(module.helper('firstValue'), string(variable.name), giving(first));
}

/** A function that gives a value: the one that is called for it where that is all. */
const giving = (first: Js): Js =>
  first.type === 'CallExpression' && first.arguments.length === 0 && first.callee.type === 'Identifier'
    ? first.callee
    : arrow([], first);

/** An expression where that is all, or what its function gives. */
function computed({ initial }: InstanceVariable, module: EmittedModule): Js {
  const body = module.bodyOf(initial);
  if (body?.body.items.length === 1) {
    const scope = openScope(body, false, module);
    const whole = value(body.body, scope, 'exact');
    if (scope.out.length === 0) return whole;
  }
  return call(module.functions.called(initial, false).name);
}

/** Calls are errors from now on; what the instance holds is freed when those under way are over. */
function emitDispose(module: EmittedModule): Js {
  const resources = module.resources.map(({ name }) => id(name));
  const references = module.has('references');
  const ended = statement(assign(member('state', 'isLive'), boolean(false)));
  const cleared = references === undefined ? [] : [statement(call(module.helper('clearReferences'), id(references)))];
  if (resources.length === 0) return arrow([], block([ended, ...cleared]));
  const afterwards = (...body: Statement[]): Statement =>
    statement(call(member(module.calls, 'afterwards'), arrow([], block(body))));
  const released = statement(call(module.helper('disposeResources'), array(resources)));
  // Releases may have to wait once more, and may need the references.
  const all: Statement = {
    type: 'TryStatement',
    block: block([released]),
    handler: null,
    finalizer: block([afterwards(...cleared)]),
  };
  const freed = afterwards(cleared.length > 0 ? all : released);
  return arrow([], block([when(unary('!', member('state', 'isLive')), [returned()]), ended, freed]));
}
