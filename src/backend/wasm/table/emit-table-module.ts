/**
 * The table variant, which has the shape of the original ABI: core functions behind `call_indirect` through `_it_table`, interface-typed functions that
 * wrap them, and `_it_init`, which loads the core modules and fills the table.
 */
import { exportNames, type HostFunctionName, seedFunctions } from '../../../../runtime/abi.ts';
import { bindingsOf } from '../../../ir/bindings.ts';
import type { Component, CoreFunction, CoreModule } from '../../../ir/ir.ts';
import type { OperationName } from '../../../ir/ops.ts';
import { unwindingFunctions } from '../../../ir/unwinding.ts';
import { contains } from '../../../ir/visit.ts';
import { slotEntries } from '../shared/callbacks/pointer-functions.ts';
import { emitDrops, emitLifted, exportNameOf } from '../shared/emit-exports.ts';
import { emitFunction, emitValueFunctions } from '../shared/emit-function.ts';
import type { HostImports } from '../shared/host-imports.ts';
import { emitInitialization, emitPreparation } from '../shared/initialization.ts';
import { get, i32 } from '../shared/instructions.ts';
import { layOutMemory } from '../shared/memory-layout.ts';
import { createModuleContext, type ModuleContext } from '../shared/module-context.ts';
import { givesValues, type Names, namesFor } from '../shared/names.ts';
import { emitImport, signatureOf } from '../shared/signatures.ts';
import type { Variant } from '../shared/variant.ts';
import { identifier, type Wat, watString } from '../shared/wat.ts';
import { tableMoves } from './moves.ts';
import { tableOperations } from './operations.ts';

type References = ReadonlyMap<string, string>;

/** What the original ABI has of its own: adapters that do no more keep its shape to the byte. */
const originalOperations: ReadonlySet<string> = new Set<OperationName>([
  'string-len',
  'mem-to-string',
  'string-to-mem',
]);

/** Whether the component does more with memories: then a call to find a module costs too much. */
const accessesMemory = ({ functions }: Component): boolean =>
  functions.some(({ body }) =>
    contains(
      body,
      (inner) =>
        inner.kind === 'measure' ||
        (inner.kind === 'operation' && 'module' in inner.operands && !originalOperations.has(inner.operation)),
    ),
  );

/** Where core modules are kept: as a number, or as the reference itself in a second global. */
const emitInstance = (module: string, hosts: HostImports, references: References): Wat => {
  const reference = references.get(module);
  return reference === undefined
    ? ['call', hosts.use('i32_to_ref'), ['global.get', identifier(module)]]
    : ['global.get', reference];
};

const variantWith = (references: References, pointerSlot: number): Variant => ({
  operations: tableOperations(pointerSlot),
  moves: tableMoves,
  instance: (module, hosts) => emitInstance(module, hosts, references),
  firstImports: Object.keys(seedFunctions) as HostFunctionName[],
  exportsAdapted: true,
  ownMemory: [],
});

export function emitTableModule(component: Component): Wat {
  const names = namesFor(component);
  const coreFunctions = component.modules.flatMap((module) => module.functions);
  const references = referencesIn(component, names);
  const context = createModuleContext(component, variantWith(references, coreFunctions.length), names);
  const functions = emitFunctions(component, context);
  const slots = new Map(coreFunctions.map((callee, slot) => [callee, slot]));
  const slotCount = coreFunctions.length + Number(bindingsOf(component).callsPointers);
  const loading = emitLoading(component.modules, slots, references, context);
  const literals = context.literals.seal(context.hosts, context.strings);
  const preparation = emitPreparation(literals, context);
  const callbacks = context.callbacks.emit(slotCount, context);
  // All code is emitted: what it uses, and so what lies where in memory, is known.
  const memory = layOutMemory(context);
  const entries = slotEntries(callbacks.pools);
  return [
    'module',
    ...context.hosts.seal(),
    ...component.imports.map(emitImport),
    ['table', ['export', watString(exportNames.table)], String(slotCount + entries.length), 'funcref'],
    ...(entries.length > 0 ? [['elem', i32(slotCount), ...entries]] : []),
    ['memory', ['export', watString(exportNames.memory)], String(memory.pages)],
    ...component.modules.map(emitModuleGlobal),
    ...[...references.values()].map((id): Wat => ['global', id, ['mut', 'externref'], ['ref.null', 'extern']]),
    ...literals.declarations,
    ...context.variables.declarations(),
    ...coreFunctions.map(emitCoreFunction),
    ...functions,
    ...preparation,
    emitInitialization(loading, context),
    ...context.callbacks.declarations(memory, context.defers),
    ...callbacks.functions,
    ...callbacks.slots,
    ...context.attempts.declarations(),
    ...context.defers.declarations(memory.defers),
    ...emitDrops(component),
    ...emitLifted(component),
    ...memory.segments,
  ];
}

/** Globals with the core modules themselves, by the modules' names. */
function referencesIn(component: Component, { freeGlobal }: Names): References {
  if (!accessesMemory(component)) return new Map();
  return new Map(component.modules.map(({ name }) => [name, freeGlobal(`${identifier(name)}.ref`)]));
}

function emitFunctions(component: Component, context: ModuleContext): readonly Wat[] {
  const unwinding = unwindingFunctions(component);
  const functions = component.functions.map((body) => {
    const exported = givesValues(body.function) ? undefined : exportNameOf(body.function.role);
    return emitFunction(body, exported, context, unwinding);
  });
  return [...functions, ...emitValueFunctions(component, context)];
}

const emitModuleGlobal = ({ name }: CoreModule): Wat => ['global', identifier(name), ['mut', 'i32'], i32(0)];

/** Through the table, so that modules can depend on each other in circles. */
function emitCoreFunction(callee: CoreFunction, slot: number): Wat {
  const clauses = signatureOf(callee);
  const args = callee.params.map((_, index) => get(String(index)));
  return ['func', identifier(callee.name), ...clauses, ['call_indirect', ...clauses, ...args, i32(slot)]];
}

type Slots = ReadonlyMap<CoreFunction, number>;

function emitLoading(
  modules: readonly CoreModule[],
  slots: Slots,
  references: References,
  context: ModuleContext,
): readonly Wat[] {
  const loads = modules.flatMap((module) => emitLoad(module, references, context));
  const fills = modules.flatMap((module) =>
    module.functions.map((callee) => emitSetTableFunction(module, callee, slots, references, context)),
  );
  return [...loads, ...fills];
}

function emitLoad({ name, path }: CoreModule, references: References, context: ModuleContext): readonly Wat[] {
  const { hosts, strings } = context;
  const loaded: Wat = ['call', hosts.use('load_wasm'), i32(strings.address(path))];
  const kept: Wat = ['global.set', identifier(name), ['call', hosts.use('ref_to_i32'), loaded]];
  const reference = references.get(name);
  return reference === undefined ? [kept] : [kept, ['global.set', reference, emitInstance(name, hosts, new Map())]];
}

function emitSetTableFunction(
  module: CoreModule,
  callee: CoreFunction,
  slots: Slots,
  references: References,
  context: ModuleContext,
): Wat {
  const { hosts, strings } = context;
  const instance = emitInstance(module.name, hosts, references);
  const slot = slots.get(callee) ?? 0;
  return ['call', hosts.use('set_table_func'), i32(slot), instance, i32(strings.address(callee.field))];
}
