/**
 * jco's own drivers for its fixtures, unchanged: `FOLDER/runtime/*.ts` import what a transpiler makes of
 * `FOLDER/components/runtime`, in the place that they expect. Their first line has jco's options: with `--instantiation` they start
 * the component themselves; the others import it started, as `--start` does, with imports from modules.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import type { ImportMap } from '../../src/backend/import-map.ts';
import { CollectedReports } from '../../src/session/collected-reports.ts';
import { compileComponent } from '../../src/session/compile-component.ts';
import { importsOf } from '../../src/session/import-settings.ts';
import { assembleAll } from './assemble.ts';

export interface DriverResult {
  readonly name: string;
  /** What went wrong; absent where the driver came to its end. */
  readonly problem?: string;
}

interface Fixture {
  readonly name: string;
  readonly file: string;
}

/** The components, by the names that drivers have. */
const fixturesIn = (folder: string): readonly Fixture[] =>
  readdirSync(join(folder, 'components/runtime')).map((file) => ({
    name: file.replace(/(\.component)?\.(wasm|wat)$/, ''),
    file: join(folder, 'components/runtime', file),
  }));

interface Place {
  /** The outputs and the drivers, as these name each other. */
  readonly folder: string;
  readonly work: string;
  readonly tools: string;
}

/** Compiles every component, and runs those that have a driver. */
export async function runDrivers(folder: string, work: string, tools: string): Promise<readonly DriverResult[]> {
  const place = { folder: join(resolve(work), 'js-test-components'), work, tools };
  rmSync(place.folder, { recursive: true, force: true });
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(join(resolve(work), 'package.json'), '{"type":"module"}');
  layOut(join(folder, 'runtime'), place.folder);
  const results: DriverResult[] = [];
  for (const fixture of fixturesIn(folder)) {
    const flags = flagsOf(join(folder, 'runtime', `${fixture.name}.ts`));
    results.push(await runOne(fixture, flags, place));
  }
  return results;
}

/** The drivers, without their types. */
function layOut(from: string, to: string): void {
  for (const file of readdirSync(from).filter((each) => each.endsWith('.ts'))) {
    const source = readFileSync(join(from, file), 'utf8');
    const { code } = transformSync(source, { loader: 'ts', format: 'esm' });
    writeFileSync(join(to, `${basename(file, '.ts')}.js`), code);
  }
}

async function runOne(fixture: Fixture, flags: Flags, place: Place): Promise<DriverResult> {
  const { name } = fixture;
  const driver = join(place.folder, `${name}.js`);
  const problem = await compileTo(join(place.folder, name), fixture, flags, place);
  if (problem !== undefined) return { name, problem };
  if (!existsSync(driver)) return { name };
  const { status, stderr, signal } = spawnSync(process.execPath, [driver], { encoding: 'utf8', timeout: 60_000 });
  if (status === 0 && stderr === '') return { name };
  return { name, problem: stderr.trim() || `the driver ended with ${signal ?? status}` };
}

interface Flags {
  readonly starts: boolean;
  /** Whether the driver waits for `$init`, which jco's `--tla-compat` adds. */
  readonly waits: boolean;
  readonly imports: ImportMap;
}

/** `// Flags: --map import=module --tla-compat` */
function flagsOf(driver: string): Flags {
  const isDriven = existsSync(driver);
  const [line = ''] = isDriven ? readFileSync(driver, 'utf8').split('\n') : [];
  const mapped = [...line.matchAll(/([\w:/-]+)=(\.\.\/\S+)/g)].map(([, name = '', module = '']) => [name, module]);
  const starts = isDriven && !line.includes('--instantiation');
  return {
    starts,
    waits: line.includes('--tla-compat'),
    imports: starts ? { ...Object.fromEntries(mapped), ...served } : {},
  };
}

const served = importsOf({ wasi: true }).imports ?? {};

/** What is wrong, if anything is. */
async function compileTo(
  outDir: string,
  { name, file }: Fixture,
  { starts, waits, imports }: Flags,
  { work, tools }: Place,
): Promise<string | undefined> {
  mkdirSync(outDir, { recursive: true });
  const binary = await binaryOf(file, work, tools);
  if ('error' in binary) return `not assembled: ${binary.error}`;
  const path = join(outDir, `${name}.component.wasm`);
  writeFileSync(path, binary.bytes);
  const reports = new CollectedReports();
  const settings = {
    outDir,
    emit: ['js'],
    target: 'table',
    optimize: false,
    format: 'esm',
    inline: false,
    starts,
    imports,
  } as const;
  const compilation = await compileComponent(path, settings, reports);
  if (compilation?.js === undefined)
    return reports.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
  writeFileSync(
    join(outDir, `${name}.js`),
    `${compilation.js}${waits ? 'export const $init = Promise.resolve();\n' : ''}`,
  );
  return undefined;
}

async function binaryOf(file: string, work: string, tools: string) {
  if (file.endsWith('.wasm')) return { bytes: readFileSync(file) };
  const text = readFileSync(file, 'utf8');
  return (await assembleAll([text], work, tools)).get(text) ?? { error: 'no answer' };
}
