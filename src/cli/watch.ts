/** Builds again when a file changes that went into a build. */
import { createHash } from 'node:crypto';
import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readBytes } from '../session/files.ts';

export interface Watched {
  readonly build: () => Promise<void>;
  /** What a build now would read, as far as that can be told before it. */
  readonly files: () => Iterable<string>;
}

/** Path → hash of the content; of a file that is not there, the empty string. */
type Fingerprint = ReadonlyMap<string, string>;

/** Editors write in several steps; what happens within this time is one change. */
const QUIET_MILLISECONDS = 60;
/** Where the system cannot tell of changes. */
const POLL_MILLISECONDS = 1000;

/**
 * Builds at once, and then whenever the content of a file has changed. Builds never overlap; what changes during a build
 * is seen after it. The process lives as long as the watcher is open.
 */
export async function watchAndBuild(watched: Watched): Promise<{ readonly close: () => void }> {
  const watcher = new Watcher(watched);
  await watcher.build();
  return watcher;
}

class Watcher {
  readonly #watched: Watched;
  readonly #folders = new Map<string, FSWatcher | undefined>();
  #built: Fingerprint = new Map();
  #timer: NodeJS.Timeout | undefined;
  #poll: NodeJS.Timeout | undefined;
  #isBuilding = false;
  #isClosed = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  async build(): Promise<void> {
    this.#isBuilding = true;
    const before = this.#fingerprint();
    await this.#watched.build();
    // What only the build has found counts as it is now; of the rest, what the build may not have seen is a change.
    this.#built = new Map(Array.from(this.#fingerprint(), ([path, hash]) => [path, before.get(path) ?? hash]));
    this.#isBuilding = false;
    this.#follow();
    this.#look();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#poll);
    for (const watcher of this.#folders.values()) watcher?.close();
  }

  #fingerprint(): Fingerprint {
    return new Map(Array.from(this.#watched.files(), (path) => [resolve(path), hashOf(path)]));
  }

  /** Folders, not files: an editor puts a new file in the old one's place. */
  #follow(): void {
    for (const path of this.#built.keys()) {
      const folder = dirname(path);
      if (!this.#isClosed && !this.#folders.has(folder)) this.#folders.set(folder, this.#watch(folder));
    }
  }

  #watch(folder: string): FSWatcher | undefined {
    try {
      const watcher = watchFolder(folder, () => this.#wait());
      watcher.on('error', () => this.#pollInstead());
      return watcher;
    } catch {
      this.#pollInstead();
      return undefined;
    }
  }

  #pollInstead(): void {
    if (!this.#isClosed) this.#poll ??= setInterval(() => this.#look(), POLL_MILLISECONDS);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#look(), QUIET_MILLISECONDS);
  }

  #look(): void {
    if (this.#isBuilding || this.#isClosed || !this.#hasChanged()) return;
    void this.build();
  }

  #hasChanged(): boolean {
    const now = this.#fingerprint();
    return now.size !== this.#built.size || [...now].some(([path, hash]) => this.#built.get(path) !== hash);
  }
}

function hashOf(path: string): string {
  const bytes = readBytes(path);
  return bytes.ok ? createHash('sha256').update(bytes.value).digest('base64') : '';
}
