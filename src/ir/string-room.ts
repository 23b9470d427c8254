import type { Expression, Local } from './ir.ts';
import { none, simple, type Type } from './types.ts';

/** Code units up to which nobody measures: room for them costs less. */
const LONG_TEXT = 100_000n;

/** What `string-room` stands for: three bytes a code unit, or for a long string as many as there are. */
export function roomFor(string: Expression): Expression {
  const { span } = string;
  const [text, units] = [
    { name: 'text', type: string.type },
    { name: 'units', type: number },
  ];
  const bind = (local: Local, value: Expression): Expression => ({
    kind: 'let',
    locals: [local],
    value,
    type: none,
    span,
  });
  const read = (local: Local): Expression => ({ kind: 'local', local, type: local.type, span });
  const literal = (value: bigint): Expression => ({ kind: 'integer', value, type: number, span });
  const compute = (operation: '<' | '*', right: bigint, type: Type): Expression => ({
    kind: 'operation',
    operation,
    operands: { left: read(units), right: literal(right) },
    type,
    span,
  });
  const asked = (operation: 'utf16-len' | 'string-len', of: Expression): Expression => ({
    kind: 'operation',
    operation,
    operands: { string: of },
    type: number,
    span,
  });
  const of = string.kind === 'local' ? string : read(text);
  const enough: Expression = {
    kind: 'if',
    condition: compute('<', LONG_TEXT, simple('bool')),
    consequent: compute('*', 3n, number),
    alternate: asked('string-len', of),
    type: number,
    span,
  };
  const before = string.kind === 'local' ? [] : [bind(text, string)];
  return { kind: 'block', items: [...before, bind(units, asked('utf16-len', of)), enough], type: number, span };
}

const number = simple('i32');
