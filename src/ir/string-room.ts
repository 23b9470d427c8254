import { blockOf, integerOf, letOf, localOf } from './expressions.ts';
import type { Expression, Local } from './ir.ts';
import { simple, type Type } from './types.ts';

/** Code units up to which nobody measures: room for them costs less. */
const LONG_TEXT = 100_000n;

const number = simple('i32');

/** What `string-room` stands for: three bytes a code unit, or for a long string as many as there are. */
export function roomFor(string: Expression): Expression {
  const { span } = string;
  const text: Local = { name: 'text', type: string.type };
  const units: Local = { name: 'units', type: number };
  const isHeld = string.kind === 'local';
  const held = isHeld ? string : localOf(text, string);
  const compute = (operation: '<' | '*', right: bigint, type: Type): Expression => ({
    kind: 'operation',
    operation,
    operands: { left: localOf(units, string), right: integerOf(right, number, string) },
    type,
    span,
  });
  const asked = (operation: 'utf16-len' | 'string-len'): Expression => ({
    kind: 'operation',
    operation,
    operands: { string: held },
    type: number,
    span,
  });
  const enough: Expression = {
    kind: 'if',
    condition: compute('<', LONG_TEXT, simple('bool')),
    consequent: compute('*', 3n, number),
    alternate: asked('string-len'),
    type: number,
    span,
  };
  return blockOf([...(isHeld ? [] : [letOf(text, string)]), letOf(units, asked('utf16-len')), enough]);
}
