/**
 * Memories with 64-bit addresses. Operations know addresses of 32 bits; what an operation on such a memory reaches is brought
 * into a window of 2 to 4 GiB on it first, in which it has one: see WindowExpression.
 */

import { scalarSize } from '../../runtime/abi.ts';
import { bulkLoad } from '../ir/bulk-load.ts';
import { bulkStore, isAddress, onlyItem } from '../ir/bulk-store.ts';
import type { Body, Expression, Local, MemoryPlace, OperationExpression, WindowExpression } from '../ir/ir.ts';
import { memoryWindowedAt } from '../ir/memory-read.ts';
import { elementSize, memoryScalarOf } from '../ir/numbers.ts';
import { operations, type Row } from '../ir/ops.ts';
import { none, simple, type Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';

const i32 = simple('i32');
const i64 = simple('i64');
const u64 = simple('u64');

type Operation<N extends OperationExpression['operation']> = Extract<OperationExpression, { operation: N }>;

/** The operation, whose addresses have 64 bits, by way of a window. */
export function throughWindow(expression: OperationExpression): Expression {
  switch (expression.operation) {
    case 'memory-size':
      return convert(expression, i64);
    case 'memory-has':
      return has(expression);
    case 'memory-grow':
      return grow(expression);
    case 'lift-array':
      return liftArray(expression);
    case 'lower-array':
      return lowerArray(expression);
    default:
      return access(expression);
  }
}

const integer = (value: bigint, type: Type, span: Span): Expression => ({ kind: 'integer', value, type, span });

const convert = (value: Expression, type: Type): Expression => ({ kind: 'convert', value, type, span: value.span });

const read = (local: Local, span: Span): Expression => ({ kind: 'local', local, type: local.type, span });

function binary(
  operation: '+' | '*' | '-' | '<=' | '>' | '!=',
  left: Expression,
  right: Expression,
  type: Type,
): Expression {
  return { kind: 'operation', operation, operands: { left, right }, type, span: left.span } as OperationExpression;
}

/** Code with its operands in locals, where they are not such already: what reaches into the memory comes behind all of them. */
class Sequence {
  readonly items: Expression[] = [];

  hold(value: Expression, name: string): Expression {
    if (value.kind === 'local' || value.kind === 'integer') return value;
    const local: Local = { name, type: value.type };
    this.items.push({ kind: 'let', locals: [local], value, type: none, span: value.span });
    return read(local, value.span);
  }

  end(last: Expression): Expression {
    if (this.items.length === 0) return last;
    return { kind: 'block', items: [...this.items, last], type: last.type, span: last.span };
  }
}

/** Pages that no memory has are too many: they would wrap. */
function grow(expression: Operation<'memory-grow'>): Expression {
  const { operands, span } = expression;
  const code = new Sequence();
  const pages = code.hold(operands.pages, 'pages');
  const isTooMany = binary('>', convert(pages, u64), integer(0x7fff_ffffn, u64, span), simple('bool'));
  const grown = { ...expression, operands: { ...operands, pages: convert(pages, i32) } };
  return code.end({
    kind: 'if',
    condition: isTooMany,
    consequent: integer(-1n, i64, span),
    alternate: convert(grown, i64),
    type: i64,
    span,
  });
}

/** No sum of pointer and length, which could wrap. */
function has(expression: Operation<'memory-has'>): Expression {
  const { operands, span } = expression;
  const { module, memory } = operands;
  const code = new Sequence();
  const pointer = convert(code.hold(operands.pointer, 'pointer'), u64);
  const length = convert(code.hold(operands.length, 'length'), u64);
  const pages = { kind: 'operation', operation: 'memory-size', operands: { module, memory }, type: i32, span } as const;
  const size = code.hold(binary('*', convert(pages, u64), integer(65536n, u64, span), u64), 'size');
  const bool = simple('bool');
  return code.end({
    kind: 'if',
    condition: binary('<=', pointer, size, bool),
    consequent: binary('<=', length, binary('-', size, pointer, u64), bool),
    alternate: integer(0n, bool, span),
    type: bool,
    span,
  });
}

/** What has a pointer, and perhaps a length in units of its own. */
function access(expression: OperationExpression): Expression {
  const { slots }: Row = operations[expression.operation];
  const code = new Sequence();
  const operands: Record<string, unknown> = { ...expression.operands };
  for (const [name, { kind }] of Object.entries(slots)) {
    if (kind === 'value' || kind === 'operand') operands[name] = code.hold(operands[name] as Expression, name);
  }
  const { module, memory } = operands as { readonly module: string; readonly memory: string };
  const [pointer, length, room] = ['pointer', 'length', 'room'].map((name) => operands[name] as Expression | undefined);
  const { span } = expression;
  const size = length ?? room ?? integer(BigInt(leastSize(expression)), i64, span);
  const place = { module, memory };
  operands.pointer = windowed(place, pointer ?? integer(0n, i64, span), size, unitOf(expression), span);
  if (length) operands.length = convert(length, i32);
  if (room) operands.room = convert(room, i32);
  return code.end({ ...expression, operands } as unknown as OperationExpression);
}

/** Bytes that are reached in any case by what has no length: a text may be empty, but for its NUL. */
function leastSize(expression: OperationExpression): number {
  switch (expression.operation) {
    case 'load':
    case 'store':
      return sizeOf(expression.operands.type);
    case 'mem-to-c-string':
      return 1;
    default:
      return 0;
  }
}

/** Bytes a unit of its length. */
function unitOf(expression: OperationExpression): number {
  switch (expression.operation) {
    case 'mem-to-utf16':
    case 'mem-to-strict-utf16':
      return 2;
    case 'mem-view':
      return sizeOf(expression.operands.type);
    case 'mem-to-target':
      return elementSize(expression.operands.target.type);
    default:
      return 1;
  }
}

function sizeOf(type: Type): number {
  const scalar = memoryScalarOf(type);
  return scalar ? scalarSize[scalar] : 1;
}

const windowed = (
  place: MemoryPlace,
  pointer: Expression,
  length: Expression,
  unit: number,
  span: Span,
): WindowExpression => ({ kind: 'window', place, pointer, length, unit, type: i32, span });

/** What a body does that is nothing but one access at its address: where that is, and the body with an address in the window. */
interface NarrowBody {
  readonly place: MemoryPlace;
  readonly body: Body;
}

function narrowed(body: Body): NarrowBody | undefined {
  const [address, ...others] = body.locals;
  const item = onlyItem(body);
  if (item?.kind !== 'operation' || (item.operation !== 'load' && item.operation !== 'store')) return undefined;
  const { pointer } = item.operands;
  if (pointer.kind !== 'window' || !isAddress(pointer.pointer, body)) return undefined;
  const local: Local = { name: address?.name, type: i32 };
  const access = { ...item, operands: { ...item.operands, pointer: read(local, item.span) } } as OperationExpression;
  return { place: pointer.place, body: { locals: [local, ...others], block: { ...body.block, items: [access] } } };
}

/** Lengths that no array has are as good as the highest, which none has either. */
function count(length: Expression, span: Span): Expression {
  if (length.kind === 'integer') return convert(length, i32);
  const isTooMany = binary('>', convert(length, u64), integer(0xffff_ffffn, u64, span), simple('bool'));
  const most = integer(-1n, i32, span);
  return { kind: 'if', condition: isTooMany, consequent: most, alternate: convert(length, i32), type: i32, span };
}

function liftArray(expression: Operation<'lift-array'>): Expression {
  const { operands, span } = expression;
  const { stride, body } = operands;
  const code = new Sequence();
  const pointer = code.hold(operands.pointer, 'pointer');
  const length = code.hold(operands.length, 'length');
  const narrow = narrowed(body);
  if (narrow) {
    const start = windowed(narrow.place, pointer, length, stride, span);
    const whole = lifting(expression, { pointer: start, length: convert(length, i32), body: narrow.body });
    if (bulkLoad(whole.operands)) return code.end(whole);
  }
  const [address] = body.locals;
  const place = address && memoryWindowedAt(body.block, address);
  if (place) code.items.push(reachAll(place, pointer, length, stride, span));
  const index = { pointer: integer(0n, i32, span), stride: 1, length: count(length, span) };
  return code.end(lifting(expression, { ...index, body: byIndex(body, pointer, stride) }));
}

const lifting = (
  expression: Operation<'lift-array'>,
  changed: Partial<Operation<'lift-array'>['operands']>,
): Operation<'lift-array'> => ({ ...expression, operands: { ...expression.operands, ...changed } });

/** The last element begins in the memory, if there is one. */
function reachAll(place: MemoryPlace, pointer: Expression, length: Expression, stride: number, span: Span): Expression {
  const last = binary('-', length, integer(1n, i64, span), i64);
  return {
    kind: 'if',
    condition: binary('!=', length, integer(0n, i64, span), simple('bool')),
    consequent: windowed(place, pointer, last, stride, span),
    alternate: undefined,
    type: none,
    span,
  };
}

/** A body that counts elements, and makes their addresses of that. */
function byIndex(body: Body, pointer: Expression, stride: number): Body {
  const [address, ...others] = body.locals;
  const { span } = body.block;
  const index: Local = { name: 'index', type: i32 };
  if (!address) return body;
  const offset = binary('*', convert(read(index, span), i64), integer(BigInt(stride), i64, span), i64);
  const value = binary('+', pointer, offset, i64);
  const bound: Expression = { kind: 'let', locals: [address], value, type: none, span };
  return { locals: [index, ...others], block: { ...body.block, items: [bound, ...body.block.items] } };
}

function lowerArray(expression: Operation<'lower-array'>): Expression {
  const { operands, span } = expression;
  const { stride, body } = operands;
  const code = new Sequence();
  const pointer = code.hold(operands.pointer, 'pointer');
  const array = code.hold(operands.array, 'array');
  const narrow = narrowed(body);
  const start = narrow && windowed(narrow.place, pointer, integer(0n, i64, span), 1, span);
  const whole = narrow && start && { ...operands, pointer: start, array, body: narrow.body };
  const index = { pointer: integer(0n, i32, span), stride: 1, array, body: byIndex(body, pointer, stride) };
  const lowered = whole && bulkStore(whole) ? whole : { ...operands, ...index };
  code.items.push({ ...expression, operands: lowered, type: i32 });
  return code.end(pointer);
}
