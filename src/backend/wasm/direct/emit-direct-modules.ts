/**
 * The direct variant: it is instantiated after its core modules, imports their functions and memories, and reads and
 * writes those in place. Only newer engines take it, and only binaryen assembles it.
 */
import { directModules, exportNames } from '../../../../runtime/abi.ts';
import { forwardingTargets } from '../../../ir/forwarding.ts';
import type { AdapterFunction, Callee, Component, CoreFunction, CoreModule } from '../../../ir/ir.ts';
import { type Unwinding, unwindingFunctions } from '../../../ir/unwinding.ts';
import type { CallbackFunctions } from '../shared/callbacks/callback-pool.ts';
import { emitDrops, emitLifted, exported } from '../shared/emit-exports.ts';
import { emitFunction, emitValueFunctions } from '../shared/emit-function.ts';
import { emitInitialization, emitPreparation } from '../shared/initialization.ts';
import type { Literals } from '../shared/literal-pool.ts';
import { layOutMemory } from '../shared/memory-layout.ts';
import { createModuleContext, type ModuleContext } from '../shared/module-context.ts';
import { givesValues, type Names, namesFor } from '../shared/names.ts';
import { emitImport, signatureOf } from '../shared/signatures.ts';
import type { Variant } from '../shared/variant.ts';
import { identifier, type Wat, watString } from '../shared/wat.ts';
import { directOperations } from './operations.ts';
import { selfContainedImports } from './self-contained-imports.ts';
import { emitShim, fillShim, importShim, type Served, servedImport, servedRelay } from './shim.ts';
import { OWN_MEMORY, Support } from './support.ts';
import { emitCopy, emitMeasure } from './transfers.ts';

export interface DirectModules {
  readonly adapter: Wat;
  /** What core modules import until the adapter is there; absent where they import nothing of it. */
  readonly shim: Wat | undefined;
}

export function emitDirectModules(component: Component): DirectModules {
  const names = namesFor(component);
  const support = new Support(component, names);
  const context = createModuleContext(component, directVariant(support), names);
  const unwinding = unwindingFunctions(component);
  const forwarded = forwardingIn(component, unwinding);
  const functions = emitFunctions(component, forwarded, context, unwinding);
  const contained = selfContainedImports(component, context, unwinding);
  const served = servedFunctions(component, contained.served, forwarded, context);
  const literals = context.literals.seal(context.hosts, context.strings);
  const init = [...emitPreparation(literals, context), emitInitialization([], context)];
  const callbacks = context.callbacks.emit(served.length, context);
  return {
    adapter: emitAdapter(component, context, support, { ...functions, literals, init, served, callbacks }),
    shim: emitShim(served, callbacks, contained.code),
  };
}

const directVariant = (support: Support): Variant => ({
  operations: directOperations(support),
  moves: {
    measure: (expression, context) => emitMeasure(expression, support, context),
    copy: (expression, context) => emitCopy(expression, support, context),
  },
  instance: (module) => ['global.get', identifier(module)],
  firstImports: [],
  exportsAdapted: false,
  ownMemory: [OWN_MEMORY],
});

/** By a function that only hands its parameters on, what it leads to. */
type Forwarded = ReadonlyMap<AdapterFunction, Callee>;

/** Exports run what core modules left pending, and several values are taken out of a tuple. */
function forwardingIn(component: Component, { onReturn }: Unwinding): Forwarded {
  return forwardingTargets(
    component,
    (callee) => givesValues(callee) || (callee.role.kind === 'export' && onReturn.has(callee)),
  );
}

interface EmittedFunctions {
  readonly functions: readonly Wat[];
  /** Of other functions than those that have the code of an export. */
  readonly exports: readonly Wat[];
}

/**
 * The export of a function that only hands its parameters on is what it leads to, where that is WebAssembly:
 * JavaScriptCore does not convert the arguments and results of a JavaScript function that is imported and exported again.
 */
function emitFunctions(
  component: Component,
  forwarded: Forwarded,
  context: ModuleContext,
  unwinding: Unwinding,
): EmittedFunctions {
  const exports: Wat[] = [];
  const functions = component.functions.map((body) => {
    const { role } = body.function;
    const target = forwarded.get(body.function);
    const isForwarded = role.kind === 'export' && target !== undefined && target.kind !== 'import';
    if (isForwarded) exports.push(exported(role.field, identifier(target.name)));
    const name = role.kind === 'export' && !isForwarded ? role.field : undefined;
    return emitFunction(body, name, context, unwinding);
  });
  return { functions: [...functions, ...emitValueFunctions(component, context)], exports };
}

/** What core modules import of the adapter by way of the shim. */
function servedFunctions(
  { modules }: Component,
  contained: ReadonlySet<AdapterFunction>,
  forwarded: Forwarded,
  { names, callbacks }: ModuleContext,
): readonly Served[] {
  const imports = modules.flatMap((module) => module.imports).filter((callee) => !contained.has(callee));
  return [
    ...imports.map((callee) => servedImport(callee, servingId(callee, forwarded, names))),
    ...callbacks.relays.map(servedRelay),
  ];
}

function servingId(callee: AdapterFunction, forwarded: Forwarded, names: Names): string {
  const target = forwarded.get(callee);
  return target ? identifier(target.name) : names.serving(callee);
}

interface Emitted extends EmittedFunctions {
  readonly literals: Literals;
  readonly init: readonly Wat[];
  readonly served: readonly Served[];
  readonly callbacks: CallbackFunctions;
}

/** Puts the adapter together. All code is emitted: what it uses, and so what lies where in memory, is known. */
function emitAdapter(
  component: Component,
  context: ModuleContext,
  support: Support,
  { functions, exports, literals, init, served, callbacks }: Emitted,
): Wat {
  const memory = layOutMemory(context);
  const { types, imports, definitions } = support.seal();
  return [
    'module',
    ...types,
    ...imports,
    ...context.hosts.seal(),
    ...component.imports.map(emitImport),
    ...component.modules.flatMap(emitCoreImports),
    ...importShim(served, callbacks),
    ['memory', OWN_MEMORY, ['export', watString(exportNames.memory)], String(memory.pages)],
    ...literals.declarations,
    ...context.variables.declarations(),
    ...definitions,
    ...functions,
    ...exports,
    ...init,
    ...context.callbacks.declarations(memory, context.defers),
    ...callbacks.functions,
    ...context.attempts.declarations(),
    ...context.defers.declarations(memory.defers),
    ...emitDrops(component),
    ...emitLifted(component),
    ...fillShim(served, callbacks),
    ...memory.segments,
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
