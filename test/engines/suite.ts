/** Runs fixtures on the engine that this code finds itself on. Needs nothing of it but WebAssembly. */

import { type InstantiateOptions, instantiate, type Source } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
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

type Variant = NonNullable<InstantiateOptions['variant']>;

/** Both, but on engines that lack what the direct one needs, or that compile nothing at run time. */
async function variantsHere(): Promise<readonly Variant[]> {
  const compiles = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
    () => true,
    () => false,
  );
  return compiles && supportsDirect() ? ['direct', 'table'] : ['table'];
}

/** One after the other, so that a failure is where it says. */
export async function runSuite(fixtures: readonly SuiteFixture[], open: Open): Promise<readonly Result[]> {
  const variants = await variantsHere();
  const results: Result[] = [];
  for (const fixture of fixtures) results.push(await runFixture(fixture, open, variants));
  return results;
}

async function runFixture(fixture: SuiteFixture, open: Open, variants: readonly Variant[]): Promise<Result> {
  const { name } = fixture;
  for (const variant of variants) {
    const failure = await failureOf(fixture, open, variant);
    if (failure !== undefined) return { name, failure: variants.length > 1 ? `${variant}: ${failure}` : failure };
  }
  return { name };
}

async function failureOf(
  { name, run, cores }: SuiteFixture,
  open: Open,
  variant: Variant,
): Promise<string | undefined> {
  try {
    const adapter = await open(`${name}/adapter.wasm`);
    const opened = await Promise.all(cores.map(async (core) => [core, await open(`${name}/${core}`)] as const));
    const modules: Readonly<Record<string, Source>> = Object.fromEntries(opened);
    await run({
      ...assertions,
      target: 'adapter',
      core: (core) => modules[core] as never,
      instantiate: (imports, options) =>
        instantiate(adapter, imports as never, { modules, variant, ...options }) as never,
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
