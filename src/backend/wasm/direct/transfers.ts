/** Values that go from one memory to another: measured where they are, then copied. */

import { measuredIn } from '../../../ir/forward-copies/encodings.ts';
import type { CopyExpression, MeasureExpression } from '../../../ir/ir.ts';
import { none } from '../../../ir/types.ts';
import { emitAs, operand } from '../shared/emit-expression.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { call, i32 } from '../shared/instructions.ts';
import { place as sharedPlace } from '../shared/places.ts';
import { readWat } from '../shared/read-wat.ts';
import { MOST_BYTES } from '../shared/variant.ts';
import { printInline, type Wat } from '../shared/wat.ts';
import { isOutside, placeOf } from './memory-access.ts';
import type { Support } from './support.ts';
import { cTextMeasurer, textMeasurer } from './utf8-measure.ts';

/** The lift's error is the lift's own: it is done after all, for nothing, where its memory ends too early. */
export function emitMeasure({ lift }: MeasureExpression, support: Support, context: FunctionContext): readonly Wat[] {
  const source = measuredIn(lift);
  if (!source) throw new Error(`measure: ${lift.operation} lifts nothing that can be measured`);
  const place = placeOf(source.module, source.memory, support, context);
  const pointer = operand(source.pointer, context);
  if (!source.length) return [call(cTextMeasurer(place, support, context), pointer)];
  const length = operand(source.length, context);
  if (source.encoding === 'utf8') return [call(textMeasurer(place, support, context), pointer, length)];
  if (source.encoding === '') {
    const at = sharedPlace(source.module, source.memory, context);
    return [call(context.module.hosts.use('check_range'), ...at, pointer, length, i32(source.unit)), length];
  }
  const outside = isOutside(place.id, printInline(pointer), bytes(printInline(length), source.unit));
  const isLong = `(i32.gt_u ${printInline(length)} (i32.const ${MOST_BYTES / source.unit}))`;
  const [condition] = readWat(`(i32.or ${isLong} ${outside})`);
  return [
    ['if', ['result', 'i32'], condition as Wat, ['then', ['drop', operand(lift, context)], i32(-1)], ['else', length]],
  ];
}

const bytes = (units: string, unit: number): string => (unit === 1 ? units : `(i32.mul ${units} (i32.const ${unit}))`);

export function emitCopy(copy: CopyExpression, support: Support, context: FunctionContext): readonly Wat[] {
  const from = placeOf(copy.from.module, copy.from.memory, support, context);
  const to = placeOf(copy.to.module, copy.to.memory, support, context);
  const size = operand(copy.size, context);
  const [source, destination] = [operand(copy.source, context), operand(copy.destination, context)];
  const length = bytes(printInline(size), copy.unit);
  const isNothing = `(i32.eq ${printInline(size)} (i32.const -1))`;
  const [condition] = readWat(`(i32.or ${isNothing} ${isOutside(to.id, printInline(destination), length)})`);
  const [move] = readWat(
    `(memory.copy ${to.id} ${from.id} ${printInline(destination)} ${printInline(source)} ${length})`,
  );
  const slow = emitAs(copy.otherwise, none, context);
  return [['if', condition as Wat, ['then', ...slow], ['else', move as Wat]]];
}
