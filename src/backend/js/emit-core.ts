/** What a core module is linked with. */

import type { Expression as Js, ObjectExpression, Property } from 'estree';
import type { MadeEntity } from '../../ir/core-parts.ts';
import type { CoreModule } from '../../ir/ir.ts';
import {
  array,
  arrow,
  boolean,
  call,
  type Entry,
  id,
  item,
  member,
  method,
  nothing,
  number,
  object,
  property,
  string,
} from './build/expressions.ts';
import { block, returned } from './build/statements.ts';
import { emitCoreSource } from './emit-core-source.ts';
import { emitPlain } from './emit-function.ts';
import type { EmittedModule } from './emitted-module.ts';
import type { GlueOptions } from './glue-options.ts';

/** `{ path, source, imports }` */
export function emitCore(core: CoreModule, options: GlueOptions, module: EmittedModule): ObjectExpression {
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
    ['source', core.made ? emitMade(core.made, module) : emitCoreSource(core.path, options, module)],
    ['imports', { type: 'ObjectExpression', properties: imports }],
    ...(core.links.length > 0 ? [['takes', emitLinks(core, module)] as const] : []),
    ...(core.made ? [['isMade', boolean(true)] as const] : emitServe(core, options, module)),
  ]);
}

/** What it needs besides, and a look at what it imports where that is not known. */
function emitServe(core: CoreModule, { cores }: GlueOptions, module: EmittedModule): readonly Entry[] {
  const { path, imports, relays, links, passed } = core;
  const component = string(module.component.name);
  const serving = (serve: Js): readonly Entry[] => [['serve', withPassed(serve, core, module)]];
  if (cores.takesWasi(path)) {
    const errors = object(
      (['ItlRangeError', 'ItlTrapError', 'ItlTypeError'] as const).map((name) => [name, module.helper(name)]),
    );
    return serving(call(module.helper('serveSystem'), component, id('createWasi'), errors));
  }
  // One that imports nothing is linked with nothing; where that has changed, the engine says so.
  const isAlone = cores.isKnown(path) && imports.length + relays.length + links.length + passed.length === 0;
  return isAlone ? [] : serving(call(module.helper('serveCore'), component));
}

/** Where some of what it imports is the user's. */
function withPassed(serve: Js, { passed }: CoreModule, module: EmittedModule): Js {
  if (passed.length === 0) return serve;
  const modules = array(passed.map(({ from }) => string(from)));
  return call(module.helper('servePassed'), id('imports'), modules, serve);
}

/** `() => ({ memory: makeMemory(…) })` */
const emitMade = (made: readonly MadeEntity[], module: EmittedModule): Js =>
  arrow([], object(made.map((entity) => [entity.name, emitEntity(entity, module)] as const)));

function emitEntity(entity: MadeEntity, module: EmittedModule): Js {
  switch (entity.kind) {
    case 'memory':
      return call(
        module.helper('makeMemory'),
        ...limits(entity),
        boolean(entity.shared),
        ...(entity.wide ? [boolean(true)] : []),
      );
    case 'table':
      return call(module.helper('makeTable'), ...limits(entity), string(entity.element));
    case 'global': {
      const { type, mutable, value } = entity;
      return call(module.helper('makeGlobal'), string(type), boolean(mutable), string(String(value)));
    }
  }
}

const limits = ({ initial, maximum }: { readonly initial: number; readonly maximum: number | undefined }) =>
  [number(initial), maximum === undefined ? nothing : number(maximum)] as const;

/** `(cores) => ({ env: { memory: cores[0].memory } })` */
function emitLinks({ links }: CoreModule, { component }: EmittedModule): Js {
  const byModule = new Map<string, Entry[]>();
  for (const { from, field, module, name } of links) {
    const index = component.modules.findIndex((other) => other.name === module);
    const taken = member(item(id('cores'), number(index)) as never, name);
    byModule.set(from, [...(byModule.get(from) ?? []), [field, taken]]);
  }
  return arrow([id('cores')], object([...byModule].map(([from, entries]) => [from, object(entries)] as const)));
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
