/**
 * The seed's adapter module: core functions behind `call_indirect` through `_it_table`, interface-typed functions that
 * wrap them, and `_it_init`, which loads the core modules and fills the table.
 */
import { exportNames, type HostFunctionName, seedFunctions } from '../../../runtime/abi.ts';
import type { Component, CoreFunction, CoreModule } from '../../ir/ir.ts';
import { unwindingFunctions } from '../../ir/unwinds.ts';
import { identifier, type Wat, watString } from '../wat.ts';
import { createModuleContext, get, i32, type ModuleContext } from './contexts.ts';
import {
  emitDrops,
  emitFunction,
  emitImport,
  emitLiterals,
  emitValueFunctions,
  pagesFor,
  signatureOf,
} from './emit-functions.ts';
import { tableOperations } from './emit-operation.ts';
import type { Target } from './target.ts';

/** The global holds a number, as in the seed. */
const emitInstance: Target['instance'] = (module, { hosts }) => [
  'call',
  hosts.use('i32_to_ref'),
  ['global.get', identifier(module)],
];

const tableTarget: Target = {
  operations: tableOperations,
  instance: emitInstance,
  alwaysImported: Object.keys(seedFunctions) as HostFunctionName[],
  exportsAdapted: true,
  ownMemory: [],
};

export function emitTableModule(component: Component): Wat {
  const context = createModuleContext(component, tableTarget);
  const coreFunctions = component.modules.flatMap((module) => module.functions);
  const slots = new Map(coreFunctions.map((callee, slot) => [callee, slot]));
  const unwinds = unwindingFunctions(component);
  const functions = [
    ...coreFunctions.map((callee, slot) => emitCoreFunction(callee, slot)),
    ...component.functions.map((body) => emitFunction(body, context, unwinds)),
    ...emitValueFunctions(component, context),
  ];
  const init = emitInit(component.modules, slots, context);
  const deferred = context.defers.declarations(context.strings);
  return [
    'module',
    ...context.hosts.declarations,
    ...component.imports.map(emitImport),
    ['table', ['export', watString(exportNames.table)], String(coreFunctions.length), 'funcref'],
    ['memory', ['export', watString(exportNames.memory)], String(pagesFor(context))],
    ...component.modules.map(emitModuleGlobal),
    ...context.literals.declarations,
    ...functions,
    init,
    ...deferred,
    ...emitDrops(component),
    ...context.strings.segments(),
  ];
}

const emitModuleGlobal = ({ name }: CoreModule): Wat => ['global', identifier(name), ['mut', 'i32'], i32(0)];

/** Through the table, so that modules can depend on each other in circles (seed). */
function emitCoreFunction(callee: CoreFunction, slot: number): Wat {
  const clauses = signatureOf(callee);
  const args = callee.params.map((_, index) => get(String(index)));
  return ['func', identifier(callee.name), ...clauses, ['call_indirect', ...clauses, ...args, i32(slot)]];
}

type Slots = ReadonlyMap<CoreFunction, number>;

function emitInit(modules: readonly CoreModule[], slots: Slots, context: ModuleContext): Wat {
  const loads = modules.map((module) => emitLoad(module, context));
  const fills = modules.flatMap((module) =>
    module.functions.map((callee) => emitSetTableFunction(module, callee, slots, context)),
  );
  return ['func', ['export', watString(exportNames.init)], ...loads, ...fills, ...emitLiterals(context)];
}

function emitLoad({ name, path }: CoreModule, { hosts, strings }: ModuleContext): Wat {
  const loaded: Wat = ['call', hosts.use('load_wasm'), i32(strings.address(path))];
  return ['global.set', identifier(name), ['call', hosts.use('ref_to_i32'), loaded]];
}

function emitSetTableFunction(module: CoreModule, callee: CoreFunction, slots: Slots, context: ModuleContext): Wat {
  const { hosts, strings } = context;
  const instance = emitInstance(module.name, context);
  const slot = slots.get(callee) ?? 0;
  return ['call', hosts.use('set_table_func'), i32(slot), instance, i32(strings.address(callee.field))];
}
