/** fixtures/ops and fixtures/components: compile, compare with the goldens, then run the assertions on what was compiled. */
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectAdapter } from '../src/core/inspect.ts';
import { operations } from '../src/ir/ops.ts';
import { controlForms } from '../src/ir/usage.ts';
import { refusedHere } from './engines/without-memory64.ts';
import { assembleCores } from './harness/assemble-core.ts';
import { assertionsOn } from './harness/assertions.ts';
import { compileFixture, compileFixtureToJs } from './harness/compile-fixture.ts';
import type { FixtureRun } from './harness/fixture.ts';
import { compareWithExpected, fixturesIn, readText } from './harness/folders.ts';
import { ownPart } from './harness/own-part.ts';
import { partsIn } from './harness/parts-in.ts';
import { componentOf, forms } from './harness/targets.ts';

const folders = [...fixturesIn('ops'), ...fixturesIn('components')];

/**
 * Fixtures whose direct code and JavaScript are kept and read: one for each kind of code that these targets have of their
 * own. What the others do is asserted by running them.
 */
const isRead = new Set([
  ...['fizz', 'even-odd', 'starts', 'lent-views', 'callback-lifetimes', 'async'],
  ...['utf8', 'latin1', 'records', 'variants', 'results', 'resources'],
]);

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (name, folder) => {
  test('goldens', async () => {
    const { wasm, wat, directWat, dts } = await compileFixture(folder);
    expect(inspectAdapter(wasm, (content) => content.length).kind).toBe('adapter');
    const js = isRead.has(name) ? await compileFixtureToJs(folder, await assembleCores(folder)) : '';
    const read = isRead.has(name) && { 'direct.wat': directWat, 'case.js': ownPart(js) };
    const produced = { 'table.wat': wat, ...read, 'adapter.d.ts': dts };
    expect(compareWithExpected(folder, produced)).toEqual([]);
  });

  test.each(forms)('runs as %o', async (form) => {
    const [modules, run] = await Promise.all([assembleCores(folder), loadRun(folder)]);
    const component = await componentOf(form, readText(folder, 'case.itl'), {
      cores: modules,
      readComponent: partsIn(folder),
    });
    const target = form.target === 'js' ? 'js' : 'adapter';
    const running = run({
      ...assertionsOn(target),
      target,
      core: (name) => modules[name] ?? expect.fail(`no ${name} in ${folder}`),
      instantiate: (imports, options) => component(imports, { modules, ...options }),
    });
    const refusal = refusedHere[name]?.failure;
    await (refusal
      ? expect(running.catch((error: Error) => `${error.name}: ${error.message}`)).resolves.toMatch(refusal)
      : running);
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
