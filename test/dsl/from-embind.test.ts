/** `grammar/from-embind.md`: every example is compiled, every line of the tables is in one, and words are tried. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli.ts';
import { compileText } from '../harness/compile-fixture.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { buildDsl, compileCore, translate } from './build-dsl.ts';

const page = readText(root, 'grammar/from-embind.md');
const examples = [...page.matchAll(/^## (.+?)\n[\s\S]*?```cpp\n([\s\S]*?)```/gm)].map(([, title = '', text = '']) => ({
  title,
  text,
}));
const plain = (text: string): string => text.replace(/\s+/g, ' ');

test.each(examples)('the example for $title compiles', { timeout: 300_000 }, async ({ text }) => {
  const translation = translate(text);
  const core = await compileCore(translation, ['-Wno-unused-variable', '-Wno-unused-function']);
  if (core.kind === 'failed') throw new Error(core.errors);
  const { wasm } = await compileText(translation.itl, 'case.itl', { readCore: () => core.wasm });
  expect(wasm.length).toBeGreaterThan(0);
});

test('every line of the tables is in the example below it', () => {
  const tables = [...page.matchAll(/^## (?!From cwrap)(.+?)\n([\s\S]*?)```cpp\n([\s\S]*?)```/gm)];
  for (const [, title, table = '', text = ''] of tables) {
    const lines = [...table.matchAll(/\| `([^`|]+)` \|$/gm)].map(([, line = '']) => line);
    const missing = lines.filter((line) => /[;{]$/.test(line) && !plain(text).includes(plain(line)));
    expect([title, missing]).toEqual([title, []]);
  }
});

test('what works is counted', () => {
  const [, works, all] = /^(\d+) of (\d+) work as such/m.exec(page) ?? [];
  expect(Number(all)).toBe(157);
  expect(Number(works)).toBeGreaterThanOrEqual(140);
});

const flags = ['-Wno-unused-variable', '-Wno-unused-function'];
const exampleOf = async (title: string, imports: object = {}): Promise<AnyExports> => {
  const { text = '' } = examples.find((each) => each.title.startsWith(title)) ?? {};
  return (await buildDsl(text, flags)).startAs('js', imports);
};
const patience = { timeout: 300_000 };

/** The rows that say in words what is here. */
describe('in words', () => {
  test('functions, numbers and texts', patience, async () => {
    expect(() => translate('export { func f(a: s23) -> s32; }')).toThrow(/s23[\s\S]*s32/);
    const lib = await exampleOf('Numbers');
    expect(() => lib.no()).toThrow(TypeError);
    expect([lib.no(true, 1, 2), lib.nothing()]).toEqual([false, undefined]);
    expect(() => lib.byte(true)).toThrow(TypeError);
    expect(() => lib.byte(256)).toThrow(RangeError);
    expect(lib.text('a\0b')).toBe('a\0b');
    const { flip } = await (
      await buildDsl('export { func flip(u1) -> u1; }\nbool flip(bool is) { return !is; }')
    ).start();
    expect([flip(1), flip(true), flip(0)]).toEqual([0, 0, 1]);
  });

  test('classes', patience, async () => {
    const { Mat, Point, IntBox, Lock, swap } = await exampleOf('Classes');
    const mat = new Mat(2);
    expect([mat instanceof Mat, Mat.name, mat.constructor === Mat, Mat.zero() instanceof Mat]).toEqual([
      true,
      'Mat',
      true,
      true,
    ]);
    expect(() => new Point()).toThrow('Point has no constructor');
    expect(mat.self()).toBe(mat);
    mat.fill(3);
    expect([...mat, mat.sum(), mat.at(1)]).toEqual([3, 3, 3, 3, 12, 3]);
    expect(() => Mat.prototype.sum.call({})).toThrow('Mat.sum: this must be a Mat');
    Mat.prototype.half = function () {
      return this.sum() / 2;
    };
    expect(mat.half()).toBe(6);
    class Named extends (Mat as new (side: number) => { rows(): number }) {
      name = 'named';
    }
    const named = new Named(1);
    expect([named.name, named.rows(), named instanceof Mat]).toEqual(['named', 1, true]);
    expect(() => swap(mat, new Lock())).toThrow("swap: parameter 'b' must be a Mat, got a Lock");
    const box = new IntBox();
    box[Symbol.dispose ?? Symbol.for('Symbol.dispose')]();
    expect(() => box.value).toThrow('IntBox.value: this is a disposed IntBox');
    mat.dispose();
    mat.dispose();
    expect(() => mat.rows()).toThrow('Mat.rows: this is a disposed Mat');
  });

  test('pointers', patience, async () => {
    const lib = await exampleOf('Pointers');
    expect(lib.root()).toBe(lib.root());
    expect([lib.find(2), lib.kept(), lib.visit(null), lib.visit(lib.root())]).toEqual([
      undefined,
      undefined,
      false,
      true,
    ]);
    const node = lib.make();
    lib.adopt(node);
    expect(() => node.value).toThrow('is a disposed Node');
    const doc = lib.open();
    lib.keep(doc);
    expect(doc.clone()).toBe(lib.kept());
    doc.dispose();
    expect(doc.pages).toBe(1);
    doc.dispose();
    expect(() => doc.pages).toThrow('is a disposed Doc');
    const counted = lib.counted();
    expect([counted.pages, lib.counts()]).toEqual([1, 1]);
    counted.dispose();
    expect(lib.counts()).toBe(0);
  });

  test('inheritance', patience, async () => {
    const { Square, Shape, Task, areaOf, make, work } = await exampleOf('Inheritance');
    const square = make(true);
    expect([square.constructor === Square, square instanceof Shape, areaOf(square), areaOf(new Square(3))]).toEqual([
      true,
      true,
      4,
      9,
    ]);
    class Mine extends (Task as new () => object) {
      run(value: number): number {
        return value + 41;
      }
    }
    expect(work(new Mine())).toBe(46);
    expect(() => new Task()).toThrow(TypeError);
    const sliced = await compileCore(
      translate(
        'export { class A { A(); } func f() -> A; }\nstruct A { virtual ~A() {} };\nstruct B : A {};\nB f() { return B(); }',
      ),
    );
    expect(sliced.kind === 'failed' ? sliced.errors : '').toContain('would lose what its own class adds');
  });

  test('values, and names that JavaScript has', patience, async () => {
    const lib = await exampleOf('Values');
    const line = { from: { x: 4, y: 0 }, to: { x: 0, y: 0 } };
    const rest = [{ m: [1, 2, 3, 4] }, {}, { thing: new lib.Thing() }] as const;
    expect(lib.use(line, ...rest, 'a', 'ok')).toBe(5);
    expect(() => lib.use(line, ...rest, 'c', 'ok')).toThrow("one of 'a', 'b'");
    expect([lib.origin(), lib.LIMIT, lib.first().value]).toEqual([{ x: 0, y: 0 }, 100, 1]);
    const source =
      'export { func toString() -> s32; func valueOf() -> s32; class Map { Map(); func toLocaleString() -> s32; } }';
    const { start } = await buildDsl(
      `${source}\nint toString() { return 1; }\nint valueOf() { return 2; }\nstruct Map { int toLocaleString() { return 3; } };`,
    );
    const named = await start();
    expect([named.toString(), named.valueOf(), new named.Map().toLocaleString()]).toEqual([1, 2, 3]);
  });
});

test('a block in a file of its own, beside sources that stay as they are', patience, async () => {
  const files = {
    'lib.h':
      '#pragma once\n#include <string>\nint add(int a, int b);\nnamespace geo { class Path { public: void add(double by); double length() const; private: double sum = 0; }; }\n',
    'lib.cpp':
      '#include "lib.h"\nint add(int a, int b) { return a + b; }\nnamespace geo { void Path::add(double by) { sum += by; }\ndouble Path::length() const { return sum; } }\n',
    'bindings.cpp':
      '#include "lib.h"\nexport { func add(a: s32, b: s32) -> s32; class Path = geo::Path { Path(); func add(by: f64); func length() const -> f64; } }\n',
  };
  const folder = temporaryFolder(files);
  const sources = ['bindings.cpp', 'lib.cpp'].map((name) => join(folder, name));
  expect(await run([...sources, '-o', join(folder, 'out')])).toBe(0);
  const lib = await (await import(pathToFileURL(join(folder, 'out/bindings.js')).href)).instantiate();
  const path = new lib.Path();
  path.add(2.5);
  expect([lib.add(1, 2), path.length()]).toEqual([3, 2.5]);
});
