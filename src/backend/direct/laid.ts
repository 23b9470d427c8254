/**
 * Strings and arrays whose bytes a loader has put into the adapter's own memory before the call: a copy from memory to
 * memory moves them, and nothing has to be asked of JavaScript.
 */
import { ARGUMENT_AREA, exportNames, RESULT_AREA, scalarSize } from '../../../runtime/abi.ts';
import { bulkStore } from '../../ir/bulk-store.ts';
import type { Component, Laid } from '../../ir/ir.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import { type FunctionContext, get, i32, type ModuleContext, set } from '../table/contexts.ts';
import { operand } from '../table/emit-expression.ts';
import { place, scalar } from '../table/emit-operation.ts';
import { familySignatures } from '../table/host-imports.ts';
import type { StringPool } from '../table/string-pool.ts';
import { type Wat, watString } from '../wat.ts';
import { call, isOutside, type Place, placeOf } from './memory-access.ts';
import { OWN_MEMORY, type Support } from './support.ts';

const AREA = 'arguments';

export const reserveArea = (strings: StringPool): number => strings.reserve(AREA, ARGUMENT_AREA + RESULT_AREA);

/** The export that says where loaders put them, where there is something to put. To be asked for before memory is. */
export function exportArea({ functions }: Component, { strings }: ModuleContext): readonly Wat[] {
  if (!functions.some(({ laid, handed }) => handed || (laid && laid.size > 0))) return [];
  const address = reserveArea(strings);
  return [['global', ['export', watString(exportNames.area)], 'i32', i32(address)]];
}

/** `(param i32 i32 i32)`: pointer, address in the adapter's memory, bytes. */
export function copyHelper({ id, host }: Place, support: Support, { module }: FunctionContext): string {
  return support.helper(`copy${id.slice(OWN_MEMORY.length)}`, () => {
    const refuse = module.hosts.use('mem_to_buffer');
    return `(param $pointer i32) (param $from i32) (param $size i32)
      (if ${isOutside(id, '(local.get $pointer)', '(local.get $size)')}
        (then (drop (call ${refuse} ${host} (local.get $pointer) (local.get $size)))))
      (if (i32.gt_u (local.get $size) (i32.const 15))
        (then (memory.copy ${id} ${OWN_MEMORY} (local.get $pointer) (local.get $from) (local.get $size)) (return)))
      ${[8, 4, 2, 1].map((width) => copyBit(width, id)).join('')}`;
  });
}

const widths: Readonly<Record<number, readonly [load: string, store: string]>> = {
  8: ['i64.load', 'i64.store'],
  4: ['i32.load', 'i32.store'],
  2: ['i32.load16_u', 'i32.store16'],
  1: ['i32.load8_u', 'i32.store8'],
};

/** A few bytes, where calling what copies many takes longer (V8: 5 ns): those that one bit of their number stands for. */
function copyBit(width: number, id: string): string {
  const [load, store] = widths[width] ?? [];
  const advance = (name: string): string => `(local.set ${name} (i32.add (local.get ${name}) (i32.const ${width})))`;
  return `(if (i32.and (local.get $size) (i32.const ${width}))
    (then
      (${store} ${id} align=1 (local.get $pointer) (${load} ${OWN_MEMORY} align=1 (local.get $from)))
      ${advance('$pointer')} ${advance('$from')}))`;
}

const isLaid = ({ address }: Laid, context: FunctionContext): Wat => get(context.id(address));

/** The bytes of a string, or `otherwise`. */
export const sizeOf = (laid: Laid, otherwise: readonly Wat[], context: FunctionContext): Wat => [
  'if',
  ['result', 'i32'],
  isLaid(laid, context),
  ['then', get(context.id(laid.size))],
  ['else', ...otherwise],
];

/** Copies `size` bytes to `pointer`, or does `otherwise`. */
export function copy(
  laid: Laid,
  pointer: Wat,
  size: Wat,
  to: Place,
  otherwise: readonly Wat[],
  support: Support,
  context: FunctionContext,
): Wat {
  const moved = call(copyHelper(to, support, context), pointer, get(context.id(laid.address)), size);
  return ['if', isLaid(laid, context), ['then', moved], ['else', ...otherwise]];
}

/** `lower-array` */
export function emitLowerArray(
  operands: OperandsOf<'lower-array'>,
  support: Support,
  context: FunctionContext,
): readonly Wat[] | undefined {
  const laid = context.laid(operands.array);
  const bulk = laid && bulkStore(operands);
  if (!laid || !bulk) return undefined;
  const { module, memory } = bulk.operands;
  const element = scalar(operands.type);
  const pointer = context.scratch('pointer', 'i32');
  const lower = context.module.hosts.useFamily('array_to_mem', element, familySignatures.refToMemory);
  const whole: Wat = ['call', lower, ...place(module, memory, context), operand(operands.array, context), get(pointer)];
  const size: Wat = ['i32.mul', get(context.id(laid.size)), i32(scalarSize[element])];
  const to = placeOf(module, memory, support, context);
  return [
    set(pointer, operand(operands.pointer, context)),
    copy(laid, get(pointer), size, to, [whole], support, context),
    get(pointer),
  ];
}
