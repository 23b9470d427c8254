/** Tells users of memories that have grown: views that they have of the old buffers are empty from then on. */
import type { Instance } from './instance.ts';

/** Looks whether memories of the core modules have grown; undefined where nobody wants to know. */
export function watchGrowth({ modules, options }: Instance): (() => void) | undefined {
  const tell = options?.onMemoryGrowth;
  if (!tell) return undefined;
  const memories = new Map<WebAssembly.Memory, { path: string; size: number }>();
  for (const { exports, path } of modules)
    for (const memory of Object.values(exports))
      if (memory instanceof WebAssembly.Memory) memories.set(memory, { path, size: memory.buffer.byteLength });
  return () => {
    for (const [memory, seen] of memories) {
      const { byteLength } = memory.buffer;
      if (byteLength === seen.size) continue;
      seen.size = byteLength;
      tell(memory, seen.path);
    }
  };
}
