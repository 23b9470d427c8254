/** Variants that are only matched: a payload is looked at once, and kept only where a case reads it. */
import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs } from '../harness/compile-fixture.ts';

const source = `(types
  (enum Color red green)
  (variant Shape (dot Color) (line f64) none))
(module core "core.wasm" (func draw "draw" (param i32)))
(export
  (func _ "first" (param $shape Shape)
    (match (local $shape)
      (case dot $color (call draw (lower-enum Color (local $color))))
      (case line $_length (call draw 7))
      (case none (call draw 8))))
  (func _ "later" (param $shape Shape) (param $n s32)
    (match (local $shape)
      (case dot $color (call draw (lower-enum Color (local $color))))
      (case line $_length (call draw (as i32 (local $n))))
      (case none (call draw 8)))))`;

const core = '(module (func (export "draw") (param i32)))';

test('each enum is looked up once', async () => {
  const code = await compileToJs(source, 'case.itl', { 'core.wasm': await assembleWat('core', core) });
  const [exports = ''] = code.split('const exports = {')[1]?.split('sealExports(') ?? [];
  const [first = '', later = ''] = exports.split('later(');
  for (const each of [first, later]) expect(each.match(/colorNumber\(/g)).toHaveLength(1);
  expect(first).toContain('draw(dotCode);');
  // `line` is checked where the case is; nothing keeps it until the match.
  expect(later.match(/^\s+let (\w+);$/gm)?.map((each) => each.trim())).toEqual(['let dot;']);
});
