/** Arrays: a loop over elements, or one bulk copy where an element is just a number in memory. */
import { bulkLoad, type Load } from '../../../ir/bulk-load.ts';
import { bulkStore, type Store } from '../../../ir/bulk-store.ts';
import type { Body } from '../../../ir/ir.ts';
import { memoryReadAt } from '../../../ir/memory-read.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import type { OperandsOf } from '../../../ir/ops.ts';
import { type RecordLayout, recordLayoutOf, storedLayoutOf } from '../../../ir/record-layout.ts';
import { none, type Type } from '../../../ir/types.ts';
import { typeText } from '../../type-json.ts';
import { emitAs, hold, operand } from './emit-expression.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { get, i32, set } from './instructions.ts';
import { place, scalar } from './places.ts';
import type { Wat } from './wat.ts';

export function emitLiftArray(operands: OperandsOf<'lift-array'>, context: FunctionContext): readonly Wat[] {
  const bulk = bulkLoad(operands);
  if (bulk) return [emitBulkLift(operands, bulk, context)];
  const records = bulkRecords(operands, context);
  if (records) return [emitRecordsLift(operands, records, context)];
  const { type, stride, body } = operands;
  const { hosts } = context.module;
  const pointer = hold(operands.pointer, 'pointer', context);
  const length = hold(operands.length, 'length', context);
  const array = context.scratch('array', 'externref');
  const make = hosts.useFamily('array_new', typeText(type), familySignatures.array_new);
  const carrier = carrierOf(type);
  const store = hosts.useFamily('array_set', carrier, familySignatures.array_set(carrier));
  const loop = emitLoop(pointer.value, length.value, stride, body, context, (index) => [
    ['call', store, get(array), get(index), blockOf(body, type, context)],
  ]);
  return [
    ...pointer.before,
    ...length.before,
    ...emitRangeCheck(operands, pointer.value, length.value, context),
    set(array, ['call', make, length.value]),
    ...loop,
    get(array),
  ];
}

/** An array of a few elements, each set by itself. */
export function emitMakeArray({ type, items }: OperandsOf<'make-array'>, context: FunctionContext): readonly Wat[] {
  const { hosts } = context.module;
  const array = context.scratch('array', 'externref');
  const make = hosts.useFamily('array_new', typeText(type), familySignatures.array_new);
  const carrier = carrierOf(type);
  const store = hosts.useFamily('array_set', carrier, familySignatures.array_set(carrier));
  return [
    set(array, ['call', make, i32(items.length)]),
    ...items.map((item, index): Wat => ['call', store, get(array), i32(index), operand(item, context)]),
    get(array),
  ];
}

const blockOf = (body: Body, type: Type, context: FunctionContext): Wat => operand({ ...body.block, type }, context);

/** Binds the element's address and runs `each` for every index. */
function emitLoop(
  pointer: Wat,
  length: Wat,
  stride: number,
  body: Body,
  context: FunctionContext,
  each: (index: string) => readonly Wat[],
): readonly Wat[] {
  const [addressLocal] = body.locals;
  const index = context.scratch('index', 'i32');
  const address = addressLocal ? context.bind(addressLocal) : index;
  const code = each(index);
  const advance: Wat[] = [
    set(address, ['i32.add', get(address), i32(stride)]),
    set(index, ['i32.add', get(index), i32(1)]),
    ['br', '$each'],
  ];
  const step: Wat = ['if', ['i32.lt_u', get(index), length], ['then', ...code, ...advance]];
  return [set(index, i32(0)), set(address, pointer), ['loop', '$each', step]];
}

/** One check for the whole array, so that a wild length is an error before anything is allocated for it. */
function emitRangeCheck(
  { stride, body: { block, locals } }: OperandsOf<'lift-array'>,
  pointer: Wat,
  length: Wat,
  context: FunctionContext,
): readonly Wat[] {
  const [address] = locals;
  const read = address && memoryReadAt(block, address, context.module.bodyOf);
  if (!read) return [];
  const check = context.module.hosts.use('check_range');
  return [['call', check, ...place(read.module, read.memory, context), pointer, length, i32(stride)]];
}

function emitBulkLift(
  { type, pointer, length }: OperandsOf<'lift-array'>,
  { operands: { module, memory } }: Load,
  context: FunctionContext,
): Wat {
  const copy = context.module.hosts.useFamily('mem_to_array', scalar(type), familySignatures.memoryToRef);
  return ['call', copy, ...place(module, memory, context), operand(pointer, context), operand(length, context)];
}

/** Where the elements are records of nothing but scalars. A pointer that wraps around is for the loop to complain of. */
function bulkRecords({ body }: OperandsOf<'lift-array'>, context: FunctionContext): RecordLayout | undefined {
  const [address] = body.locals;
  return address && recordLayoutOf(body.block, address, context.module.bodyOf);
}

function emitRecordsLift(
  { stride, pointer, length }: OperandsOf<'lift-array'>,
  layout: RecordLayout,
  context: FunctionContext,
): Wat {
  const lift = context.module.hosts.useFamily(
    'mem_to_records',
    layoutArgument(stride, layout),
    familySignatures.memoryToRef,
  );
  const from = place(layout.module, layout.memory, context);
  return ['call', lift, ...from, operand(pointer, context), operand(length, context)];
}

const layoutArgument = (stride: number, { type, fields }: RecordLayout): string =>
  JSON.stringify([type, stride, ...fields.map(({ name, scalar, offset }) => [name, scalar, offset])]);

export function emitLowerArray(operands: OperandsOf<'lower-array'>, context: FunctionContext): readonly Wat[] {
  const { type, stride, body } = operands;
  const { hosts } = context.module;
  const pointer = hold(operands.pointer, 'pointer', context);
  const array = hold(operands.array, 'array', context);
  const begin = [...pointer.before, ...array.before];
  const bulk = bulkStore(operands);
  if (bulk) return [...begin, emitBulkLower(type, bulk, pointer.value, array.value, context), pointer.value];
  const records = storedLayoutOf(body, context.module.bodyOf);
  if (records) {
    return [...begin, emitRecordsLower(stride, records, pointer.value, array.value, context), pointer.value];
  }
  const length = context.scratch('length', 'i32');
  const carrier = carrierOf(type);
  const read = hosts.useFamily('array_get', carrier, familySignatures.array_get(carrier));
  const [, elementLocal] = body.locals;
  const loop = emitLoop(pointer.value, get(length), stride, body, context, (index) => [
    ...(elementLocal ? [set(context.bind(elementLocal), ['call', read, array.value, get(index)])] : []),
    ...emitAs(body.block, none, context),
  ]);
  return [...begin, set(length, ['call', hosts.use('array_len'), array.value]), ...loop, pointer.value];
}

function emitBulkLower(type: Type, { operands }: Store, pointer: Wat, array: Wat, context: FunctionContext): Wat {
  const copy = context.module.hosts.useFamily('array_to_mem', scalar(type), familySignatures.refToMemory);
  return ['call', copy, ...place(operands.module, operands.memory, context), array, pointer];
}

/** Where the elements are records of which nothing but scalars are stored. */
function emitRecordsLower(
  stride: number,
  layout: RecordLayout,
  pointer: Wat,
  array: Wat,
  context: FunctionContext,
): Wat {
  const lower = context.module.hosts.useFamily(
    'records_to_mem',
    layoutArgument(stride, layout),
    familySignatures.refToMemory,
  );
  return ['call', lower, ...place(layout.module, layout.memory, context), array, pointer];
}
