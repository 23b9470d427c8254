/** Runs fixtures on the engine that this code finds itself on. Needs nothing of it but WebAssembly. */
import { instantiate, type Source } from '../../runtime/it_loader.ts';
import { assertions } from '../harness/assertions.ts';
import type { FixtureRun } from '../harness/fixture.ts';

export interface SuiteFixture {
  readonly name: string;
  readonly run: FixtureRun;
  /** File names of the core modules, as the source names them. */
  readonly cores: readonly string[];
}

export interface Result {
  readonly name: string;
  /** Absent where everything was as it should be. */
  readonly failure?: string;
}

/** Gives a file of the suite: bytes, or the compiled module where an engine has only those. */
export type Open = (path: string) => Promise<Source>;

/** One after the other, so that a failure is where it says. */
export async function runSuite(fixtures: readonly SuiteFixture[], open: Open): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const fixture of fixtures) results.push(await runFixture(fixture, open));
  return results;
}

async function runFixture({ name, run, cores }: SuiteFixture, open: Open): Promise<Result> {
  try {
    const adapter = await open(`${name}/adapter.wasm`);
    const opened = await Promise.all(cores.map(async (core) => [core, await open(`${name}/${core}`)] as const));
    const modules: Readonly<Record<string, Source>> = Object.fromEntries(opened);
    await run({
      ...assertions,
      adapter: adapter as never,
      core: (core) => modules[core] as never,
      load: instantiate as never,
      instantiate: (imports, options) => instantiate(adapter, imports as never, { modules, ...options }) as never,
    });
    return { name };
  } catch (error) {
    return { name, failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
