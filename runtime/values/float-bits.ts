/** The bits of floats. */

const floatBits = new DataView(new ArrayBuffer(8));

export function bitsOfF32(value: number): number {
  floatBits.setFloat32(0, value);
  return floatBits.getInt32(0);
}

export function f32OfBits(value: number): number {
  floatBits.setInt32(0, value);
  return floatBits.getFloat32(0);
}

export function bitsOfF64(value: number): bigint {
  floatBits.setFloat64(0, value);
  return floatBits.getBigInt64(0);
}

export function f64OfBits(value: bigint): number {
  floatBits.setBigInt64(0, value);
  return floatBits.getFloat64(0);
}
