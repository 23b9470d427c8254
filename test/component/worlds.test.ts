/**
 * fixtures/worlds: core modules with the WIT that they are made for, compiled for every target, and run. C is compiled here; Rust
 * lies there compiled, and carries its world.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Translation, translateComponent, translateCore } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { isWorldSection } from '../../src/component/carried-world.ts';
import { appendCustomSection, withoutCustomSections } from '../../src/core/sections.ts';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { chooseWorld } from '../../src/wit/choose-world.ts';
import { readWit } from '../../src/wit/resolve-wit.ts';
import { assertionsOn } from '../harness/assertions.ts';
import type { FixtureRun } from '../harness/fixture.ts';
import { compareWithExpected, fixturesIn, readText } from '../harness/folders.ts';
import { componentOf, type Form, forms } from '../harness/targets.ts';

const folders = fixturesIn('worlds');

async function coreOf(folder: string): Promise<Uint8Array> {
  const made = join(folder, 'core.wasm');
  if (existsSync(made)) return readFileSync(made);
  const sources = { 'guest.c': readText(folder, 'guest.c') };
  const core = await compileCpp({ sources, flags: ['-O2', '-mexec-model=reactor', '-Wall', '-Wextra', '-Werror'] });
  return core.kind === 'failed' ? expect.fail(core.errors) : core.wasm;
}

function worldOf(folder: string) {
  const sink = new DiagnosticSink();
  const file = { path: 'case.wit', text: readText(folder, 'case.wit') };
  const resolution = readWit([{ place: 'case.wit', files: [file] }], new Set(), new SourceMap(), sink);
  const world = resolution && chooseWorld(resolution, 'case.wit', undefined, sink);
  if (!resolution || !world) return expect.fail(sink.all.map(({ message }) => message).join('\n'));
  return { ...resolution.elaborate(world), encoding: 'utf8' } as const;
}

function done(translation: Translation) {
  if (translation.kind === 'translated') return translation;
  return expect.fail(translation.diagnostics.map(({ message }) => message).join('\n'));
}

async function runAs(form: Form, folder: string, { text, modules }: ReturnType<typeof done>): Promise<void> {
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
}

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (_, folder) => {
  let core: Uint8Array;
  beforeAll(async () => {
    core = await coreOf(folder);
  });

  test('goldens', async () => {
    const { text, modules } = done(translateCore(core, 'case.wasm', 'case', worldOf(folder)));
    expect([...modules.keys()]).toEqual(['case.core.wasm']);
    const readCore = (path: string): Uint8Array | undefined => modules.get(path);
    const options = { emit: ['itl', 'dts', 'js'], isComponent: true, givesWasi: true, readCore } as const;
    const { itl = '', dts = '', diagnostics } = await compile({ path: 'case.itl', text }, options);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(compareWithExpected(folder, { 'case.itl': itl, 'case.d.ts': dts })).toEqual([]);
  });

  test.each(forms)('runs as %o', async (form) => {
    await runAs(form, folder, done(translateCore(core, 'case.wasm', 'case', worldOf(folder))));
  });

  test.runIf(existsSync(join(folder, 'world.wasm')))('carries its world', async () => {
    const world = readFileSync(join(folder, 'world.wasm'));
    const carries = existsSync(join(folder, 'core.wasm'));
    const carrying = carries ? core : appendCustomSection(core, 'component-type:wit-bindgen:0.1.0:case', world);
    // As a library's objects and the program's say the same.
    const twice = appendCustomSection(carrying, 'component-type:wit-bindgen:0.1.0:case again', world);
    for (const bytes of [carrying, twice]) {
      const made = done(translateComponent(bytes, 'case.wasm', 'case'));
      expect(made.modules.get('case.core.wasm')).toEqual(withoutCustomSections(core, isWorldSection));
      await runAs({ target: 'js' }, folder, made);
    }
  });
});
