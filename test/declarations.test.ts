/** All declarations that fixtures expect, and code written against them, go through TypeScript: once, it takes its time. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { emitDeclarations } from '../src/backend/dts/emit-dts.ts';
import { boundaryOf } from '../src/boundary/boundary-of.ts';
import { blocks, ofBlocks } from './declarations/blocks.ts';
import { components, instantiating } from './declarations/instantiating.ts';
import { translate } from './dsl/build-dsl.ts';
import { checkText } from './harness/describe-text.ts';
import { fixturesIn, readText, root } from './harness/folders.ts';
import { partsIn } from './harness/parts-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'itlc-declarations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixtures = ['ops', 'components'].flatMap(fixturesIn);
const declarations = fixtures.map((path) => join(path, 'expected', 'adapter.d.ts'));

const strictest = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true };

/** What tsc prints: a line for each error, nothing where all is well. */
async function diagnosticsOf(files: readonly string[], options: object = {}): Promise<string> {
  const config = join(folder, `tsconfig.${crypto.randomUUID()}.json`);
  // No library beyond the oldest that has the types: declarations say themselves what else they need.
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    types: [],
    module: 'ESNext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    ...options,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { stdout } = await promisify(execFile)(tsc, ['-p', config, '--pretty', 'false']).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  return stdout;
}

test('declarations are valid, and say what may be done', async () => {
  const usage = join(root, 'test', 'declarations', 'usage.ts');
  expect(await diagnosticsOf([...declarations, usage], strictest)).toBe('');
});

/** As they lie beside a JavaScript module that has everything that one may have. */
function moduleDeclarationsOf(source: string, starts = false, folder = ''): string {
  const component = checkText(source, 'case', { readComponent: partsIn(folder) });
  const errors = ['ItlTypeError', 'ItlRangeError', 'ItlLinkError', 'ItlTrapError', 'ItlResultError'] as const;
  const paths = component.modules.map(({ path }) => path);
  return emitDeclarations(boundaryOf(component), {
    paths,
    takesWasi: true,
    isComponent: false,
    starts,
    isServed: () => false,
    errors,
  });
}

test('declarations of JavaScript modules need no library of the DOM', async () => {
  const files = fixtures.map((fixture, index) => {
    const file = join(folder, `module${index}.d.ts`);
    writeFileSync(file, moduleDeclarationsOf(readText(fixture, 'case.itl'), false, fixture));
    return file;
  });
  expect(await diagnosticsOf(files, { ...strictest, lib: ['ES2022'] })).toBe('');
});

test('declarations of JavaScript modules say what has to be given', async () => {
  for (const [name, source] of Object.entries(components)) {
    writeFileSync(join(folder, `${name}.d.ts`), moduleDeclarationsOf(source));
  }
  const usage = join(folder, 'instantiating.ts');
  writeFileSync(usage, instantiating);
  for (const lib of [['ES2022'], ['ES2022', 'DOM']]) {
    expect(await diagnosticsOf([usage], { ...strictest, lib })).toBe('');
  }
});

test('declarations of modules that start their component', async () => {
  const started = `(types (resource Counter (drop drop)) (record Point (x s32)))
    (module m "core.wasm" (func drop "drop" (param i32)))
    (export
      (func _ "answer" (param $at Point) (result s32) 5)
      (func _ "Point" (result s32) 1)
      (func _ "delete" (result s32) 2)
      (func _ "a name" (result s32) 3)
      (func _ "local:shapes/shape-types@0.1.0#area" (result s32) 4)
      (func _ "[constructor]Counter" (param $from s32) (result Counter) (lift-resource Counter (as i32 (local 0))))
      (func _ "[method]Counter.at" (param $self Counter) (result s32) (as s32 (lower-resource Counter (local 0)))))`;
  writeFileSync(join(folder, 'started.d.ts'), moduleDeclarationsOf(started, true));
  const usage = join(folder, 'starting.ts');
  const text = `import * as all from './started';
    import { answer, Counter, instantiate, type Point, Point as make, shapeTypes, delete as remove } from './started';
    class Twice extends Counter {}
    export const numbers: number[] = [answer({ x: 1 }), make(), remove(), shapeTypes.area(), new Twice(1).at()];
    export const point: Point = { x: 1 };
    export const again: Promise<all.Exports> = instantiate();
    // @ts-expect-error what it answers is a number
    export const text: string = answer({ x: 1 });`;
  writeFileSync(usage, text);
  expect(await diagnosticsOf([usage], { ...strictest, lib: ['ES2022'] })).toBe('');
});

test('declarations of what C++ exports', async () => {
  for (const [name, block] of Object.entries(blocks)) {
    const { itl } = translate(`/**IT_START**/\n${block}\n/**IT_END**/\n`);
    writeFileSync(join(folder, `${name}.d.ts`), moduleDeclarationsOf(itl));
  }
  const usage = join(folder, 'of-blocks.ts');
  writeFileSync(usage, ofBlocks);
  expect(await diagnosticsOf([usage], { ...strictest, lib: ['ES2022'] })).toBe('');
});

test('declarations fit the loader', async () => {
  const loading = join(root, 'test', 'declarations', 'loading.ts');
  const types = {
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
  };
  expect(await diagnosticsOf([loading], types)).toBe('');
});

test('a wrong declaration would be found', async () => {
  const wrong = join(folder, 'wrong.d.ts');
  writeFileSync(wrong, 'export interface Exports { none(): Missing; }\n');
  expect(await diagnosticsOf([wrong])).toMatch(/error TS2304: Cannot find name 'Missing'/);
});

test("the loader's own declarations need no library of the DOM", async () => {
  const built = join(root, 'dist', 'it_loader.d.ts');
  expect(await diagnosticsOf([built], { ...strictest, lib: ['ES2022'] })).toBe('');
  const user = join(folder, 'user.ts');
  const text = `import { instantiate, ItlTrapError } from ${JSON.stringify(join(root, 'dist', 'it_loader.js'))};
    await instantiate('it.wasm', {}, { wasi: { stdin: new Uint8Array(1) } });
    export const message = (error: unknown) => (error instanceof ItlTrapError ? error.message satisfies string : '');`;
  writeFileSync(user, text);
  expect(await diagnosticsOf([user], { ...strictest, lib: ['ES2022'] })).toBe('');
});

test("WASI's options are the loader's", async () => {
  writeFileSync(join(folder, 'wasi.d.ts'), moduleDeclarationsOf(components.pure));
  const comparison = join(folder, 'comparison.ts');
  const text = `import type { WasiOptions as Ours } from './wasi.js';
    import type { WasiOptions as Theirs } from ${JSON.stringify(join(root, 'runtime', 'wasi', 'wasi.ts'))};
    export const there = (ours: Required<Ours>): Required<Theirs> => ours;
    export const back = (theirs: Required<Theirs>): Required<Ours> => theirs;`;
  writeFileSync(comparison, text);
  expect(await diagnosticsOf([comparison])).toBe('');
});
