/**
 * The seed's adapter module: core functions behind `call_indirect` through `_it_table`, interface-typed functions that
 * wrap them, and `_it_init`, which loads the core modules and fills the table.
 */
import { exportNames } from '../../../runtime/abi.ts';
import { bindingsOf } from '../../ir/bindings.ts';
import type {
  AdapterFunction,
  Callee,
  Component,
  CoreFunction,
  CoreModule,
  FunctionBody,
  ImportedFunction,
  Role,
} from '../../ir/ir.ts';
import { carrierOf } from '../../ir/numbers.ts';
import { resultType } from '../../ir/types.ts';
import { type Unwinding, unwindingFunctions } from '../../ir/unwinds.ts';
import { dropExportName, importExportName, liftedExportName } from '../export-names.ts';
import { identifier, type Wat, watString } from '../wat.ts';
import { createModuleContext, FunctionContext, get, i32, type ModuleContext, wasmTypeOf } from './contexts.ts';
import { emitAs } from './emit-expression.ts';
import { familySignatures, signatureClauses } from './host-imports.ts';

const PAGE = 65536;
/** Behind the strings: where pending defers begin. More is grown when needed. */
const DEFER_ROOM = 1024;

export function emitTableModule(component: Component): Wat {
  const context = createModuleContext(component);
  const coreFunctions = component.modules.flatMap((module) => module.functions);
  const slots = new Map(coreFunctions.map((callee, slot) => [callee, slot]));
  const slotCount = coreFunctions.length + Number(context.callsPointers);
  const unwinds = unwindingFunctions(component);
  const functions = [
    ...coreFunctions.map((callee, slot) => emitCoreFunction(callee, slot)),
    ...component.functions.map((body) => emitFunction(body, context, unwinds)),
    ...component.functions
      .filter((body) => givesValues(body.function))
      .map((body) => emitValues(body.function, context)),
  ];
  const init = emitInit(component.modules, slots, context);
  const callbacks = context.callbacks.declarations(slotCount, context);
  const deferred = context.defers.declarations(context.strings);
  return [
    'module',
    ...context.hosts.declarations,
    ...component.imports.map(emitImport),
    ['table', ['export', watString(exportNames.table)], String(slotCount + callbacks.slots.length), 'funcref'],
    ...(callbacks.slots.length > 0 ? [['elem', i32(slotCount), ...callbacks.slots]] : []),
    ['memory', ['export', watString(exportNames.memory)], String(pagesFor(context, callbacks.end))],
    ...component.modules.map(emitModuleGlobal),
    ...context.literals.declarations,
    ...functions,
    init,
    ...callbacks.wat,
    ...deferred,
    ...emitDrops(component),
    ...emitLifted(component),
    ...context.strings.segments,
  ];
}

function pagesFor({ defers }: ModuleContext, end: number): number {
  return Math.max(1, Math.ceil((end + (defers.isUsed ? DEFER_ROOM : 0)) / PAGE));
}

/** Several results of a core function are several values, of any other function one tuple. */
function signatureOf({ kind, params, results }: Callee): Wat[] {
  const given = kind === 'core' ? results : [resultType(results)].filter((type) => type.kind !== 'none');
  return signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: given.map(wasmTypeOf) });
}

function emitImport(callee: ImportedFunction): Wat {
  const { name, module, field } = callee;
  return ['import', watString(module), watString(field), ['func', identifier(name), ...signatureOf(callee)]];
}

const emitModuleGlobal = ({ name }: CoreModule): Wat => ['global', identifier(name), ['mut', 'i32'], i32(0)];

/** Through the table, so that modules can depend on each other in circles (seed). */
function emitCoreFunction(callee: CoreFunction, slot: number): Wat {
  const clauses = signatureOf(callee);
  const args = callee.params.map((_, index) => get(String(index)));
  return ['func', identifier(callee.name), ...clauses, ['call_indirect', ...clauses, ...args, i32(slot)]];
}

function emitFunction({ function: callee, body }: FunctionBody, module: ModuleContext, { returning }: Unwinding): Wat {
  const context = new FunctionContext(module);
  const params = context.parameters(callee.params);
  const result = resultType(callee.results);
  const before = module.defers.count;
  const code = emitAs(body, result, context);
  const leaves = module.defers.count > before || (callee.role.kind === 'export' && returning.has(callee));
  const framed = leaves ? unwinding(code, context) : code;
  return [
    'func',
    identifier(callee.name),
    ...(givesValues(callee) ? [] : exportClause(callee.role)),
    ...params,
    ...(result.kind === 'none' ? [] : [['result', wasmTypeOf(result)]]),
    ...context.declarations,
    ...framed,
  ];
}

/** The result is computed first and stays on the stack while the defers run. */
function unwinding(code: readonly Wat[], context: FunctionContext): readonly Wat[] {
  const mark = context.scratch('mark', 'i32');
  return [context.module.defers.mark(mark), ...code, context.module.defers.unwind(get(mark))];
}

/** Whether a core module gets several values at once, which are a tuple inside of the component. */
const givesValues = ({ role, results }: AdapterFunction): boolean =>
  role.kind === 'adapted-import' && results.length > 1;

/** What the core module calls in such a function's place. */
function emitValues({ name, role, params, results }: AdapterFunction, module: ModuleContext): Wat {
  const { hosts } = module;
  const items = results.map((type, index): Wat => {
    const carrier = carrierOf(type);
    const read = hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
    return ['call', read, get('$tuple'), i32(index)];
  });
  const args = params.map((_, index) => get(String(index)));
  return [
    'func',
    ...exportClause(role),
    ...signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: results.map(wasmTypeOf) }),
    ['local', '$tuple', 'externref'],
    ['local.set', '$tuple', ['call', identifier(name), ...args]],
    ...items,
  ];
}

function exportClause(role: Role): Wat[] {
  switch (role.kind) {
    case 'helper':
      return [];
    case 'export':
      return [['export', watString(role.field)]];
    case 'adapted-import':
      return [['export', watString(importExportName(role))]];
  }
}

type Slots = ReadonlyMap<CoreFunction, number>;

function emitInit(modules: readonly CoreModule[], slots: Slots, context: ModuleContext): Wat {
  const loads = modules.map((module) => emitLoad(module, context));
  const fills = modules.flatMap((module) =>
    module.functions.map((callee) => emitSetTableFunction(module, callee, slots, context)),
  );
  const literals = [...context.literals.entries].map(([text, id]): Wat => {
    return ['global.set', id, ['call', context.hosts.use('literal'), i32(context.strings.address(text))]];
  });
  return [
    'func',
    ['export', watString(exportNames.init)],
    ...loads,
    ...fills,
    ...literals,
    ...context.callbacks.initialization(context.hosts),
  ];
}

function emitLoad({ name, path }: CoreModule, { hosts, strings }: ModuleContext): Wat {
  const loaded: Wat = ['call', hosts.use('load_wasm'), i32(strings.address(path))];
  return ['global.set', identifier(name), ['call', hosts.use('ref_to_i32'), loaded]];
}

function emitSetTableFunction(module: CoreModule, callee: CoreFunction, slots: Slots, context: ModuleContext): Wat {
  const { hosts, strings } = context;
  const instance: Wat = ['call', hosts.use('i32_to_ref'), ['global.get', identifier(module.name)]];
  const slot = slots.get(callee) ?? 0;
  return ['call', hosts.use('set_table_func'), i32(slot), instance, i32(strings.address(callee.field))];
}

/** Under a reserved name for the loader, which calls it when an instance is disposed of or forgotten. */
function emitDrops({ drops }: Component): readonly Wat[] {
  return [...drops].map(([resource, callee]) => [
    'export',
    watString(dropExportName(resource)),
    ['func', identifier(callee.name)],
  ]);
}

/** Under reserved names for the loader, which makes JavaScript functions of them. */
function emitLifted(component: Component): readonly Wat[] {
  const lifted = bindingsOf(component).binds.filter(({ target }) => target.kind === 'function');
  const byName = new Map(lifted.map((bind) => [liftedExportName(bind), identifier(bind.callee.name)]));
  return [...byName].map(([name, id]) => ['export', watString(name), ['func', id]]);
}
