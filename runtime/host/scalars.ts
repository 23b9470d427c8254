/** Single scalars in linear memory. A DataView, since C's packed structs do not align what they hold. */
import { type ScalarName, scalarSize } from '../abi.ts';
import type { CoreModule } from '../loader/modules.ts';
import type { Reach } from './reach.ts';

export type Load = (module: CoreModule, name: number, pointer: number) => number | bigint;
export type Store = (module: CoreModule, name: number, pointer: number, value: never) => void;

type Read = (data: DataView, at: number) => number | bigint;
type Write = (data: DataView, at: number, value: never) => void;

const readFlag: Read = (data, at) => (data.getInt8(at) === 0 ? 0 : 1);

/** Sign does not matter: it is an i32 that comes of it. */
const read32: Read = (data, at) => data.getInt32(at, true);

const read64: Read = (data, at) => data.getBigInt64(at, true);

/** As WebAssembly has them: `u32` is signed. */
export const reads: Readonly<Record<ScalarName, Read>> = {
  u1: readFlag,
  bool: readFlag,
  s8: (data, at) => data.getInt8(at),
  u8: (data, at) => data.getUint8(at),
  s16: (data, at) => data.getInt16(at, true),
  u16: (data, at) => data.getUint16(at, true),
  s32: read32,
  u32: read32,
  char: read32,
  s64: read64,
  u64: read64,
  f32: (data, at) => data.getFloat32(at, true),
  f64: (data, at) => data.getFloat64(at, true),
};

/** A boolean counts as the number the engine would make of it. */
const writeFlag: Write = (data, at, value) => data.setInt8(at, value ? 1 : 0);
const write8: Write = (data, at, value) => data.setInt8(at, value);
const write16: Write = (data, at, value) => data.setInt16(at, value, true);
const write32: Write = (data, at, value) => data.setInt32(at, value, true);
const write64: Write = (data, at, value) => data.setBigInt64(at, value, true);

const writes: Readonly<Record<ScalarName, Write>> = {
  u1: writeFlag,
  bool: writeFlag,
  s8: write8,
  u8: write8,
  s16: write16,
  u16: write16,
  s32: write32,
  u32: write32,
  char: write32,
  s64: write64,
  u64: write64,
  f32: (data, at, value) => data.setFloat32(at, value, true),
  f64: (data, at, value) => data.setFloat64(at, value, true),
};

export const isScalar = (name: string): name is ScalarName => Object.hasOwn(reads, name);

export function loadOf(type: ScalarName, reach: Reach): Load {
  const [read, size] = [reads[type], scalarSize[type]];
  return (module, name, pointer) => {
    const at = pointer >>> 0;
    return read(reach(module, name, at, size).data, at);
  };
}

export function storeOf(type: ScalarName, reach: Reach): Store {
  const [write, size] = [writes[type], scalarSize[type]];
  return (module, name, pointer, value) => {
    const at = pointer >>> 0;
    write(reach(module, name, at, size).data, at, value);
  };
}
