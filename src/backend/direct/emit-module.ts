/**
 * The direct variant: it is instantiated after its core modules, imports their functions and memories, and reads and
 * writes those in place. Only newer engines take it, and only binaryen assembles it.
 */
import { directModules, exportNames, SHIM_TABLE } from '../../../runtime/abi.ts';
import type { AdapterFunction, Component, CoreFunction, CoreModule } from '../../ir/ir.ts';
import { unwindingFunctions } from '../../ir/unwinds.ts';
import { importExportName } from '../export-names.ts';
import { createModuleContext, get, i32 } from '../table/contexts.ts';
import {
  emitDrops,
  emitFunction,
  emitImport,
  emitLiterals,
  emitValueFunctions,
  pagesFor,
  servingId,
  servingSignature,
  signatureOf,
} from '../table/emit-functions.ts';
import { identifier, type Wat, watString } from '../wat.ts';
import { directOperations } from './operations.ts';
import { passThrough } from './pass-through.ts';
import { referenceTypes } from './references.ts';
import { OWN_MEMORY, Support } from './support.ts';

export interface DirectModules {
  readonly adapter: Wat;
  /** What core modules import until the adapter is there; absent where they import nothing of it. */
  readonly shim: Wat | undefined;
}

export function emitDirectModules(component: Component): DirectModules {
  const serving = component.modules.flatMap((module) => module.imports);
  return { adapter: emitAdapter(component, serving), shim: serving.length > 0 ? emitShim(serving) : undefined };
}

function emitAdapter(component: Component, serving: readonly AdapterFunction[]): Wat {
  const support = new Support(component);
  const context = createModuleContext(component, {
    operations: directOperations(support),
    instance: (module) => ['global.get', identifier(module)],
    alwaysImported: [],
    exportsAdapted: false,
    ownMemory: [OWN_MEMORY],
  });
  support.freeId = context.freeFunction;
  const unwinds = unwindingFunctions(component);
  const wasm = new Set(
    [
      ...component.functions.map((body) => body.function),
      ...component.modules.flatMap((module) => module.functions),
    ].map((callee) => identifier(callee.name)),
  );
  const emitted = component.functions.map((body) => emitFunction(body, context, unwinds));
  const passed = passThrough(emitted, (id) => wasm.has(id));
  const functions = [...passed.functions, ...emitValueFunctions(component, context), ...passed.exports];
  const init: Wat = ['func', ['export', watString(exportNames.init)], ...emitLiterals(context)];
  const deferred = context.defers.declarations(context.strings);
  return [
    'module',
    ...support.types,
    ...referenceTypes,
    ...support.imports,
    ...context.hosts.declarations,
    ...component.imports.map(emitImport),
    ...component.modules.flatMap(emitCoreImports),
    ...importShim(serving),
    ['memory', OWN_MEMORY, ['export', watString(exportNames.memory)], String(pagesFor(context))],
    ...context.literals.declarations,
    ...support.definitions,
    ...functions,
    init,
    ...deferred,
    ...emitDrops(component),
    ...fillShim(serving.map((callee) => passed.standIn(servingId(callee, context)))),
    ...context.strings.segments(OWN_MEMORY),
  ];
}

/** Its functions, and the module itself for host functions. */
function emitCoreImports({ name, functions }: CoreModule, index: number): readonly Wat[] {
  const instance: Wat = ['global', identifier(name), 'externref'];
  return [
    ['import', watString(directModules.instances), watString(String(index)), instance],
    ...functions.map((callee) => emitCoreImport(callee, index)),
  ];
}

function emitCoreImport(callee: CoreFunction, index: number): Wat {
  const func: Wat = ['func', identifier(callee.name), ...signatureOf(callee)];
  return ['import', watString(`${directModules.core}${index}`), watString(callee.field), func];
}

function importShim({ length }: readonly AdapterFunction[]): readonly Wat[] {
  if (length === 0) return [];
  const table: Wat = ['table', '$_it_shim', String(length), 'funcref'];
  return [['import', watString(directModules.shim), watString(SHIM_TABLE), table]];
}

function fillShim(ids: readonly string[]): readonly Wat[] {
  return ids.length === 0 ? [] : [['elem', ['table', '$_it_shim'], i32(0), 'func', ...ids]];
}

/** A function a table entry, under the name that the table variant's own function has. */
function emitShim(serving: readonly AdapterFunction[]): Wat {
  const functions = serving.map((callee, index): Wat => {
    const { role, params } = callee;
    if (role.kind !== 'adapted-import') throw new Error(`shim: ${callee.name} serves no import`);
    const clauses = servingSignature(callee);
    const args = params.map((_, position) => get(String(position)));
    const forward: Wat = ['call_indirect', ...clauses, ...args, i32(index)];
    return ['func', ['export', watString(importExportName(role))], ...clauses, forward];
  });
  const table: Wat = ['table', ['export', watString(SHIM_TABLE)], String(serving.length), 'funcref'];
  return ['module', table, ...functions];
}
