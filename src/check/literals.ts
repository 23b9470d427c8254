/** Numbers and texts: they take the expected type where they can. */
import type { NumberAtom, StringAtom } from '../ast/nodes.ts';
import { literalOutOfRange } from '../diagnostics/types.ts';
import type { Expression } from '../ir/ir.ts';
import { arithmeticTypeOf, type NumberType, numberTypeOf } from '../ir/numbers.ts';
import { simple, type Type } from '../ir/types.ts';
import type { Span } from '../source/source-map.ts';
import { type Context, failed } from './context.ts';
import { readNumeral } from './numerals.ts';

const isType = (type: Type | undefined, name: string): type is Type => type?.kind === 'simple' && type.name === name;

/** A text of one character is a `char` where one is expected. */
export function checkText({ value, span }: StringAtom, expected: Type | undefined): Expression {
  const point = value.codePointAt(0);
  if (isType(expected, 'char') && point !== undefined && value === String.fromCodePoint(point)) {
    return { kind: 'integer', type: expected, value: BigInt(point), span };
  }
  return { kind: 'text', type: simple('string'), value, span };
}

export function checkNumber({ text, span }: NumberAtom, expected: Type | undefined, context: Context): Expression {
  const numeral = readNumeral(text);
  const wanted = expected && literalTypeFor(expected);
  if (numeral.kind === 'float') {
    return checkFloat(text, numeral.value, wanted?.float ? simple(wanted.name) : simple('f64'), span, context);
  }
  if (wanted?.float) {
    const value = numeral.negativeZero ? -0 : Number(numeral.value);
    return checkFloat(text, value, simple(wanted.name), span, context);
  }
  return checkInteger(text, numeral.value, wanted ? simple(wanted.name) : simple('i32'), span, context);
}

/** `bool` and `char` have no number literals. */
const literalTypeFor = (expected: Type): NumberType | undefined => arithmeticTypeOf(expected);

/** As in WebAssembly's text: what rounds to infinity is a mistake, infinity itself is written `inf`. */
function checkFloat(text: string, value: number, type: Type, span: Span, { environment }: Context): Expression {
  const isSingle = isType(type, 'f32');
  const isLost = !Number.isFinite(isSingle ? Math.fround(value) : value);
  if (!isLost || /inf|nan/i.test(text)) return { kind: 'float', type, value, span };
  const range = `it holds up to ${isSingle ? '3.4028235e38' : '1.7976931348623157e308'}; infinity is 'inf'`;
  environment.sink.add(literalOutOfRange(text, type, range, span));
  return failed(span);
}

function checkInteger(text: string, value: bigint, type: Type, span: Span, { environment }: Context): Expression {
  const [low, high] = literalRange(type);
  if (value >= low && value <= high) return { kind: 'integer', type, value, span };
  environment.sink.add(literalOutOfRange(text, type, `it holds ${low} to ${high}`, span));
  return failed(span);
}

/** Core integers have no sign of their own: both readings of their bits can be written. */
export function literalRange(type: Type): readonly [low: bigint, high: bigint] {
  const { name, bits, signed } = numberTypeOf(type) as NumberType;
  const size = BigInt(bits);
  if (name === 'i32' || name === 'i64') return [-(1n << (size - 1n)), (1n << size) - 1n];
  return signed ? [-(1n << (size - 1n)), (1n << (size - 1n)) - 1n] : [0n, (1n << size) - 1n];
}
