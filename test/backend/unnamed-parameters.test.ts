/** What an emitted module calls what was checked of parameters that have no names. */
import { expect, test } from 'vitest';
import { compileToJs } from '../harness/compile-fixture.ts';

const lowered = (index: number): string =>
  `(lower-array f64 8 (call malloc (array-len (local ${index}))) (local ${index}) $at${index} $item${index}
    (store f64 core "memory" (local $at${index}) (local $item${index})))`;

test('two of a kind are told apart', async () => {
  const itl = `(module core "core.wasm" (func malloc "malloc" (param i32) (result i32)) (func f "f" (param i32 i32)))
(types (resource Node (drop free)))
(func free (param $id i32))
(export
  (func _ "lend" (param (array f64)) (param (array f64)) (call f ${lowered(0)} ${lowered(1)}))
  (func _ "count" (param (array string)) (param (array string)) (result u32)
    (as u32 (+ (array-len (local 0)) (array-len (local 1)))))
  (func _ "add" (param Node) (param Node) (result u32)
    (as u32 (+ (lower-resource Node (local 0)) (lower-resource Node (local 1))))))`;
  const code = await compileToJs(itl, 'case.itl', {});
  const names = [...code.matchAll(/const (\w+) = (?:isArray|toStringArray|handleOf)\(/g)].map(([, name]) => name);
  expect(names).toEqual(['items', 'checkedItems', 'value', 'checkedValue', 'handle', 'givenHandle']);
});
