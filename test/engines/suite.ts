/** Runs fixtures on the engine that this code finds itself on. Needs nothing of it but WebAssembly. */

import { type InstantiateOptions, instantiate, type Source } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import { assertionsOn, type Wrapper } from '../harness/assertions.ts';
import type { FixtureContext, FixtureRun } from '../harness/fixture.ts';
import type { GeneratedModule } from '../harness/generated-module.ts';

export interface SuiteFixture {
  readonly name: string;
  readonly run: FixtureRun;
  /** What itlc made of it, without an adapter. */
  readonly generated: Pick<GeneratedModule, 'instantiate'>;
  /** File names of the core modules, as the source names them. */
  readonly cores: readonly string[];
  /** Where a start function needs the adapter there is the table variant alone. */
  readonly hasDirect: boolean;
}

export interface Result {
  readonly name: string;
  readonly wrapper: Wrapper;
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
  for (const fixture of fixtures) {
    const files = await openFiles(fixture, open);
    results.push(
      await runAdapter(fixture, files, fixture.hasDirect ? variants : ['table']),
      await runGenerated(fixture, files),
    );
  }
  return results;
}

interface Files {
  readonly adapter: Source;
  readonly modules: Readonly<Record<string, Source>>;
}

async function openFiles({ name, cores }: SuiteFixture, open: Open): Promise<Files> {
  const opened = await Promise.all(cores.map(async (core) => [core, await open(`${name}/${core}`)] as const));
  return { adapter: await open(`${name}/adapter.wasm`), modules: Object.fromEntries(opened) };
}

async function runAdapter(fixture: SuiteFixture, files: Files, variants: readonly Variant[]): Promise<Result> {
  const { name } = fixture;
  const wrapper = 'adapter';
  const { adapter, modules } = files;
  for (const variant of variants) {
    const failure = await failureOf(fixture, files, wrapper, (imports, options) =>
      instantiate(adapter, imports as never, { modules, variant, ...options } as never),
    );
    if (failure === undefined) continue;
    return { name, wrapper, failure: variants.length > 1 ? `${variant}: ${failure}` : failure };
  }
  return { name, wrapper };
}

async function runGenerated(fixture: SuiteFixture, files: Files): Promise<Result> {
  const { modules } = files;
  const failure = await failureOf(fixture, files, 'js', (imports, options) =>
    fixture.generated.instantiate(imports, { modules, ...options }),
  );
  return { name: fixture.name, wrapper: 'js', ...(failure !== undefined && { failure }) };
}

async function failureOf(
  { run }: SuiteFixture,
  { modules }: Files,
  wrapper: Wrapper,
  instantiate: FixtureContext['instantiate'],
): Promise<string | undefined> {
  try {
    await run({ ...assertionsOn(wrapper), target: wrapper, core: (core) => modules[core] as never, instantiate });
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
