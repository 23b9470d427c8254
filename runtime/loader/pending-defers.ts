/** The `defer`s of calls that wait, out of the way of those of others: an adapter has one stack of them. */
import type { TakeDefers } from '../cores/contexts.ts';

type Numbered = WebAssembly.Global<'i32'>;

interface DeferExports {
  readonly _it_defers: Numbered;
  readonly _it_defer_base: Numbered;
  readonly _it_defer_refs: WebAssembly.Table;
  readonly _it_defer_refs_top: Numbered | undefined;
  readonly _it_memory: WebAssembly.Memory;
}

/** @param outermost - where the stack begins */
export function takingDefers(adapter: WebAssembly.Exports, outermost: number): TakeDefers {
  const {
    _it_defers: top,
    _it_defer_base: base,
    _it_defer_refs: table,
    _it_defer_refs_top: tableTop = { value: 0 },
    _it_memory: memory,
  } = adapter as unknown as DeferExports;
  const room = (size: number): Uint8Array => new Uint8Array(memory.buffer, base.value + outermost, size);
  return () => {
    const size = (top?.value ?? outermost) - outermost;
    if (size === 0) return undefined;
    const bytes = room(size).slice();
    const references: unknown[] = [];
    while (tableTop.value > references.length) {
      references.push(table.get(references.length));
      table.set(references.length - 1, null);
    }
    top.value = outermost;
    tableTop.value = 0;
    return () => {
      room(size).set(bytes);
      for (const reference of references) table.set(tableTop.value++, reference);
      top.value = outermost + size;
    };
  };
}
