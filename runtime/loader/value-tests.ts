/** JavaScript that tests values in line. */
import { integerRange } from '../values/primitives.ts';

function scalarTest(type: string, value: string): string | undefined {
  const isNumber = `typeof ${value} === 'number'`;
  if (type === 'f32' || type === 'f64') return isNumber;
  if (type === 'bool') return `typeof ${value} === 'boolean'`;
  if (type === 's64') return `typeof ${value} === 'bigint' && ${value} >= ${-(1n << 63n)}n && ${value} < ${1n << 63n}n`;
  if (type === 'u64') return `typeof ${value} === 'bigint' && ${value} >= 0n && ${value} < ${1n << 64n}n`;
  if (type === 'u32') return `${isNumber} && ${value} === ${value} >>> 0`;
  const range = integerRange(type);
  if (range === undefined) return undefined;
  const isInteger = `${isNumber} && ${value} === (${value} | 0)`;
  return type === 's32' ? isInteger : `${isInteger} && ${value} >= ${range[0]} && ${value} <= ${range[1]}`;
}

/**
 * An empty one may be a view of memory that has grown since. Its length is where its elements end, whatever it says.
 *
 * @param count - a variable that gets the length
 */
export const viewTest = (value: string, name: string, count: string): string =>
  `isView(${value}) && ${value} instanceof ${name} && ${value}[(${count} = ${value}.length) - 1] !== undefined && ${value}[${count}] === undefined`;

/** A test, as JavaScript, that a value is of a type without structure; `undefined` for other types. */
export const wordTest = (type: string, value: string): string | undefined =>
  type === 'string'
    ? `typeof ${value} === 'string'`
    : type === 'any'
      ? 'true'
      : type === 'buffer'
        ? viewTest(value, 'Uint8Array', 'size')
        : scalarTest(type, value);
