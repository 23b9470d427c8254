/** fixtures/wasm-components: components to ITL, which is compared, compiled for every target, and run. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { compareWithExpected, fixturesIn } from '../harness/folders.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { forms } from '../harness/targets.ts';
import { runTranslated, translated } from '../harness/translated.ts';

const folders = fixturesIn('wasm-components');

const translatedIn = (folder: string) =>
  translated(translateComponent(readFileSync(join(folder, 'case.component.wasm')), 'case.component.wasm', 'case'));

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (_, folder) => {
  test('goldens', async () => {
    const { text, modules } = translatedIn(folder);
    const options = { emit: ['itl', 'js', 'dts'], isComponent: true } as const;
    const readCore = (path: string): Uint8Array | undefined => modules.get(path);
    const { itl = '', dts = '', diagnostics } = await compile({ path: 'case.itl', text }, { ...options, readCore });
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(compareWithExpected(folder, { 'case.itl': itl, 'case.d.ts': dts })).toEqual([]);
  });

  test.each(forms)('runs as %o', async (form) => {
    await runTranslated(form, folder, translatedIn(folder));
  });
});

test("instantiated as jco's outputs are", async () => {
  const folder = folders.find((each) => basename(each) === 'shapes') ?? '';
  const { text, modules } = translatedIn(folder);
  const readCore = (path: string): Uint8Array | undefined => modules.get(path);
  const { js = '' } = await compile({ path: 'case.itl', text }, { emit: ['js'], isComponent: true, readCore });
  const { instantiate, instantiateSync } = (await importGenerated(js)) as unknown as Record<string, JcoInstantiate>;
  const asked: string[] = [];
  const getCoreModule = (path: string): WebAssembly.Module => {
    asked.push(path);
    return new WebAssembly.Module(modules.get(path) as Uint8Array<ArrayBuffer>);
  };
  const made = await instantiate?.(getCoreModule, {});
  expect(new (made as JcoExports).types.Counter(4).next()).toBe(5);
  // Handle tables are no files.
  expect(asked.sort()).toEqual(['case.core.wasm', 'case.core2.wasm', 'case.core3.wasm']);
  const instances: unknown[] = [];
  const again = instantiateSync?.(getCoreModule, {}, (module, imports) => {
    const instance = new WebAssembly.Instance(module, imports);
    instances.push(instance);
    return instance;
  });
  expect((again as JcoExports).types.parse('7')).toBe(7);
  expect(instances).toHaveLength(3);
});

interface JcoExports {
  readonly types: {
    readonly Counter: new (start: number) => { readonly next: () => number };
    readonly parse: (text: string) => number;
  };
}

type JcoInstantiate = (
  getCoreModule: (path: string) => WebAssembly.Module,
  imports: object,
  instantiateCore?: (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance,
) => unknown;
