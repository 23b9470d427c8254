/**
 * The adapter's file, of which only the variant that runs is compiled: custom sections are found in the bytes, without
 * the engine.
 */
import { SECTION_NAME } from '../abi.ts';
import { bytesOfSource, cannot, isModule } from '../cores/sources.ts';
import { readSize } from './read-size.ts';
import { type Content, compile, load, type Place, read, type SourceLike } from './sources.ts';

export interface Adapter extends Place {
  /** What the custom section of the name holds. */
  readonly section: (name: string) => BufferSource | undefined;
  /** The table variant; compiled when it is first asked for. */
  readonly table: () => Promise<WebAssembly.Module>;
}

/** @throws ItlLinkError naming the place and what came instead of WebAssembly */
export async function loadAdapter(source: SourceLike): Promise<Adapter> {
  const { content, url, label } = await load(source, read);
  let compiling: Promise<WebAssembly.Module> | undefined;
  const table = (): Promise<WebAssembly.Module> => {
    compiling ??= compile(content).catch((cause) => {
      throw cannot(`load ${label}`, cause);
    });
    return compiling;
  };
  const sections = findSections(content);
  if (sections?.has(SECTION_NAME)) return { url, label, table, section: (name) => sections.get(name) };
  // Whatever it is, the engine says it best.
  const module = await table();
  return { url, label, table, section: (name) => WebAssembly.Module.customSections(module, name)[0] };
}

const headerSize = 8;

/** Longer names are none of ours. */
const longestName = 16;

/** Custom sections by name, the first of each; `undefined` where the content is not made of sections. */
function findSections(content: Content): ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined {
  if (isModule(content)) return undefined;
  const bytes = bytesOfSource(content);
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  let at = headerSize;
  while (at < bytes.length) {
    const [size, content] = readSize(bytes, at + 1);
    const end = content + size;
    if (end > bytes.length) return undefined;
    if (bytes[at] === 0) {
      const [length, begin] = readSize(bytes, content);
      const start = begin + length;
      const name = String.fromCharCode(...bytes.subarray(begin, Math.min(start, begin + longestName)));
      if (!found.has(name)) found.set(name, bytes.subarray(start, end));
    }
    at = end;
  }
  return found;
}
