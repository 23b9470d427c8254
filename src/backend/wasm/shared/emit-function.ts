/** The functions of an adapter, in both variants. */
import { sharedVariables } from '../../../ir/captures.ts';
import type { AdapterFunction, BlockExpression, Component, FunctionBody } from '../../../ir/ir.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import { resultType } from '../../../ir/types.ts';
import type { Unwinding } from '../../../ir/unwinding.ts';
import { walk } from '../../../ir/visit.ts';
import { exportNameOf } from './emit-exports.ts';
import { emitAs } from './emit-expression.ts';
import { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, get, i32 } from './instructions.ts';
import type { ModuleContext } from './module-context.ts';
import { givesValues } from './names.ts';
import { servingSignature } from './signatures.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat, watString } from './wat.ts';

/** @param exported - the name of its export, if it has one */
export function emitFunction(
  functionBody: FunctionBody,
  exported: string | undefined,
  module: ModuleContext,
  { onReturn }: Unwinding,
): Wat {
  const { function: callee, body } = functionBody;
  const context = new FunctionContext(module, sharedVariables(body));
  const params = context.parameters(callee.params);
  const result = resultType(callee.results);
  const before = module.defers.count;
  const code = leaving(emitAs(body, result, context), before, functionBody, context, onReturn);
  return [
    'func',
    identifier(callee.name),
    ...exportClause(exported),
    ...params,
    ...(result.kind === 'none' ? [] : [['result', wasmTypeOf(result)]]),
    ...context.declarations,
    ...code,
  ];
}

const exportClause = (name: string | undefined): readonly Wat[] =>
  name === undefined ? [] : [['export', watString(name)]];

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

/** What core modules call in the place of functions that give them several values. */
export const emitValueFunctions = ({ functions }: Component, module: ModuleContext): readonly Wat[] =>
  functions.filter((body) => givesValues(body.function)).map((body) => emitValues(body.function, module));

function emitValues(callee: AdapterFunction, { hosts, names, variant }: ModuleContext): Wat {
  const { name, role, params, results } = callee;
  const items = results.map((type, index): Wat => {
    const carrier = carrierOf(type);
    const read = hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
    return call(read, get('$tuple'), i32(index));
  });
  const args = params.map((_, index) => get(String(index)));
  return [
    'func',
    names.serving(callee),
    ...exportClause(variant.exportsAdapted ? exportNameOf(role) : undefined),
    ...servingSignature(callee),
    ['local', '$tuple', 'externref'],
    ['local.set', '$tuple', call(identifier(name), ...args)],
    ...items,
  ];
}
