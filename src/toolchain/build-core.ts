/** Sources to a core module: every one compiled, all linked. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { guardStack } from '../core/guard-stack.ts';
import type { CompileJob, Compiler, LinkJob, ObjectFile, ToolResult } from './compiler.ts';
import { filesNeeded } from './include-files.ts';

export interface CoreJob {
  readonly folder: string;
  readonly units: readonly Omit<CompileJob, 'folder'>[];
  readonly link: LinkJob['flags'];
  /** Objects of former builds; what has not changed since is not compiled again. */
  readonly cache?: ObjectCache;
  /** Called before each step: with the file that is compiled, or nothing when all is linked. */
  readonly onStep?: (file?: string) => void;
}

export type ObjectCache = Map<string, { readonly key: string; readonly result: ToolResult }>;

export interface CoreResult {
  /** Absent where something went wrong. */
  readonly wasm?: Uint8Array;
  /** What the compiler printed, unchanged. */
  readonly messages: string;
  /** What the linker printed. */
  readonly linkerMessages: string;
  /** Where only symbols were missing: the module without them, which shows what else is not there. */
  readonly incomplete?: Uint8Array;
  /** The units that do not compile; the others were tried too. */
  readonly failed: readonly string[];
}

/** How many compilers run at a time where each is a process of its own. */
const AT_ONCE = 4;

/** Never throws for what a user can cause. */
export async function buildCore(compiler: Compiler, job: CoreJob): Promise<CoreResult> {
  const results = await inOrder(job.units, compiler.isProcess ? AT_ONCE : 1, (unit) =>
    compileUnit(compiler, job, unit),
  );
  const messages = results.map((result) => result.messages).join('');
  const failed = job.units.filter((_, index) => results[index]?.ok !== true).map(({ file }) => file);
  if (failed.length > 0) return { messages, linkerMessages: '', failed };
  const objects = results.flatMap((result, index) => objectOf(result, job.units[index]?.file ?? '', index));
  job.onStep?.();
  const linking = { folder: job.folder, objects, flags: job.link };
  const linked = await compiler.link(linking);
  const result = { messages, linkerMessages: linked.messages, failed };
  if (linked.ok) return { ...result, wasm: guardStack(linked.bytes) };
  const incomplete = await linkIncomplete(compiler, linking, linked.messages);
  return incomplete ? { ...result, incomplete } : result;
}

async function linkIncomplete(compiler: Compiler, job: LinkJob, messages: string): Promise<Uint8Array | undefined> {
  if (!messages.includes('undefined symbol:')) return undefined;
  const linked = await compiler.link({ ...job, flags: [...job.flags, '-Wl,--allow-undefined'] });
  return linked.ok ? linked.bytes : undefined;
}

async function compileUnit(compiler: Compiler, job: CoreJob, unit: CoreJob['units'][number]): Promise<ToolResult> {
  const whole = { ...unit, folder: job.folder };
  const key = job.cache ? keyOf(whole) : '';
  const known = job.cache?.get(unit.file);
  if (known?.key === key) return known.result;
  job.onStep?.(unit.file);
  const result = await compiler.compile(whole);
  job.cache?.set(unit.file, { key, result });
  return result;
}

/** Changes whenever compiling may give something else. */
function keyOf(job: CompileJob): string {
  const hash = createHash('sha256').update(JSON.stringify([job.quoteFolders, job.flags]));
  for (const [path, bytes] of filesNeeded(job)) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** Names in messages of the linker are those of the sources; two sources may have the same. */
function objectOf(result: ToolResult, file: string, index: number): readonly ObjectFile[] {
  const name = basename(file).replace(/\.[^.]*$/, '');
  return result.ok ? [{ name: index === 0 ? `${name}.o` : `${name}-${index}.o`, bytes: result.bytes }] : [];
}

/** The results in the order of the items, at most some of them being worked on at a time. */
async function inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  action: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await action(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
