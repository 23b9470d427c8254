/**
 * Single scalars in linear memory. A DataView, since C's packed structs do not align what they hold. Constants, as all helpers that are
 * called often: of a function declaration engines ask with each call whether it is still the same.
 */
import { type Memory, reach } from './memory.ts';

export const loadBool = (memory: Memory, pointer: number): boolean => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.u8[at] !== 0;
};

export const storeBool = (memory: Memory, pointer: number, value: boolean | number): void => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.u8[at] = value ? 1 : 0;
};

export const loadS8 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.data.getInt8(at);
};

export const storeS8 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.data.setInt8(at, value);
};

export const loadU8 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.data.getUint8(at);
};

export const storeU8 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.data.setUint8(at, value);
};

export const loadS16 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  return memory.data.getInt16(at, true);
};

export const storeS16 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  memory.data.setInt16(at, value, true);
};

export const loadU16 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  return memory.data.getUint16(at, true);
};

export const storeU16 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  memory.data.setUint16(at, value, true);
};

export const loadS32 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getInt32(at, true);
};

export const storeS32 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setInt32(at, value, true);
};

export const loadU32 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getUint32(at, true);
};

export const storeU32 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setUint32(at, value, true);
};

export const loadS64 = (memory: Memory, pointer: number): bigint => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getBigInt64(at, true);
};

export const storeS64 = (memory: Memory, pointer: number, value: bigint): void => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setBigInt64(at, value, true);
};

export const loadU64 = (memory: Memory, pointer: number): bigint => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getBigUint64(at, true);
};

export const storeU64 = (memory: Memory, pointer: number, value: bigint): void => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setBigUint64(at, value, true);
};

export const loadF32 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getFloat32(at, true);
};

export const storeF32 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setFloat32(at, value, true);
};

export const loadF64 = (memory: Memory, pointer: number): number => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getFloat64(at, true);
};

export const storeF64 = (memory: Memory, pointer: number, value: number): void => {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setFloat64(at, value, true);
};
