/**
 * The direct variant: it is instantiated after its core modules, imports their functions and memories, and reads and
 * writes those in place. Only newer engines take it, and only binaryen assembles it.
 */
import { directModules, exportNames } from '../../../../runtime/abi.ts';
import type { Component, CoreFunction, CoreModule } from '../../../ir/ir.ts';
import { unwindingFunctions } from '../../../ir/unwinds.ts';
import { createModuleContext, type ModuleContext } from '../shared/contexts.ts';
import {
  emitDrops,
  emitFunction,
  emitImport,
  emitLifted,
  emitLiterals,
  emitValueFunctions,
  pagesFor,
  servingId,
  signatureOf,
} from '../shared/emit-functions.ts';
import { identifier, type Wat, watString } from '../shared/wat.ts';
import { directOperations } from './operations.ts';
import { type PassedThrough, passThrough } from './pass-through.ts';
import { referenceTypes } from './references.ts';
import { emitShim, fillShim, importShim, servedImport, servedRelay } from './shim.ts';
import { OWN_MEMORY, Support } from './support.ts';
import { emitCopy, emitMeasure } from './transfers.ts';
import { wholeImports } from './whole-imports.ts';

export interface DirectModules {
  readonly adapter: Wat;
  /** What core modules import until the adapter is there; absent where they import nothing of it. */
  readonly shim: Wat | undefined;
}

export function emitDirectModules(component: Component): DirectModules {
  const support = new Support(component);
  const context = createModuleContext(component, {
    operations: directOperations(support),
    moves: {
      measure: (expression, context) => emitMeasure(expression, support, context),
      copy: (expression, context) => emitCopy(expression, support, context),
    },
    instance: (module) => ['global.get', identifier(module)],
    alwaysImported: [],
    exportsAdapted: false,
    ownMemory: [OWN_MEMORY],
  });
  support.freeId = context.freeFunction;
  const passed = emitFunctions(component, context);
  const values = emitValueFunctions(component, context);
  const init: Wat = [
    'func',
    ['export', watString(exportNames.init)],
    ...emitLiterals(context),
    ...context.callbacks.initialization(context.hosts),
    ...context.variables.initialization,
  ];
  const whole = wholeImports(component, passed.functions, context);
  const imports = component.modules.flatMap((module) => module.imports).filter((callee) => !whole.served.has(callee));
  const callbacks = context.callbacks.declarations(imports.length + context.callbacks.relays.length, context);
  const served = [
    ...imports.map((callee) => servedImport(callee, passed.standIn(servingId(callee, context)))),
    ...context.callbacks.relays.map(servedRelay),
  ];
  const deferred = context.defers.declarations(context.strings);
  const adapter: Wat = [
    'module',
    ...support.types,
    ...referenceTypes,
    ...support.imports,
    ...context.hosts.declarations,
    ...component.imports.map(emitImport),
    ...component.modules.flatMap(emitCoreImports),
    ...importShim(served, callbacks),
    ['memory', OWN_MEMORY, ['export', watString(exportNames.memory)], String(pagesFor(context, callbacks.end))],
    ...context.literals.declarations,
    ...context.variables.declarations,
    ...support.definitions,
    ...passed.functions,
    ...values,
    ...passed.exports,
    init,
    ...callbacks.wat,
    ...deferred,
    ...emitDrops(component),
    ...emitLifted(component),
    ...fillShim(served, callbacks),
    ...context.strings.segments(OWN_MEMORY),
  ];
  return { adapter, shim: emitShim(served, callbacks, whole.code) };
}

function emitFunctions(component: Component, context: ModuleContext): PassedThrough {
  const unwinds = unwindingFunctions(component);
  const wasm = new Set(
    [
      ...component.functions.map((body) => body.function),
      ...component.modules.flatMap((module) => module.functions),
    ].map((callee) => identifier(callee.name)),
  );
  const emitted = component.functions.map((body) => emitFunction(body, context, unwinds));
  return passThrough(emitted, (id) => wasm.has(id));
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
