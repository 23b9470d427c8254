/** Operators on two operands of one type, and the bits of floats. */
import { pure, type Row, row } from '../row.ts';
import { operand, same, value } from '../slots.ts';

const arithmetic = (doc: string, effects = pure) =>
  row({ left: operand('number'), right: same('left') }, { of: 'left' }, effects, doc);
const bitwise = (doc: string) => row({ left: operand('bits'), right: same('left') }, { of: 'left' }, pure, doc);
const comparison = (doc: string) => row({ left: operand('number'), right: same('left') }, 'bool', pure, doc);
const equality = (doc: string) => row({ left: operand('comparable'), right: same('left') }, 'bool', pure, doc);
const shift = (doc: string) => row({ left: operand('integer'), right: same('left') }, { of: 'left' }, pure, doc);

export const arithmeticRows = {
  '+': arithmetic('Sum, wrapping at the width of the type.'),
  '-': arithmetic('Difference, wrapping at the width of the type.'),
  '*': arithmetic('Product, wrapping at the width of the type.'),
  '/': arithmetic(
    "Quotient, by the type's signedness; integers truncate towards zero and trap on a zero divisor; the lowest s32 or s64 by -1 traps too.",
    ['throws'],
  ),
  '%': arithmetic("Remainder with the dividend's sign; integers trap on a zero divisor.", ['throws']),
  '&': bitwise('Bitwise and, of integers or of two bools.'),
  '|': bitwise('Bitwise or, of integers or of two bools.'),
  '^': bitwise('Bitwise exclusive or, of integers or of two bools.'),
  '<<': shift("Shift left; the count is taken modulo the type's width."),
  '>>': shift("Shift right by the type's signedness; the count is taken modulo the type's width."),
  '>>>': shift("Shift right, filling with zeros; the count is taken modulo the type's width."),
  '==': equality('Equal: two numbers, or two bools.'),
  '!=': equality('Not equal: two numbers, or two bools.'),
  '<': comparison("Less, by the type's signedness."),
  '<=': comparison("Less or equal, by the type's signedness."),
  '>': comparison("Greater, by the type's signedness."),
  '>=': comparison("Greater or equal, by the type's signedness."),
  'f32-bits': row({ value: value('f32') }, 'i32', pure, 'The bits of an f32.'),
  'f32-of-bits': row({ bits: value('i32') }, 'f32', pure, 'The f32 with those bits; a NaN may get others.'),
  'f64-bits': row({ value: value('f64') }, 'i64', pure, 'The bits of an f64.'),
  'f64-of-bits': row({ bits: value('i64') }, 'f64', pure, 'The f64 with those bits; a NaN may get others.'),
} as const satisfies Readonly<Record<string, Row>>;
