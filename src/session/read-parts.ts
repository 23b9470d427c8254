/** The components that a source uses: read, translated and built before the source itself is compiled. */
import { basename, dirname, join, resolve } from 'node:path';
import type { UnusableComponent, UsedComponent } from '../check-source.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { parseItl } from '../frontend/itl.ts';
import { joinPath } from '../link/join-path.ts';
import { SourceMap } from '../source/source-map.ts';
import { claimCore, type Trace } from './cpp-session.ts';
import { componentStem, readBytes, stemOf } from './files.ts';
import { isCpp, isWasm } from './input-kinds.ts';
import type { Reports } from './reports.ts';

/** What C++ became: the path of its ITL is for messages. */
export interface BuiltCpp {
  readonly path: string;
  readonly text: string;
  readonly core: Uint8Array | undefined;
}

/**
 * Translates and builds one C++ source; undefined after reported errors.
 * @param name - of its core module, without the ending
 */
export type BuildCppPart = (path: string, name: string) => Promise<BuiltCpp | undefined>;

export interface PartsContext {
  readonly reports: Reports;
  readonly trace: Trace | undefined;
  /** Where core modules that are made go. */
  readonly outDir: string;
  readonly buildCpp: BuildCppPart;
}

export interface ReadParts {
  /** Given a path from where the source lies. */
  readonly find: (path: string) => UsedComponent | UnusableComponent | undefined;
  /** Core modules that were made, by path. */
  readonly cores: ReadonlyMap<string, Uint8Array>;
  /** Those of them that are no files yet. */
  readonly unwritten: ReadonlyMap<string, Uint8Array>;
}

const nothing: ReadParts = { find: () => undefined, cores: new Map(), unwritten: new Map() };

/** @param path - of the source itself */
export async function readParts(path: string, text: string, context: PartsContext): Promise<ReadParts> {
  // What is asked of every source costs nothing where there is none.
  if (!text.includes('component')) return nothing;
  const reader = new PartReader(path, context);
  await reader.followAll(basename(path), text);
  return { find: (part) => reader.parts.get(part), cores: reader.cores, unwritten: reader.unwritten };
}

class PartReader {
  readonly parts = new Map<string, UsedComponent | UnusableComponent>();
  readonly cores = new Map<string, Uint8Array>();
  readonly unwritten = new Map<string, Uint8Array>();
  /** Of core modules that are files already. */
  readonly #taken = new Set<string>();
  readonly #folder: string;
  readonly #shown: string;
  readonly #context: PartsContext;

  constructor(path: string, context: PartsContext) {
    this.#folder = resolve(dirname(path));
    this.#shown = path;
    this.#context = context;
  }

  /** @param path - of a source, from where the first one lies */
  async followAll(path: string, text: string): Promise<void> {
    const { items } = parseItl(new SourceMap().add(path, text), new DiagnosticSink());
    for (const item of items) if (item.kind === 'module' && item.path) this.#taken.add(joinPath(path, item.path.value));
    for (const item of items) if (item.kind === 'component') await this.#follow(joinPath(path, item.path.value));
  }

  async #follow(path: string): Promise<void> {
    if (this.parts.has(path)) return;
    const file = resolve(this.#folder, path);
    const bytes = readBytes(file);
    this.#context.trace?.read.add(file);
    this.#context.reports.detail(bytes.ok ? `reading ${file}` : `${file}: ${bytes.reason}`);
    if (!bytes.ok) this.parts.set(path, { reason: bytes.reason });
    else if (isWasm(path)) this.parts.set(path, await this.#translate(path, bytes.value));
    else if (isCpp(path)) this.parts.set(path, await this.#build(path));
    else await this.#readItl(path, bytes.value);
  }

  /** As people write it: from where the first source's path begins. */
  #shownPath(path: string): string {
    return joinPath(this.#shown, path);
  }

  async #readItl(path: string, bytes: Uint8Array): Promise<void> {
    const sink = new DiagnosticSink();
    const shown = this.#shownPath(path);
    const text = decodeSource(shown, bytes, sink);
    this.parts.set(path, sink.hasErrors ? { problems: sink.all } : { path: shown, text });
    await this.followAll(path, text);
  }

  async #translate(path: string, bytes: Uint8Array): Promise<UsedComponent | UnusableComponent> {
    // Loaded only now: most sources use none.
    const { translateComponent } = await import('../canonical/translate-component.ts');
    const shown = this.#shownPath(path);
    const stem = this.#freeStem(componentStem(path), (name) => `${name}.core.wasm`, path);
    const translation = translateComponent(bytes, shown, stem);
    if (translation.kind === 'refused') return { problems: translation.diagnostics };
    const { text, modules } = translation;
    for (const [core, content] of modules) {
      this.cores.set(core, content);
      this.unwritten.set(core, content);
    }
    return { path: shown, text, cores: modules };
  }

  async #build(path: string): Promise<UsedComponent | UnusableComponent> {
    const name = this.#freeStem(stemOf(path), (stem) => `${stem}.wasm`, path);
    const built = await this.#context.buildCpp(this.#shownPath(path), name);
    if (!built) return {};
    const { core, text } = built;
    if (core) this.cores.set(`${name}.wasm`, core);
    return { path: built.path, text, cores: core ? new Map([[`${name}.wasm`, core]]) : 'unknown' };
  }

  /** Core modules are told apart by their paths; in one folder, those of other sources of the command too. */
  #freeStem(wanted: string, fileOf: (stem: string) => string, source: string): string {
    let stem = wanted;
    for (let count = 2; !this.#take(fileOf(stem), source); count++) stem = `${wanted}-${count}`;
    return stem;
  }

  /** False where another core module, or another source, has the name. */
  #take(core: string, source: string): boolean {
    if (this.#taken.has(core)) return false;
    const { trace, outDir } = this.#context;
    if (trace && claimCore(trace, join(outDir, core), resolve(this.#folder, source)) !== undefined) return false;
    this.#taken.add(core);
    return true;
  }
}
