/** Loads that need no check of their own, since the source has checked their place. */
import { expect, test } from 'vitest';
import { compileToJs } from '../harness/compile-fixture.ts';

/** Functions that call the one before them twice. */
const chain = (length: number): string =>
  Array.from(
    { length },
    (_, index) => `(func f${index + 1} (param $n u32) (result u32)
      (if (> (local $n) 9) (as u32 0) (+ (call f${index} (- (local $n) 1)) (call f${index} (/ (local $n) 2)))))`,
  ).join('\n');

test('a check is good for what is behind calls of functions alone, however many ways lead through them', async () => {
  const itl = `(module core "core.wasm")
(func f0 (param $n u32) (result u32) (* (local $n) 3))
${chain(30)}
(export
  (func _ "read" (param $at u32) (result u32)
    (let $p (as i32 (local $at)))
    (if (not (memory-has core "memory" (local $p) 8)) (trap "outside"))
    (let $first (load u32 core "memory" (local $p)))
    (let $n (call f30 (local $first)))
    (+ (local $n) (load u32 core "memory" (+ (local $p) 4)))))`;
  const code = await compileToJs(itl, 'case.itl', {});
  expect(code).toContain('data.getUint32(start + 4, true)');
});
