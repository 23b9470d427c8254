/** What a core module is linked with. */

import type { Expression as Js, Property } from 'estree';
import type { CoreModule } from '../../ir/ir.ts';
import { arrow, call, type Entry, id, method, object, property, string } from './build/expressions.ts';
import { block, returned } from './build/statements.ts';
import { emitCoreSource } from './emit-core-source.ts';
import { emitPlain } from './emit-function.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';

/** `{ path, source, imports }` */
export function emitCore(core: CoreModule, options: GlueOptions, module: EmittedModule): Js {
  const byModule = new Map<string, Property[]>();
  const add = (from: string, served: Property): void => {
    byModule.set(from, [...(byModule.get(from) ?? []), served]);
  };
  for (const callee of core.imports) {
    if (callee.role.kind === 'adapted-import') add(callee.role.from, emitServed(callee.role.field, callee, module));
  }
  for (const { from, signature } of core.relays) add(from, emitRelay(signature.text, signature.params.length, module));
  const imports = [...byModule].map(([from, properties]) => property(from, { type: 'ObjectExpression', properties }));
  return object([
    ['path', string(core.path)],
    ['source', emitCoreSource(core.path, options, module)],
    ['imports', { type: 'ObjectExpression', properties: imports }],
    ...emitServe(core, options, module),
    ...(options.cores.hasStart(core.path) ? [['explain', module.helper('startHint')] as const] : []),
  ]);
}

/** What it needs besides, and a look at what it imports where that is not known. */
function emitServe(
  { path, imports, relays }: CoreModule,
  { cores }: GlueOptions,
  module: EmittedModule,
): readonly Entry[] {
  const component = string(module.component.name);
  if (cores.takesWasi(path)) {
    const errors = object((['ItlTrapError', 'ItlTypeError'] as const).map((name) => [name, module.helper(name)]));
    return [['serve', call(module.helper('serveSystem'), component, id('createWasi'), errors)]];
  }
  // One that imports nothing is linked with nothing; where that has changed, the engine says so.
  const isAlone = cores.isKnown(path) && imports.length + relays.length === 0;
  return isAlone ? [] : [['serve', call(module.helper('serveCore'), component)]];
}

function emitServed(field: string, callee: CoreModule['imports'][number], module: EmittedModule): Property {
  const body = module.bodyOf(callee);
  if (!body) throw new Error(`${callee.name} has no code`);
  const waits = module.functions.suspends(callee);
  const { params, out } = emitPlain(body, waits, module);
  if (!waits) return method(field, params.map(id), block(out));
  return property(field, call(module.helper('suspending'), module.turns, arrow(params.map(id), block(out), true)));
}

/** What core modules call with a callback's id. */
function emitRelay(signature: string, count: number, module: EmittedModule): Property {
  const params = Array.from({ length: count }, (_, index) => `arg${index}`);
  const found = call(module.helper('callbackOf'), module.callbacks, id('id'), string(signature));
  return method(signature, ['id', ...params].map(id), block([returned(call(found, ...params.map(id)))]));
}
