/** Results whose parts are left in the adapter's own memory, behind the area for arguments. */
import { ARGUMENT_AREA } from '../../../runtime/abi.ts';
import type { Expression } from '../../ir/ir.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import type { Type } from '../../ir/types.ts';
import { type FunctionContext, get, i32, set, wasmTypeOf } from '../table/contexts.ts';
import { emit, operand } from '../table/emit-expression.ts';
import type { Wat } from '../wat.ts';
import { reserveArea } from './laid.ts';
import { OWN_MEMORY } from './support.ts';

const nothing: Wat = ['ref.null', 'extern'];

/** A value at the place of that number: 0 for the case, then the parts. */
function store(place: number, type: Type, value: Wat, { module }: FunctionContext): Wat {
  const address = reserveArea(module.strings) + ARGUMENT_AREA + 8 * place;
  return [`${wasmTypeOf(type)}.store`, OWN_MEMORY, i32(address), value];
}

/** `make-record`. First all values: to compute one may call what leaves parts of its own. */
export function leaveRecord({ type, fields }: OperandsOf<'make-record'>, context: FunctionContext): readonly Wat[] {
  const definition = type.kind === 'named' ? type.definition : undefined;
  if (definition?.kind !== 'record') throw new Error('handed: not a record');
  const held = fields.map((field) => ({ ...field, id: context.scratch(field.name, wasmTypeOf(field.type)) }));
  const place = (name: string): number => 1 + definition.fields.findIndex((field) => field.name === name);
  return [
    ...held.map(({ id, value }) => set(id, operand(value, context))),
    ...held.map(({ id, name, type }) => store(place(name), type, get(id), context)),
    nothing,
  ];
}

/** `make-variant` */
export function leaveVariant(
  { case: made, payload }: OperandsOf<'make-variant'>,
  context: FunctionContext,
): readonly Wat[] {
  return [...leavePayload(payload, context), store(0, { kind: 'simple', name: 'i32' }, i32(made.index), context)];
}

/** Leaves a reference on the stack: the payload itself where it is no number. */
function leavePayload(payload: Expression | undefined, context: FunctionContext): readonly Wat[] {
  if (!payload) return [nothing];
  if (wasmTypeOf(payload.type) === 'externref') return emit(payload, context);
  return [store(1, payload.type, operand(payload, context), context), nothing];
}
