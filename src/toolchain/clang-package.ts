/** clang and libc++ from the package `@yowasp/clang`: a C++ compiler that runs in this process and needs nothing installed. */
import { isAbsolute, join, resolve } from 'node:path';
import {
  type CompileJob,
  type Compiler,
  type LinkJob,
  linkModelFlags,
  messageOf,
  type ToolResult,
} from './compiler.ts';
import { flagGroups, flagsFor, includeFolders } from './flags.ts';
import { hostFlag, hostPath, overlayFile, put, treeOf, withoutHost } from './host-tree.ts';
import { type FileContents, filesNeeded, type ReadFile, readFromDisk } from './include-files.ts';
import { Preambles, preambleOf } from './preambles.ts';
import { inQuickCode } from './quick-code.ts';
import type { ResultCache, ToolCall } from './result-cache.ts';

/** As much of the package as is used here. */
export type ClangPackage = Pick<typeof import('@yowasp/clang'), 'commands'>;
type Tree = import('@yowasp/clang').Tree;

/** Done and all bytes. */
export type LoadingProgress = (done: number, total: number) => void;

const targetFlags = ['--target=wasm32-wasip1'];
/** The package takes a driver's warning of an unused flag for a failure. */
const quietly = '-Qunused-arguments';
/**
 * What is compiled is printed: the package's file system makes a file anew for each piece that is written to it, which takes longer
 * than to compile it where a file has megabytes. What is linked is a file, since flags have the linker print other things.
 */
const printedOutput = '-';
const linkedOutput = '/.itlc-output';

/**
 * Loads the package and its 100 MB: seconds, once.
 * @param load imports the package
 */
export function loadingOnce(load: () => Promise<ClangPackage>, progress: LoadingProgress = () => {}) {
  let loading: Promise<ClangPackage> | undefined;
  return async (): Promise<ClangPackage> => {
    loading ??= load().then((loaded) => fetchAll(loaded, progress));
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
}

/**
 * The compiler of the package; it blocks the thread while it works.
 * @param load see `loadingOnce`
 * @param read where sources and libraries come from
 * @param cache results of former calls, by anyone
 */
export function packagedClang(
  load: () => Promise<ClangPackage>,
  read: ReadFile = readFromDisk,
  cache?: ResultCache,
): Compiler {
  const callClang = async (args: readonly string[], tree: Tree): Promise<ToolResult> =>
    cache?.find({ args, tree }) ?? runClang(load, { args, tree }, cache);
  const preambles = new Preambles();
  return {
    command: ['clang++'],
    targetFlags,
    isProcess: false,
    // What is kept may be all that is asked for.
    load: () => void (cache ? undefined : load().catch(() => {})),
    compile: async (job) => {
      const { args, tree, said } = prepared(job, read, preambles);
      const result = await callClang(args, tree);
      const ofFile = said(result.messages).replaceAll(hostPath(job.file, job.folder), job.file);
      return { ...result, messages: withoutHost(ofFile) };
    },
    link: async (job) => {
      const result = await callClang(linkArguments(job), linkTree(job, read));
      return { ...result, messages: withoutHost(result.messages) };
    },
    prepare: async (job) => {
      const preamble = preambleOf(job, read);
      if (!preamble || preambles.find(preamble)) return;
      const { header, headerFiles } = preamble;
      const result = await runClang(load, { args: headerArguments(header), tree: compileTree(header, headerFiles) });
      if (result.ok) preambles.keep(preamble, result);
    },
    isPrepared: (job) => {
      const preamble = preambleOf(job, read);
      return !preamble || preambles.find(preamble) !== undefined;
    },
  };
}

interface Prepared extends ToolCall {
  /** What the compiler says, with what it said of the includes when they were compiled. */
  readonly said: (messages: string) => string;
}

/** With the includes that have been compiled ahead, where they have been. */
function prepared(job: CompileJob, read: ReadFile, preambles: Preambles): Prepared {
  const files = filesNeeded(job, read);
  const preamble = preambleOf(job, read);
  const made = preamble && preambles.find(preamble);
  if (!made) return { args: compileArguments(job), tree: compileTree(job, files), said: (messages) => messages };
  const tree = compileTree(job, new Map([...files, ...preamble.headerFiles]));
  put(tree, hostPath(job.file, job.folder), preamble.rest);
  put(tree, precompiled, made.bytes);
  const said = (messages: string): string => preamble.saidOfSource(made.messages + messages);
  return { args: [...compileArguments(job), '-include-pch', precompiled], tree, said };
}

const compileTree = (job: CompileJob, files: FileContents): Tree =>
  treeOf(files, job.folder, [...job.quoteFolders, ...includeFolders(job.flags)]);

const precompiled = '/.itlc-preamble';

/**
 * A header is compiled by itself, without its name's ending being asked. What it makes of templates, no source that includes it has to
 * make again.
 */
function headerArguments(job: CompileJob): readonly string[] {
  const args = compileArguments(job);
  const at = args.indexOf('-c');
  return [...args.slice(0, at), '-x', 'c++-header', '-Xclang', '-fpch-instantiate-templates', ...args.slice(at + 1)];
}

function compileArguments({ folder, file, quoteFolders, flags }: CompileJob): readonly string[] {
  const quotes = quoteFolders.flatMap((quoted) => ['-iquote', quoted]);
  const where = ['-ivfsoverlay', overlayFile, '-working-directory', hostPath('.', folder)];
  const all = [...flagsFor(file, flags), ...quotes].map(hostFlag);
  return [...targetFlags, ...all, ...where, quietly, '-c', sourcePath(file, folder), '-o', printedOutput];
}

/** As given, so that messages have it so; but the package's driver does not know `..`. */
function sourcePath(file: string, folder: string): string {
  const isBelow = !isAbsolute(file) && !file.split(/[\\/]/).includes('..');
  return isBelow ? file.replaceAll('\\', '/') : hostPath(file, folder);
}

function linkArguments({ folder, objects, flags }: LinkJob): readonly string[] {
  const inputs = flags.map((flag) => (isArchive(flag) ? hostPath(flag, folder) : hostFlag(flag)));
  const names = objects.map(({ name }) => name);
  return [...targetFlags, ...linkModelFlags, quietly, ...names, ...inputs, '-o', linkedOutput];
}

const isArchive = (flag: string): boolean => !flag.startsWith('-') && /\.(?:a|o)$/.test(flag);

/** Objects lie in the root, which is where the linker runs: so it names them as they are called. */
function linkTree(job: LinkJob, read: ReadFile): Tree {
  const tree = treeOf(librariesNeeded(job, read), job.folder);
  for (const { name, bytes } of job.objects) put(tree, name, bytes);
  return tree;
}

/** The linker itself says which one it lacks. */
function librariesNeeded({ folder, flags }: LinkJob, read: ReadFile): FileContents {
  const groups = flagGroups(flags);
  const valuesOf = (flag: string): readonly string[] =>
    groups.flatMap(([word = '', value]) => (word.startsWith(flag) ? [value ?? word.slice(flag.length)] : []));
  const named = valuesOf('-l').flatMap((name) => valuesOf('-L').map((place) => join(place, `lib${name}.a`)));
  const paths = [...flags.filter(isArchive), ...named].map((path) => resolve(folder, path));
  return new Map(
    paths.flatMap((path) => {
      const bytes = read(path);
      return bytes ? [[path, bytes] as const] : [];
    }),
  );
}

const isPrinted = (args: readonly string[]): boolean => args[args.lastIndexOf('-o') + 1] === printedOutput;

async function runClang(load: () => Promise<ClangPackage>, call: ToolCall, cache?: ResultCache): Promise<ToolResult> {
  const said = collectOutput();
  const printed = collectPieces();
  const stdout = isPrinted(call.args) ? printed.write : said.write;
  try {
    const streams = { decodeASCII: false, stdout, stderr: said.write };
    const files = await inQuickCode(async () => (await load()).commands['clang++']([...call.args], call.tree, streams));
    const bytes = files?.[linkedOutput.slice(1)] ?? printed.bytes();
    if (!(bytes instanceof Uint8Array) || bytes.length === 0)
      return { ok: false, messages: said.text() || 'the compiler gave no output\n' };
    const result = { ok: true, bytes, messages: said.text() } as const;
    cache?.keep(call, result);
    return result;
  } catch (error) {
    const result = { ok: false, messages: said.text() || `${messageOf(error)}\n` } as const;
    if (isRefusal(error)) cache?.keep(call, result);
    return result;
  }
}

/** The driver's own end, with what it printed: not the package's failure to load, nor a crash. */
const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 1;

/** Loading ahead with a callback is also what keeps the package from printing its own progress. */
async function fetchAll(loaded: ClangPackage, progress: LoadingProgress): Promise<ClangPackage> {
  await loaded.commands['clang++'](
    undefined,
    {},
    {
      fetchProgress: ({ doneLength, totalLength }) => progress(doneLength, totalLength),
    },
  );
  return loaded;
}

/** A file that the compiler prints. */
function collectPieces(): { readonly write: (bytes: Uint8Array | null) => void; readonly bytes: () => Uint8Array } {
  const pieces: Uint8Array[] = [];
  return {
    write(bytes) {
      // A copy: the package writes the next piece into the same place.
      if (bytes) pieces.push(bytes.slice());
    },
    bytes() {
      const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      return whole;
    },
  };
}

/** What the compiler says; it comes in pieces that may end inside a character. */
function collectOutput(): { readonly write: (bytes: Uint8Array | null) => void; readonly text: () => string } {
  const decoder = new TextDecoder();
  let text = '';
  return {
    write(bytes) {
      if (bytes) text += decoder.decode(bytes, { stream: true });
    },
    text: () => text,
  };
}
