/** Makes a value after all of what it consists of. */
import { casesOf } from '../cases.ts';
import { withRange } from '../forward-copies/encodings.ts';
import type { BlockExpression, Expression } from '../ir.ts';
import { never, type Type } from '../types.ts';
import type { NumberedOperation, Shape } from './parts.ts';

export function rebuilt(shape: Shape, at: Expression): Expression {
  const { span } = at;
  switch (shape.kind) {
    case 'value':
      return shape.slot;
    case 'lifted':
      return withRange(shape.lift, shape.pointer, shape.length);
    case 'numbered':
      return numbered(shape.operation, shape.type, shape.slot);
    case 'product':
      return product(shape, at);
    case 'sum': {
      const cases = casesOf(shape.type) ?? [];
      const make = (index: number): Expression => {
        const { name = '', type: payloadType } = cases[index] ?? {};
        const payload = shape.items.get(name);
        if (payloadType && !payload) return { kind: 'unreachable', type: never, span };
        const operands = {
          type: shape.type,
          case: { name, index, type: payloadType },
          payload: payload && rebuilt(payload, at),
        };
        return { kind: 'operation', operation: 'make-variant', operands, type: shape.type, span };
      };
      return byCase(shape.tag, cases.length, make, shape.type);
    }
  }
}

/** The enum or the flags of a number. */
export function numbered(operation: NumberedOperation['operation'], type: Type, slot: Expression): Expression {
  const { span } = slot;
  return operation === 'lift-enum'
    ? { kind: 'operation', operation, operands: { type, number: slot }, type, span }
    : { kind: 'operation', operation, operands: { type, bits: slot }, type, span };
}

function product({ type, items }: Extract<Shape, { kind: 'product' }>, at: Expression): Expression {
  const { span } = at;
  if (type.kind === 'tuple') {
    const operands = { items: type.items.map((_, index) => rebuilt(items.get(String(index)) as Shape, at)) };
    return { kind: 'operation', operation: 'make-tuple', operands, type, span };
  }
  const fields = [...items].map(([name, item]) => {
    const value = rebuilt(item, at);
    return { name, type: value.type, value };
  });
  return { kind: 'operation', operation: 'make-record', operands: { type, fields }, type, span };
}

/**
 * Code for whichever case it is.
 * @param tag - the number of the case
 */
export function byCase(tag: Expression, count: number, make: (index: number) => Expression, type: Type): Expression {
  const { span } = tag;
  if (tag.kind === 'integer') return make(Number(tag.value));
  const block = (index: number): BlockExpression => {
    const code = make(index);
    return code.kind === 'block' ? code : { kind: 'block', items: [code], type: code.type, span };
  };
  const last = count - 1;
  if (last === 0) return block(0);
  if (last === 1) return { kind: 'if', condition: tag, consequent: block(1), alternate: block(0), type, span };
  const arms = Array.from({ length: last }, (_, index) => ({ value: BigInt(index), block: block(index) }));
  return { kind: 'switch', subject: tag, arms, otherwise: block(last), type, span };
}
