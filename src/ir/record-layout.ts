import type { ScalarName } from '../../runtime/abi.ts';
import type { BlockExpression, Body, Expression, Local, MemoryPlace } from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { scalarNameOf } from './numbers.ts';

/** Where a record's fields lie in memory, from its address on: one entry a field, in the type's order. */
export interface RecordLayout extends MemoryPlace {
  /** Name of the record type. */
  readonly type: string;
  readonly fields: readonly FieldLayout[];
}

export interface FieldLayout {
  readonly name: string;
  readonly scalar: ScalarName;
  readonly offset: number;
}

/**
 * How code lifts a record that lies at `address`, where it does nothing but load each of its fields from a place that
 * is known; directly, or by a function of the component that does just that.
 */
export function recordLayoutOf(
  block: BlockExpression,
  address: Local,
  bodyOf: BodyOf,
  open: OpenCalls = [],
): RecordLayout | undefined {
  const [item, second] = block.items;
  if (item === undefined || second !== undefined) return undefined;
  if (item.kind === 'call') return inCallee(item, address, bodyOf, open);
  if (item.kind !== 'operation' || item.operation !== 'make-record') return undefined;
  const { type, fields } = item.operands;
  const loads = fields.map(({ name, value }) => fieldLoad(name, value, address));
  const [first] = loads;
  if (type.kind !== 'named' || first === undefined || !loads.every((load) => load && isSamePlace(load, first))) {
    return undefined;
  }
  return { type: type.name, module: first.module, memory: first.memory, fields: loads.flatMap((load) => load ?? []) };
}

/** The calls that led here: functions that call each other in circles are no layout. */
type OpenCalls = readonly Expression[];

function inCallee(
  call: Extract<Expression, { kind: 'call' }>,
  address: Local,
  bodyOf: BodyOf,
  open: OpenCalls,
): RecordLayout | undefined {
  const body = bodyOf(call.callee);
  const [argument, second] = call.arguments;
  const [param] = body?.function.params ?? [];
  const isHandedOn = argument?.kind === 'local' && argument.local === address && second === undefined;
  if (!body || !param || !isHandedOn || open.includes(call)) return undefined;
  return recordLayoutOf(body.body, param, bodyOf, [...open, call]);
}

/**
 * How code lowers a record to `address`, where it does nothing but store fields of it, each to a place that is known, in
 * the order in which it stores them; directly, or by a function of the component that does just that.
 */
export function storedLayoutOf(
  { locals, block }: Body,
  bodyOf: BodyOf,
  open: OpenCalls = [],
): RecordLayout | undefined {
  const [address, element] = locals;
  const [item, second] = block.items;
  if (!address || !element || !item) return undefined;
  if (item.kind === 'call' && !second) return storedByCallee(item, address, element, bodyOf, open);
  const stores = block.items.map((each) => fieldStore(each, address, element));
  const [first] = stores;
  if (element.type.kind !== 'named' || !first || !stores.every((store) => store && isSamePlace(store, first))) {
    return undefined;
  }
  const { module, memory } = first;
  return { type: element.type.name, module, memory, fields: stores.flatMap((store) => store ?? []) };
}

function storedByCallee(
  call: Extract<Expression, { kind: 'call' }>,
  address: Local,
  element: Local,
  bodyOf: BodyOf,
  open: OpenCalls,
): RecordLayout | undefined {
  const body = bodyOf(call.callee);
  const paramFor = (local: Local): Local | undefined =>
    body?.function.params[
      call.arguments.findIndex((argument) => argument.kind === 'local' && argument.local === local)
    ];
  const locals = [paramFor(address), paramFor(element)].flatMap((param) => param ?? []);
  if (!body || locals.length < 2 || call.arguments.length > 2 || open.includes(call)) return undefined;
  return storedLayoutOf({ locals, block: body.body }, bodyOf, [...open, call]);
}

function fieldStore(item: Expression, address: Local, element: Local): FieldLoad | undefined {
  if (item.kind !== 'operation' || item.operation !== 'store') return undefined;
  const { type, module, memory, pointer, value } = item.operands;
  if (value.kind !== 'operation' || value.operation !== 'read-field') return undefined;
  const { field, record } = value.operands;
  const scalar = scalarNameOf(type);
  const offset = offsetFrom(pointer, address);
  const isElements = record.kind === 'local' && record.local === element;
  return !isElements || scalar === undefined || scalar === 'char' || offset === undefined
    ? undefined
    : { name: field.name, scalar, offset, module, memory };
}

type FieldLoad = FieldLayout & MemoryPlace;

const isSamePlace = (left: MemoryPlace, right: MemoryPlace): boolean =>
  left.module === right.module && left.memory === right.memory;

function fieldLoad(name: string, value: Expression, address: Local): FieldLoad | undefined {
  if (value.kind !== 'operation' || value.operation !== 'load') return undefined;
  const { type, module, memory, pointer } = value.operands;
  const scalar = scalarNameOf(type);
  const offset = offsetFrom(pointer, address);
  // What is no character is an error of its own, of the one field that has it.
  return scalar === undefined || scalar === 'char' || offset === undefined
    ? undefined
    : { name, scalar, offset, module, memory };
}

const LARGEST_OFFSET = 1 << 20;

/** `address`, or `(+ address N)`. */
function offsetFrom(pointer: Expression, address: Local): number | undefined {
  if (pointer.kind === 'local') return pointer.local === address ? 0 : undefined;
  if (pointer.kind !== 'operation' || pointer.operation !== '+') return undefined;
  const { left, right } = pointer.operands;
  const isOffset = left.kind === 'local' && left.local === address && right.kind === 'integer';
  return isOffset && right.value >= 0n && right.value <= LARGEST_OFFSET ? Number(right.value) : undefined;
}
