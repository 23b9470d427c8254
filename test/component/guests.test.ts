/** fixtures/wasm-components: components to ITL, which is compared, compiled for every target, and run. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { assertionsOn } from '../harness/assertions.ts';
import type { FixtureRun } from '../harness/fixture.ts';
import { compareWithExpected, fixturesIn } from '../harness/folders.ts';
import { componentOf, forms } from '../harness/targets.ts';

const folders = fixturesIn('wasm-components');

function translated(folder: string) {
  const bytes = readFileSync(join(folder, 'case.component.wasm'));
  const translation = translateComponent(bytes, 'case.component.wasm', 'case');
  if (translation.kind === 'refused')
    return expect.fail(translation.diagnostics.map(({ message }) => message).join('\n'));
  return translation;
}

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (_, folder) => {
  test('goldens', async () => {
    const { text, modules } = translated(folder);
    const options = { emit: ['itl', 'js', 'dts'], isComponent: true } as const;
    const readCore = (path: string): Uint8Array | undefined => modules.get(path);
    const { itl = '', dts = '', diagnostics } = await compile({ path: 'case.itl', text }, { ...options, readCore });
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(compareWithExpected(folder, { 'case.itl': itl, 'case.d.ts': dts })).toEqual([]);
  });

  test.each(forms)('runs as %o', async (form) => {
    const { text, modules } = translated(folder);
    const cores = Object.fromEntries(modules);
    const component = await componentOf(form, text, { cores });
    const target = form.target === 'js' ? 'js' : 'adapter';
    const { default: run } = (await import(join(folder, 'run.ts'))) as { readonly default: FixtureRun };
    await run({
      ...assertionsOn(target),
      target,
      core: (name) => cores[name] ?? expect.fail(`no ${name}`),
      instantiate: (imports, options) => component(imports, { modules: cores, ...options }),
    });
  });
});
