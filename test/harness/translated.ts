/** Components and core modules with WIT: translated, and run as their fixture says. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Translation } from '../../src/canonical/translate-component.ts';
import type { CoreWorld } from '../../src/component/link-core.ts';
import { type Diagnostic, DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { SourceMap } from '../../src/source/source-map.ts';
import { chooseWorld } from '../../src/wit/choose-world.ts';
import { readWit } from '../../src/wit/resolve-wit.ts';
import { assertionsOn } from './assertions.ts';
import type { FixtureRun } from './fixture.ts';
import { componentOf, type Form } from './targets.ts';

type Translated = Extract<Translation, { readonly kind: 'translated' }>;

const failWith = (diagnostics: readonly Diagnostic[]): never =>
  expect.fail(diagnostics.map(({ message }) => message).join('\n'));

/** What is refused fails the test. */
export const translated = (translation: Translation): Translated =>
  translation.kind === 'translated' ? translation : failWith(translation.diagnostics);

/** The only world of a file of WIT. */
export function worldIn(path: string, text: string): CoreWorld {
  const sink = new DiagnosticSink();
  const resolution = readWit([{ place: path, files: [{ path, text }] }], new Set(), new SourceMap(), sink);
  const world = resolution && chooseWorld(resolution, path, undefined, sink);
  return resolution && world ? { ...resolution.elaborate(world), encoding: 'utf8' } : failWith(sink.all);
}

/** Runs a fixture's `run.ts` on a component for a target. */
export async function runTranslated(form: Form, folder: string, { text, modules }: Translated): Promise<void> {
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
