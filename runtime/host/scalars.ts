/** Single scalars in linear memory. A DataView, since C's packed structs do not align what they hold. */
import type { ScalarName } from '../abi.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import type { Reach } from './reach.ts';

export type Load = (module: CoreModule, name: number, pointer: number) => number | bigint;
export type Store = (module: CoreModule, name: number, pointer: number, value: never) => void;

/** Makes the host function for an instance; each scalar's is code of its own, so that the engine inlines it. */
export type Access<F = HostFunction> = (reach: Reach) => F;

const loadFlag: Access<Load> = (reach) => (module, name, pointer) =>
  reach(module, name, pointer >>> 0, 1).data.getInt8(pointer >>> 0) === 0 ? 0 : 1;

/** Sign does not matter: it is an i32 that comes of it. */
const load32: Access<Load> = (reach) => (module, name, pointer) =>
  reach(module, name, pointer >>> 0, 4).data.getInt32(pointer >>> 0, true);

const load64: Access<Load> = (reach) => (module, name, pointer) =>
  reach(module, name, pointer >>> 0, 8).data.getBigInt64(pointer >>> 0, true);

const allLoads: Readonly<Record<ScalarName, Access<Load>>> = {
  u1: loadFlag,
  bool: loadFlag,
  s8: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 1).data.getInt8(pointer >>> 0),
  u8: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 1).data.getUint8(pointer >>> 0),
  s16: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 2).data.getInt16(pointer >>> 0, true),
  u16: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 2).data.getUint16(pointer >>> 0, true),
  s32: load32,
  u32: load32,
  char: load32,
  s64: load64,
  u64: load64,
  f32: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 4).data.getFloat32(pointer >>> 0, true),
  f64: (reach) => (module, name, pointer) => reach(module, name, pointer >>> 0, 8).data.getFloat64(pointer >>> 0, true),
};

export const loads: ReadonlyMap<string, Access<Load>> = new Map(Object.entries(allLoads));

/** A boolean counts as the number the engine would make of it. */
const storeFlag: Access<Store> = (reach) => (module, name, pointer, value) =>
  reach(module, name, pointer >>> 0, 1).data.setInt8(pointer >>> 0, value ? 1 : 0);

const store8: Access<Store> = (reach) => (module, name, pointer, value) =>
  reach(module, name, pointer >>> 0, 1).data.setInt8(pointer >>> 0, value);

const store16: Access<Store> = (reach) => (module, name, pointer, value) =>
  reach(module, name, pointer >>> 0, 2).data.setInt16(pointer >>> 0, value, true);

const store32: Access<Store> = (reach) => (module, name, pointer, value) =>
  reach(module, name, pointer >>> 0, 4).data.setInt32(pointer >>> 0, value, true);

const store64: Access<Store> = (reach) => (module, name, pointer, value) =>
  reach(module, name, pointer >>> 0, 8).data.setBigInt64(pointer >>> 0, value, true);

const allStores: Readonly<Record<ScalarName, Access<Store>>> = {
  u1: storeFlag,
  bool: storeFlag,
  s8: store8,
  u8: store8,
  s16: store16,
  u16: store16,
  s32: store32,
  u32: store32,
  char: store32,
  s64: store64,
  u64: store64,
  f32: (reach) => (module, name, pointer, value) =>
    reach(module, name, pointer >>> 0, 4).data.setFloat32(pointer >>> 0, value, true),
  f64: (reach) => (module, name, pointer, value) =>
    reach(module, name, pointer >>> 0, 8).data.setFloat64(pointer >>> 0, value, true),
};

export const stores: ReadonlyMap<string, Access<Store>> = new Map(Object.entries(allStores));
