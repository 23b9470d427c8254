/**
 * fixtures/worlds: core modules with the WIT that they are made for, compiled for every target, and run. C is compiled here; Rust
 * lies there compiled, and carries its world.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { translateComponent, translateCore } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { isWorldSection } from '../../src/component/carried-world.ts';
import type { CoreWorld } from '../../src/component/link-core.ts';
import { appendCustomSection, withoutCustomSections } from '../../src/core/sections.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { compareWithExpected, fixturesIn, readText } from '../harness/folders.ts';
import { forms } from '../harness/targets.ts';
import { runTranslated, translated, worldIn } from '../harness/translated.ts';

const folders = fixturesIn('worlds');

async function coreOf(folder: string): Promise<Uint8Array> {
  const made = join(folder, 'core.wasm');
  if (existsSync(made)) return readFileSync(made);
  const sources = { 'guest.c': readText(folder, 'guest.c') };
  const core = await compileCpp({ sources, flags: ['-O2', '-mexec-model=reactor', '-Wall', '-Wextra', '-Werror'] });
  return core.kind === 'failed' ? expect.fail(core.errors) : core.wasm;
}

const worldOf = (folder: string): CoreWorld => worldIn('case.wit', readText(folder, 'case.wit'));

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (_, folder) => {
  let core: Uint8Array;
  beforeAll(async () => {
    core = await coreOf(folder);
  });

  test('goldens', async () => {
    const { text, modules } = translated(translateCore(core, 'case.wasm', 'case', worldOf(folder)));
    expect([...modules.keys()]).toEqual(['case.core.wasm']);
    const readCore = (path: string): Uint8Array | undefined => modules.get(path);
    const options = { emit: ['itl', 'dts', 'js'], isComponent: true, givesWasi: true, readCore } as const;
    const { itl = '', dts = '', diagnostics } = await compile({ path: 'case.itl', text }, options);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(compareWithExpected(folder, { 'case.itl': itl, 'case.d.ts': dts })).toEqual([]);
  });

  test.each(forms)('runs as %o', async (form) => {
    await runTranslated(form, folder, translated(translateCore(core, 'case.wasm', 'case', worldOf(folder))));
  });

  test.runIf(existsSync(join(folder, 'world.wasm')))('carries its world', async () => {
    const world = readFileSync(join(folder, 'world.wasm'));
    const carries = existsSync(join(folder, 'core.wasm'));
    const carrying = carries ? core : appendCustomSection(core, 'component-type:wit-bindgen:0.1.0:case', world);
    // As a library's objects and the program's say the same.
    const twice = appendCustomSection(carrying, 'component-type:wit-bindgen:0.1.0:case again', world);
    for (const bytes of [carrying, twice]) {
      const made = translated(translateComponent(bytes, 'case.wasm', 'case'));
      expect(made.modules.get('case.core.wasm')).toEqual(withoutCustomSections(core, isWorldSection));
      await runTranslated({ target: 'js' }, folder, made);
    }
  });
});
