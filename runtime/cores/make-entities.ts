/** Memories, tables and globals that the component makes for its core modules. */
import { ItlLinkError, reason } from '../values/errors.ts';

/**
 * @param wide - has 64-bit addresses
 * @throws ItlLinkError where the engine has not so much room, or knows no such addresses
 */
export function makeMemory(
  initial: number,
  maximum: number | null,
  shared: boolean,
  wide?: boolean,
): WebAssembly.Memory {
  const pages = wide ? BigInt : Number;
  const limits = { initial: pages(initial), maximum: maximum === null ? undefined : pages(maximum), shared };
  try {
    return new WebAssembly.Memory((wide ? { ...limits, address: 'i64' } : limits) as never);
  } catch (cause) {
    throw new ItlLinkError(`cannot make a memory with ${wide ? 64 : 32}-bit addresses: ${reason(cause)}`, { cause });
  }
}

export const makeTable = (
  initial: number,
  maximum: number | null,
  element: 'externref' | 'funcref',
): WebAssembly.Table =>
  new WebAssembly.Table({
    initial,
    maximum: maximum ?? undefined,
    element: element === 'funcref' ? 'anyfunc' : element,
  } as WebAssembly.TableDescriptor);

/** @param value - as a text, which may be too large for a number */
export const makeGlobal = (type: 'f32' | 'f64' | 'i32' | 'i64', mutable: boolean, value: string): WebAssembly.Global =>
  new WebAssembly.Global({ value: type, mutable }, (type === 'i64' ? BigInt(value) : Number(value)) as never);
