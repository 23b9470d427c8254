/** fixtures/ops and fixtures/components: compile, compare with the goldens, then run the assertions on what was compiled. */
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instantiate } from '../runtime/it_loader.ts';
import { supportsDirect } from '../runtime/loader/direct.ts';
import { operations } from '../src/ir/ops.ts';
import { controlForms } from '../src/ir/usage.ts';
import { assembleCores } from './harness/assemble-core.ts';
import { assertions } from './harness/assertions.ts';
import { compileFixture, compileWithCores } from './harness/compile-fixture.ts';
import type { FixtureRun } from './harness/fixture.ts';
import { compareWithExpected, fixturesIn, readText } from './harness/folders.ts';
import { compileGlue, glueAssertions, loadGlue } from './harness/glue.ts';

const folders = [...fixturesIn('ops'), ...fixturesIn('components')];

/**
 * Fixtures whose direct code is kept and read: one for each kind of code that the variant has of its own. What the others
 * do is asserted by running them.
 */
const hasDirectGolden = new Set([
  ...['fizz', 'even-odd', 'starts', 'lent-views', 'callback-lifetimes', 'async'],
  ...['utf8', 'latin1', 'records', 'variants', 'results', 'resources'],
]);

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (name, folder) => {
  test('goldens', async () => {
    const { wat, directWat, dts } = await compileFixture(folder);
    const direct = hasDirectGolden.has(name) && { 'direct.wat': directWat };
    const produced = { 'table.wat': wat, ...direct, 'adapter.d.ts': dts };
    expect(compareWithExpected(folder, produced)).toEqual([]);
  });

  test.each([
    ['plain', { target: 'table' }],
    ['optimised', { target: 'table', optimize: true }],
    // Where this Node cannot run it, test:engines does on others.
    ...(supportsDirect() ? ([['direct', { target: 'direct' }]] as const) : []),
  ] as const)('runs %s', async (_, options) => {
    const [modules, run] = await Promise.all([assembleCores(folder), loadRun(folder)]);
    const { wasm } = await compileWithCores(folder, options, modules);
    await run({
      ...assertions,
      target: 'adapter',
      core: (name) => modules[name] ?? expect.fail(`no ${name} in ${folder}`),
      instantiate: (imports, options) => instantiate(wasm, imports as never, { modules, ...options }) as never,
    });
  });

  test('runs as JavaScript', async () => {
    const [modules, run] = await Promise.all([assembleCores(folder), loadRun(folder)]);
    const glue = await loadGlue(await compileGlue(folder, modules));
    await run({
      ...glueAssertions,
      target: 'js',
      core: (name) => modules[name] ?? expect.fail(`no ${name} in ${folder}`),
      instantiate: (imports, options) => glue.instantiate(imports, { modules, ...options }),
    });
  });
});

async function loadRun(folder: string): Promise<FixtureRun> {
  const { default: run } = (await import(join(folder, 'run.ts'))) as { readonly default: FixtureRun };
  return run;
}

test('every operation and control form has a fixture that uses it', () => {
  const sources = folders.map((folder) => readText(folder, 'case.itl')).join('\n');
  const missing = [...Object.keys(operations), ...Object.keys(controlForms)].filter(
    (name) => !sources.includes(`(${name}`),
  );
  expect(missing).toEqual([]);
});
