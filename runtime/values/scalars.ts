/** Single scalars in linear memory. A DataView, since C's packed structs do not align what they hold. */
import { type Memory, reach } from './memory.ts';

export function loadBool(memory: Memory, pointer: number): boolean {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.u8[at] !== 0;
}

export function storeBool(memory: Memory, pointer: number, value: boolean | number): void {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.u8[at] = value ? 1 : 0;
}

export function loadS8(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.data.getInt8(at);
}

export function storeS8(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.data.setInt8(at, value);
}

export function loadU8(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  return memory.data.getUint8(at);
}

export function storeU8(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  memory.data.setUint8(at, value);
}

export function loadS16(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  return memory.data.getInt16(at, true);
}

export function storeS16(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  memory.data.setInt16(at, value, true);
}

export function loadU16(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  return memory.data.getUint16(at, true);
}

export function storeU16(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 2 >= memory.u8.length) reach(memory, at, 2);
  memory.data.setUint16(at, value, true);
}

export function loadS32(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getInt32(at, true);
}

export function storeS32(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setInt32(at, value, true);
}

export function loadU32(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getUint32(at, true);
}

export function storeU32(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setUint32(at, value, true);
}

export function loadS64(memory: Memory, pointer: number): bigint {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getBigInt64(at, true);
}

export function storeS64(memory: Memory, pointer: number, value: bigint): void {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setBigInt64(at, value, true);
}

export function loadU64(memory: Memory, pointer: number): bigint {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getBigUint64(at, true);
}

export function storeU64(memory: Memory, pointer: number, value: bigint): void {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setBigUint64(at, value, true);
}

export function loadF32(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  return memory.data.getFloat32(at, true);
}

export function storeF32(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 4 >= memory.u8.length) reach(memory, at, 4);
  memory.data.setFloat32(at, value, true);
}

export function loadF64(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  return memory.data.getFloat64(at, true);
}

export function storeF64(memory: Memory, pointer: number, value: number): void {
  const at = pointer >>> 0;
  if (at + 8 >= memory.u8.length) reach(memory, at, 8);
  memory.data.setFloat64(at, value, true);
}
