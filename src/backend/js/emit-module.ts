/** The whole module: what loads it, what links it, and the helpers that it uses. */
import { print } from 'esrap';
import ts from 'esrap/languages/ts';
import type { Program } from 'estree';
import type { Component } from '../../ir/ir.ts';
import { assign, call, create, id, member, object } from './build/expressions.ts';
import {
  constant,
  exported,
  functionDeclaration,
  type Item,
  imported,
  returned,
  type Statement,
  statement,
} from './build/statements.ts';
import type { GlueOptions } from './core-facts.ts';
import { emitters } from './emit-expression.ts';
import { emitLink } from './emit-link.ts';
import { EmittedModule } from './emitted-module.ts';
import { library } from './library/library.ts';

/** One ES module, as text. */
export function emitGlue(component: Component, options: GlueOptions): string {
  // Which helpers there are is known when all is made: then nothing else gets their names.
  const first = new EmittedModule(component, [], options.cores, emitters);
  emitProgram(first, options);
  const module = new EmittedModule(component, first.helpers, options.cores, emitters);
  const program = emitProgram(module, options);
  const helpers = module.helpers.map((name) => helperText(name, module));
  return `${[printed(program), ...helpers].join('\n\n')}\n`;
}

const printed = (body: readonly Item[]): string =>
  print({ type: 'Program', sourceType: 'module', body: [...body] } satisfies Program as never, ts(), { indent: '  ' })
    .code;

const errorClasses: ReadonlySet<string> = new Set([
  'ItlLinkError',
  'ItlRangeError',
  'ItlResultError',
  'ItlTrapError',
  'ItlTypeError',
]);

/** Of a memory's views only those are made that somebody reads. */
function helperText(name: (typeof module.helpers)[number], module: EmittedModule): string {
  if (name === 'renew') return printed([renewFunction(module)]);
  const { code } = library[name];
  return errorClasses.has(name) ? code.replace(/^class /m, 'export class ') : code;
}

const viewClasses: Readonly<Record<string, string>> = {
  u8: 'Uint8Array',
  s8: 'Int8Array',
  s16: 'Int16Array',
  u16: 'Uint16Array',
  s32: 'Int32Array',
  u32: 'Uint32Array',
  s64: 'BigInt64Array',
  u64: 'BigUint64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
  data: 'DataView',
};

function renewFunction(module: EmittedModule): Statement {
  const used = new Set(['u8', ...module.views, ...module.helpers.flatMap((name) => library[name].views)]);
  const views = Object.entries(viewClasses).filter(([view]) => used.has(view));
  const source = member(member('memory', 'source'), 'buffer');
  return functionDeclaration(
    'renew',
    [id('memory')],
    [
      constant('buffer', source),
      ...views.map(([view, View]) => statement(assign(member('memory', view), create(View, id('buffer'))))),
    ],
  );
}

function emitProgram(module: EmittedModule, options: GlueOptions): readonly Item[] {
  const link = emitLink(module, options);
  const takesWasi = module.component.modules.some((core) => module.takesWasi(core));
  return [
    ...(takesWasi ? [imported('createWasi', './it_wasi.js')] : []),
    exported(start('instantiate', 'startCores', module, true)),
    exported(start('instantiateSync', 'startCoresSync', module, false)),
    link,
    ...module.declarations,
  ];
}

function start(name: string, helper: 'startCores' | 'startCoresSync', module: EmittedModule, isAsync: boolean) {
  const linked = call('link', ...(module.component.imports.length > 0 ? [id('imports')] : []));
  const withDefault = { type: 'AssignmentPattern', left: id('options'), right: object([]) } as const;
  const made = call(module.helper(helper), linked, id('options'));
  return functionDeclaration(name, [id('imports'), withDefault], [returned(made)], isAsync);
}
