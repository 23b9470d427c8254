/** The parts of an adapter module that no back-end does in a way of its own. */
import { bindingsOf } from '../../../ir/bindings.ts';
import type {
  AdapterFunction,
  BlockExpression,
  Callee,
  Component,
  FunctionBody,
  ImportedFunction,
  Role,
} from '../../../ir/ir.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import { resultType } from '../../../ir/types.ts';
import type { Unwinding } from '../../../ir/unwinds.ts';
import { walk } from '../../../ir/visit.ts';
import { dropExportName, importExportName, liftedExportName } from '../../export-names.ts';
import { FunctionContext, get, givesValues, i32, type ModuleContext, wasmTypeOf } from './contexts.ts';
import { emitAs } from './emit-expression.ts';
import { familySignatures, signatureClauses } from './host-imports.ts';
import type { Variant } from './variant.ts';
import { identifier, type Wat, watString } from './wat.ts';

const PAGE = 65536;
/** Behind the strings: where pending defers begin. More is grown when needed. */
const DEFER_ROOM = 1024;

/** The adapter's own memory. */
export function pagesFor({ strings, defers }: ModuleContext, end = strings.end): number {
  return Math.max(1, Math.ceil((end + (defers.isUsed ? DEFER_ROOM : 0)) / PAGE));
}

/** Several results of a core function are several values, of any other function one tuple. */
export function signatureOf({ kind, params, results }: Callee): Wat[] {
  const given = kind === 'core' ? results : [resultType(results)].filter((type) => type.kind !== 'none');
  return signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: given.map(wasmTypeOf) });
}

export function emitImport(callee: ImportedFunction): Wat {
  const { name, module, field } = callee;
  return ['import', watString(module), watString(field), ['func', identifier(name), ...signatureOf(callee)]];
}

export function emitFunction(functionBody: FunctionBody, module: ModuleContext, { onReturn }: Unwinding): Wat {
  const { function: callee, body } = functionBody;
  const context = new FunctionContext(module);
  const params = context.parameters(callee.params);
  const result = resultType(callee.results);
  const before = module.defers.count;
  const code = leaving(emitAs(body, result, context), before, functionBody, context, onReturn);
  return [
    'func',
    identifier(callee.name),
    ...(givesValues(callee) ? [] : exportClause(callee.role, module.variant)),
    ...params,
    ...(result.kind === 'none' ? [] : [['result', wasmTypeOf(result)]]),
    ...context.declarations,
    ...code,
  ];
}

/** The code of a function, and what runs its defers: those from number `first` on. */
function leaving(
  code: readonly Wat[],
  first: number,
  { function: callee, body }: FunctionBody,
  context: FunctionContext,
  onReturn: Unwinding['onReturn'],
): readonly Wat[] {
  const { defers } = context.module;
  const hasOwn = defers.count > first;
  if (hasOwn && !onReturn.has(callee) && isStraight(body)) return [...code, ...defers.run(first)];
  return hasOwn || (callee.role.kind === 'export' && onReturn.has(callee)) ? unwinding(code, context) : code;
}

/** Whether what it defers is known where it ends: nothing in a branch, in an array's body, or in another action. */
function isStraight(body: BlockExpression): boolean {
  let isElsewhere = false;
  walk(body, (inner) => {
    isElsewhere ||= inner.kind === 'defer' && !body.items.includes(inner);
  });
  return !isElsewhere;
}

/** The result is computed first and stays on the stack while the defers run. */
function unwinding(code: readonly Wat[], context: FunctionContext): readonly Wat[] {
  const mark = context.scratch('mark', 'i32');
  return [context.module.defers.mark(mark), ...code, context.module.defers.unwind(get(mark))];
}

export const emitValueFunctions = ({ functions }: Component, context: ModuleContext): readonly Wat[] =>
  functions.filter((body) => givesValues(body.function)).map((body) => emitValues(body.function, context));

/** As the core module has it: several results are several values. */
export const servingSignature = ({ params, results }: AdapterFunction): Wat[] =>
  signatureClauses({ params: params.map((local) => wasmTypeOf(local.type)), results: results.map(wasmTypeOf) });

/** What serves a core module's import: a function for each adapter function of that role. */
export const servingId = (callee: AdapterFunction, { valueIds }: ModuleContext): string =>
  valueIds.get(callee) ?? identifier(callee.name);

/** What the core module calls in such a function's place. */
function emitValues(callee: AdapterFunction, module: ModuleContext): Wat {
  const { name, role, params, results } = callee;
  const { hosts, variant } = module;
  const items = results.map((type, index): Wat => {
    const carrier = carrierOf(type);
    const read = hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
    return ['call', read, get('$tuple'), i32(index)];
  });
  const args = params.map((_, index) => get(String(index)));
  return [
    'func',
    servingId(callee, module),
    ...exportClause(role, variant),
    ...servingSignature(callee),
    ['local', '$tuple', 'externref'],
    ['local.set', '$tuple', ['call', identifier(name), ...args]],
    ...items,
  ];
}

function exportClause(role: Role, { exportsAdapted }: Variant): Wat[] {
  switch (role.kind) {
    case 'helper':
      return [];
    case 'export':
      return [['export', watString(role.field)]];
    case 'adapted-import':
      return exportsAdapted ? [['export', watString(importExportName(role))]] : [];
  }
}

/** What `_it_init` does to have the source's string literals at hand. */
export const emitLiterals = ({ literals, hosts, strings }: ModuleContext): readonly Wat[] =>
  [...literals.entries].map(([text, id]) => [
    'global.set',
    id,
    ['call', hosts.use('literal'), i32(strings.address(text))],
  ]);

/** Under a reserved name for the loader, which calls it when an instance is disposed of or forgotten. */
export function emitDrops({ drops }: Component): readonly Wat[] {
  return [...drops].map(([resource, callee]) => [
    'export',
    watString(dropExportName(resource)),
    ['func', identifier(callee.name)],
  ]);
}

/** Under reserved names for the loader, which makes JavaScript functions of them. */
export function emitLifted(component: Component): readonly Wat[] {
  const lifted = bindingsOf(component).binds.filter(({ target }) => target.kind === 'function');
  const byName = new Map(lifted.map((bind) => [liftedExportName(bind), identifier(bind.callee.name)]));
  return [...byName].map(([name, id]) => ['export', watString(name), ['func', id]]);
}
