/** Arithmetic of WebAssembly that JavaScript has no operator for. */

/** @throws WebAssembly.RuntimeError for a divisor of zero */
export function nonZero<N extends number | bigint>(divisor: N): N {
  // Also 0n.
  if (!divisor) throw new WebAssembly.RuntimeError('divide by zero');
  return divisor;
}

/** The quotient of signed integers of so many bits. @throws WebAssembly.RuntimeError where it does not fit */
export function quotient(dividend: number, divisor: number): number {
  const result = Math.trunc(dividend / nonZero(divisor));
  if (result === 2147483648) throw new WebAssembly.RuntimeError('divide result unrepresentable');
  return result + 0;
}

export function quotient64(dividend: bigint, divisor: bigint): bigint {
  const result = dividend / nonZero(divisor);
  if (result === 0x8000000000000000n) throw new WebAssembly.RuntimeError('divide result unrepresentable');
  return result;
}

/** The integer part. What is out of range becomes the nearest integer that is not, NaN becomes 0. */
export const truncateS32 = (value: number): number => Math.max(-2147483648, Math.min(2147483647, value)) | 0;

export const truncateU32 = (value: number): number => Math.max(0, Math.min(4294967295, value)) >>> 0;

export const truncateS64 = (value: number): bigint =>
  value >= 2 ** 63 ? 0x7fffffffffffffffn : value <= -(2 ** 63) ? -0x8000000000000000n : truncated(value);

export const truncateU64 = (value: number): bigint =>
  value >= 2 ** 64 ? 0xffffffffffffffffn : value <= 0 ? 0n : truncated(value);

const truncated = (value: number): bigint => BigInt(Number.isNaN(value) ? 0 : Math.trunc(value));

/** Rounds once: by way of a double it could be twice. */
export function roundToF32(value: bigint): number {
  const size = value < 0n ? -value : value;
  let shift = 0n;
  while (size >> shift > 0xffffffffn) shift++;
  // Whatever is cut off leaves a bit far behind the last that counts.
  const cut = size >> shift;
  const sticky = cut << shift === size ? cut : cut | 1n;
  return Math.fround(Number(sticky << shift)) * (value < 0n ? -1 : 1);
}
