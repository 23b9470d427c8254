import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { DIRECT_SECTION } from '../../runtime/abi.ts';
import { customSections } from '../../src/core/sections.ts';
import { assembleCores } from '../harness/assemble-core.ts';
import { compileFixtureToJs, compileFixtureWithCores } from '../harness/compile-fixture.ts';
import { fixturesIn, root } from '../harness/folders.ts';
import { besides } from '../harness/generated-module.ts';

/** What lies in the suite's folder: `suite.js`, and a folder of modules a fixture. */
export interface BuiltSuite {
  readonly folder: string;
  readonly names: readonly string[];
  /** Paths of all WebAssembly files, relative to the folder. */
  readonly modules: readonly string[];
}

/** Compiles every behavioural fixture and bundles their assertions with the loader. */
export async function buildSuite(folder: string): Promise<BuiltSuite> {
  rmSync(folder, { recursive: true, force: true });
  const fixtures = [];
  for (const source of [...fixturesIn('ops'), ...fixturesIn('components')])
    fixtures.push(await buildFixture(source, folder));
  writeFileSync(join(folder, 'entry.ts'), entryText(fixtures));
  await bundle(folder, 'entry.ts', 'suite.js');
  return {
    folder,
    names: fixtures.map((fixture) => fixture.name),
    modules: fixtures.flatMap(({ name, cores }) => ['adapter.wasm', ...cores].map((file) => `${name}/${file}`)),
  };
}

interface BuiltFixture {
  readonly name: string;
  readonly source: string;
  readonly cores: readonly string[];
  readonly hasDirect: boolean;
}

async function buildFixture(source: string, folder: string): Promise<BuiltFixture> {
  const name = basename(source);
  const cores = await assembleCores(source);
  const { wasm } = await compileFixtureWithCores(source, cores);
  const js = await compileFixtureToJs(source, cores);
  const files = { 'adapter.wasm': wasm, 'generated.js': js, ...(await besides(js)), ...cores };
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name, file), bytes);
  }
  const sections = customSections(wasm);
  const hasDirect = !('kind' in sections) && sections.some((section) => section.name === DIRECT_SECTION);
  return { name, source, cores: Object.keys(cores), hasDirect };
}

function entryText(fixtures: readonly BuiltFixture[]): string {
  const imports = fixtures.flatMap(({ name, source }, index) => [
    `import run${index} from ${JSON.stringify(join(source, 'run.ts'))};`,
    `import * as generated${index} from ${JSON.stringify(`./${name}/generated.js`)};`,
  ]);
  const items = fixtures.map(
    ({ name, cores, hasDirect }, index) =>
      `  { ...${JSON.stringify({ name, cores, hasDirect })}, run: run${index}, generated: generated${index} },`,
  );
  const suite = JSON.stringify(join(root, 'test/engines/suite.ts'));
  return [...imports, `export { runSuite } from ${suite};`, 'export const fixtures = [', ...items, '];'].join('\n');
}

async function bundle(folder: string, entry: string, out: string): Promise<void> {
  await build({
    entryPoints: [join(folder, entry)],
    outfile: join(folder, out),
    bundle: true,
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    // Deno's parser takes a lone surrogate before `\u{…}` for a mistake.
    charset: 'utf8',
    external: ['node:*'],
    logLevel: 'warning',
  });
}
