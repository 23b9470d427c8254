/** Memories, tables and globals that the component makes for its core modules. */

export const makeMemory = (initial: number, maximum: number | null, shared: boolean): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial, maximum: maximum ?? undefined, shared } as WebAssembly.MemoryDescriptor);

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
