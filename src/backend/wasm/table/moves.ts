/** Values that go from one memory to another, measured and copied by the loader without being made. */

import { measuredIn } from '../../../ir/forward-copies/encodings.ts';
import type { CopyExpression, MeasureExpression } from '../../../ir/ir.ts';
import { none } from '../../../ir/types.ts';
import { emitAs, operand } from '../shared/emit-expression.ts';
import type { FunctionContext } from '../shared/function-context.ts';
import { i32 } from '../shared/instructions.ts';
import { place } from '../shared/places.ts';
import { MOST_BYTES, type Moves } from '../shared/variant.ts';
import type { Wat } from '../shared/wat.ts';

export const tableMoves: Moves = { measure: emitMeasure, copy: emitCopy };

function emitMeasure({ lift }: MeasureExpression, context: FunctionContext): readonly Wat[] {
  const source = measuredIn(lift);
  if (!source) throw new Error(`measure: ${lift.operation} lifts nothing that can be measured`);
  const { hosts } = context.module;
  const range = [...place(source.module, source.memory, context), operand(source.pointer, context)];
  if (!source.length) return [['call', hosts.use('c_string_measure'), ...range]];
  const length = operand(source.length, context);
  const measured: Wat =
    source.encoding === 'utf8'
      ? ['call', hosts.use('utf8_measure'), ...range, length]
      : ['call', hosts.use('mem_measure'), ...range, length, i32(source.unit)];
  if (source.encoding === '') return [measured];
  const isLong: Wat = ['i32.gt_u', length, i32(MOST_BYTES / source.unit)];
  const made: Wat = ['then', ['drop', operand(lift, context)], i32(-1)];
  return [['if', ['result', 'i32'], isLong, made, ['else', measured]]];
}

function emitCopy(copy: CopyExpression, context: FunctionContext): readonly Wat[] {
  const size = operand(copy.size, context);
  const bytes: Wat = copy.unit === 1 ? size : ['i32.mul', size, i32(copy.unit)];
  const move: Wat = [
    'call',
    context.module.hosts.use('mem_copy'),
    ...place(copy.from.module, copy.from.memory, context),
    operand(copy.source, context),
    ...place(copy.to.module, copy.to.memory, context),
    operand(copy.destination, context),
    bytes,
  ];
  const slow = emitAs(copy.otherwise, none, context);
  return [['if', ['i32.eq', size, i32(-1)], ['then', ...slow], ['else', move]]];
}
