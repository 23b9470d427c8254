/** What `itlc.config.js` and `itlc.config.json` say to an editor: read in the background, and again where something was saved. */
import { CollectedReports } from '../../session/collected-reports.ts';
import { readConfig } from '../../session/config/read-config.ts';
import type { Config } from '../../session/config.ts';

export class ProjectSettings {
  readonly #known = new Map<string, Config>();
  readonly #onChange: (problems: readonly string[]) => void;

  /** @param onChange is told when the settings of a folder have been read, and what is wrong with them */
  constructor(onChange: (problems: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  /** Those that hold in a folder; nothing as long as they are being read. */
  of(folder: string): Config {
    const known = this.#known.get(folder);
    if (known) return known;
    this.#known.set(folder, {});
    void this.#read(folder);
    return {};
  }

  /** After files have changed. */
  forget(): void {
    this.#known.clear();
  }

  async #read(folder: string): Promise<void> {
    const reports = new CollectedReports();
    const found = await readConfig(undefined, reports, folder);
    if (!found && reports.problems.length === 0) return;
    this.#known.set(folder, found?.config ?? {});
    this.#onChange(reports.problems.map(({ text }) => text));
  }
}
