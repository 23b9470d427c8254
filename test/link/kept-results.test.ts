/** Results that a part may have kept for its caller, who then releases them: lifted once, whichever they are. */
import { expect, test } from 'vitest';
import type { UsedComponent } from '../../src/check-source.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs } from '../harness/compile-fixture.ts';
import { ownPart } from '../harness/own-part.ts';
import { componentOf, targets } from '../harness/targets.ts';

/** A pointer with its lowest bit set is to be released. A name and a colour lie where it leads. */
const giverItl = `(types (enum Color red green) (record Item (name string) (color Color)))
(module giver "giver.wasm"
  (func give "give" (param i32) (result i32))
  (func release "release" (param i32))
  (func released "released" (result i32))
  (func base "base" (result i32)))
(var $base i32 (call base))
(var $asked i32 0)
(func lift-given (param $given i32) (result Item)
  (if (& (local $given) 1) (call lift-kept (local $given)) (call load-item (local $given))))
(func lift-kept (param $given i32) (result Item)
  (defer (call release (& (local $given) -2)))
  (call load-item (& (local $given) -2)))
(func load-item (param $at i32) (result Item)
  (make-record Item
    (field name (mem-to-string giver "memory" (as i32 (load u32 giver "memory" (local $at))) 6))
    (field color (lift-enum Color (as i32 (load u32 giver "memory" (+ (local $at) 4)))))))
(export
  (func _ "give" (param $how s32) (result Item)
    (set $asked (+ (get $asked) 1))
    (call lift-given (call give (+ (get $base) (as i32 (local $how))))))
  (func _ "released" (result s32) (as s32 (call released)))
  (func _ "asked" (result s32) (as s32 (get $asked))))`;

const giverWat = `(module
  (memory (export "memory") 1)
  (global $released (mut i32) (i32.const 0))
  (data (i32.const 16) "gr\\c3\\bcn!")
  (data (i32.const 32) "\\10\\00\\00\\00" "\\01\\00\\00\\00" "\\10\\00\\00\\00" "\\05\\00\\00\\00")
  (func (export "base") (result i32) (i32.const 32))
  (func (export "give") (param i32) (result i32) (local.get 0))
  (func (export "released") (result i32) (global.get $released))
  (func (export "release") (param i32)
    (global.set $released (i32.add (global.get $released) (local.get 0)))))`;

const takerItl = `(types (enum Color red green) (record Item (name string) (color Color)))
(import "giver" (func give "give" (param $how s32) (result Item)))
(module taker "taker.wasm"
  (func run "run" (param i32))
  (import "env" (func _ "give" (param i32) (call store-item (call give (as s32 (local 0)))))))
(func store-item (param $item Item)
  (let $name (read-field Item name (local $item)))
  (string-to-mem taker "memory" (local $name) 64)
  (store u32 taker "memory" 96 (as u32 (string-len (local $name))))
  (store u32 taker "memory" 100 (as u32 (lower-enum Color (read-field Item color (local $item))))))
(export
  (func _ "run" (param $how s32) (call run (as i32 (local $how))))
  (func _ "taken" (result (tuple string u32))
    (make-tuple (mem-to-string taker "memory" 64 (as i32 (load u32 taker "memory" 96))) (load u32 taker "memory" 100))))`;

const takerWat = `(module
  (import "env" "give" (func $give (param i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32) (call $give (local.get 0))))`;

const used: Readonly<Record<string, UsedComponent>> = {
  'giver.itl': { path: 'giver.itl', text: giverItl },
  'taker.itl': { path: 'taker.itl', text: takerItl },
};
const readComponent = (path: string): UsedComponent | undefined => used[path];

const whole = (exports: string): string => `(component giver "giver.itl")
(component taker "taker.itl" ("giver" giver))
(export ${exports})`;

const cores = async () => ({
  'giver.wasm': await assembleWat('giver', giverWat),
  'taker.wasm': await assembleWat('taker', takerWat),
});

test.each(targets)('what is kept is released, also where it is no case: %s', async (target) => {
  const modules = await cores();
  const component = await componentOf({ target }, whole('taker giver'), { cores: modules, readComponent });
  const { run, taken, released, asked } = await component({}, { modules });
  run(0);
  expect([taken(), released()]).toEqual([['grün!', 1], 0]);
  run(1);
  expect([taken(), released()]).toEqual([['grün!', 1], 32]);
  expect(() => run(8)).toThrow('5 is not a case of Color');
  expect(() => run(9)).toThrow('5 is not a case of Color');
  expect([released(), asked()]).toEqual([32 + 40, 4]);
});

test('generated JavaScript lifts it once, and remembers no more than it needs', async () => {
  const js = await compileToJs(whole('taker'), 'case.itl', await cores(), { readComponent });
  const own = ownPart(js);
  expect(own.match(/measureText\(/g)).toHaveLength(1);
  expect(own.match(/>>> 0 >= 2\) noCase\(/g)).toHaveLength(1);
  // No variable may be asked for too early, and there is no list of what is deferred.
  expect(own).not.toMatch(/heldBy|defers|const checked|unset/);
});
