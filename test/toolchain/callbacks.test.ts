/** The stages of cpp-examples/callbacks: what each prints, and that nothing is left behind. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript, as an example for users is
import { compileCore } from '../../cpp-examples/callbacks/build.js';
// @ts-expect-error: plain JavaScript, as an example for users is
import { dslStage as untypedDslStage, stages as untypedStages } from '../../cpp-examples/callbacks/stages.js';
import { type Imports, instantiate } from '../../runtime/it_loader.ts';
import { run as runCommandLine } from '../../src/cli.ts';
import { compile } from '../../src/compile.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

interface Stage {
  readonly name: string;
  readonly itl: string;
}

type Instantiate = (imports?: object) => Promise<AnyExports>;

/** What the article that the example follows shows for each. */
const steps = ['Initialising work...', 'Preprocessing...', 'Calculating result...', 'Done!'];
const marked = (mark: string): readonly string[] => steps.map((step) => `${mark} ${step}`);
const printed: Readonly<Record<string, readonly string[]>> = {
  '1-static': steps,
  '2-dynamic': marked('[dyn_logger]'),
  '3-multiplexer': marked('[data 1 logger]'),
  '4-signatures': [
    ...marked('[calc]'),
    ...['key: KeyW', 'key: KeyA', 'key: Enter'],
    ...['processed chunk of data, res: DATA', 'progress: 1 / 3'],
    // The hook says stop.
    ...['processed chunk of data, res: atad', 'progress: 2 / 3'],
    ...['first alert: disk is full', 'alert: disk is full', 'alert: disk is still full'],
  ],
};

const stages = untypedStages as readonly Stage[];
const dslStage = untypedDslStage as { readonly main: string; readonly args: readonly string[] };
const folder = fileURLToPath(new URL('../../cpp-examples/callbacks/', import.meta.url));

describe('the callbacks example', () => {
  const components = new Map<string, Instantiate>();

  beforeAll(async () => {
    for (const stage of stages) components.set(stage.name, await build(stage));
  });

  async function build(stage: Stage): Promise<Instantiate> {
    const core: Uint8Array = await compileCore(compileCpp, stage);
    const text = await readFile(join(folder, stage.name, stage.itl), 'utf8');
    const { wasm, diagnostics } = await compile({ path: stage.itl, text }, { readCore: () => core });
    expect(diagnostics).toEqual([]);
    const modules = { [`out/${stage.name}.wasm`]: core };
    return (imports) => instantiate<AnyExports>(wasm as Uint8Array<ArrayBuffer>, imports, { modules });
  }

  const component = (name: string): Instantiate => components.get(name) ?? expect.fail(`no stage ${name}`);

  test.each(stages.map(({ name }) => name))('%s prints what it should', async (name) => {
    const lines: string[] = [];
    const [telemetry, file]: [string[], string[]] = [[], []];
    const { default: run } = await import(join(folder, name, 'main.js'));
    await run(component(name), (...values: unknown[]) => lines.push(values.join(' ')), {
      telemetry: (what: string, message: string) => telemetry.push(`${what}: ${message}`),
      persist: (path: string, line: string) => file.push(`${path}: ${line}`),
    });
    expect(lines).toEqual(printed[name]);
    const isThird = name === '3-multiplexer';
    expect(telemetry).toEqual(isThird ? steps.map((step) => `data 2: ${step}`) : []);
    expect(file).toEqual(isThird ? steps.map((step) => `data_3.log: ${step}`) : []);
  });

  test.each(['2-dynamic', '3-multiplexer', '4-signatures'])('%s computes, and again after a throw', async (name) => {
    const lib = await component(name)({ keyboard: { waitForKeypress: () => undefined } });
    const error = new Error('mine');
    const fail = (): never => {
      throw error;
    };
    for (let round = 0; round < 100; round++) {
      expect(() => lib.processData([1, 2], fail)).toThrow(error);
      expect(lib.processData([1, 2], () => {})).toEqual(Float32Array.of(1.2, 2.2));
    }
  });

  test('a listener hears until it is disposed of, whoever else is there', async () => {
    const lib = await component('4-signatures')({ keyboard: { waitForKeypress: () => undefined } });
    const heard: string[] = [];
    const subscriptions = Array.from({ length: 1000 }, (_, index) =>
      lib.onAlert((text: string) => heard.push(`${index} ${text}`)),
    );
    for (const [index, subscription] of subscriptions.entries()) if (index % 10 !== 3) subscription.dispose();
    lib.raiseAlert('now');
    expect(heard.toReversed()).toEqual(Array.from({ length: 100 }, (_, index) => `${index * 10 + 3} now`));
  });

  test('a progress hook that never says stop sees all steps', async () => {
    const lib = await component('4-signatures')({ keyboard: { waitForKeypress: () => undefined } });
    const seen: unknown[] = [];
    lib.startDataPipeline(
      'abc',
      (data: string) => seen.push(data),
      (done: number, total: number) => {
        seen.push([done, total]);
        return 0;
      },
    );
    expect(seen).toEqual(['ABC', [1, 3], 'cba', [2, 3], 'abc', [3, 3]]);
  });
});

test('the last stage from a block in C++ prints the same', { timeout: 180_000 }, async () => {
  const out = temporaryFolder({});
  const args = dslStage.args.map((arg) => arg.replace(/^(?=\d-)|(?<=-I)/, folder));
  expect(await runCommandLine([...args, '-o', out])).toBe(0);
  const start = (imports: object) =>
    instantiate<AnyExports>(pathToFileURL(join(out, 'it_shims.wasm')), imports as Imports);
  const { default: main } = await import(join(folder, dslStage.main));
  const lines: string[] = [];
  const lib = await main(start, (...values: unknown[]) => lines.push(values.join(' ')));
  expect(lines).toEqual(printed['4-signatures']);

  const error = new Error('mine');
  const fail = (): never => {
    throw error;
  };
  for (let round = 0; round < 100; round++) {
    expect(() => lib.processData([1, 2], fail)).toThrow(error);
    expect(lib.processData([1, 2], () => {})).toEqual(Float32Array.of(1.2, 2.2));
  }
});
