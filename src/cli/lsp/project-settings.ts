/** What `itlc.config.js` and `itlc.config.json` say to an editor: read in the background, and again where something was saved. */
import { isDeepStrictEqual } from 'node:util';
import { CollectedReports } from '../../session/collected-reports.ts';
import { readConfig } from '../../session/config/read-config.ts';
import type { Config } from '../../session/config.ts';

interface Known {
  readonly config: Config;
  /** Whether no file has changed since. */
  readonly isFresh: boolean;
}

export class ProjectSettings {
  readonly #known = new Map<string, Known>();
  readonly #onChange: (problems: readonly string[]) => void;

  /** @param onChange is told when the settings of a folder are others, and what is wrong with them */
  constructor(onChange: (problems: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  /** Those that hold in a folder; as long as they are being read, what was known before. */
  of(folder: string): Config {
    const { config, isFresh } = this.#known.get(folder) ?? { config: {}, isFresh: false };
    if (isFresh) return config;
    const known = { config, isFresh: true };
    this.#known.set(folder, known);
    void this.#read(folder, known);
    return config;
  }

  /** After files have changed. */
  forget(): void {
    for (const [folder, { config }] of this.#known) this.#known.set(folder, { config, isFresh: false });
  }

  async #read(folder: string, before: Known): Promise<void> {
    const reports = new CollectedReports();
    const { config = {} } = (await readConfig(undefined, reports, folder)) ?? {};
    // What has been forgotten meanwhile is read once more.
    if (this.#known.get(folder) !== before) return;
    if (reports.problems.length === 0 && isDeepStrictEqual(config, before.config)) return;
    this.#known.set(folder, { config, isFresh: true });
    this.#onChange(reports.problems.map(({ text }) => text));
  }
}
