/** Records, variants, options, tuples and lists that parts hand each other are taken from memory to memory: none is made. */
import { expect, test } from 'vitest';
import type { UsedComponent } from '../../src/check-source.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileToJs, compileWithCores } from '../harness/compile-fixture.ts';
import { componentOf, targets } from '../harness/targets.ts';

const types = `(types
  (enum Unit piece kilo metre)
  (record Item (name string) (price f64) (unit Unit) (tags (array string)))
  (variant Found nothing (item Item) (hint string)))
`;

/** A stock of two, and what it is asked for. */
const stockItl = `${types}
(module stock "stock.wasm"
  (func items "items" (result i32))
  (func take "take" (param i32) (result i32))
  (func alloc "alloc" (param i32) (result i32)))
(func load-text (param $at i32) (result string)
  (mem-to-string stock "memory" (as i32 (load u32 stock "memory" (local $at))) (as i32 (load u32 stock "memory" (+ (local $at) 4)))))
(func load-texts (param $at i32) (result (array string))
  (lift-array string 8 (as i32 (load u32 stock "memory" (local $at))) (as i32 (load u32 stock "memory" (+ (local $at) 4))) $each
    (call load-text (local $each))))
(func load-item (param $at i32) (result Item)
  (make-record Item
    (field name (call load-text (local $at)))
    (field price (load f64 stock "memory" (+ (local $at) 8)))
    (field unit (lift-enum Unit (as i32 (load u8 stock "memory" (+ (local $at) 16)))))
    (field tags (call load-texts (+ (local $at) 24)))))
(export
  (func _ "items" (result (array Item)) (lift-array Item 32 (call items) 2 $at (call load-item (local $at))))
  (func _ "find" (param $index s32) (result Found)
    (if (< (local $index) 2)
      (make-variant Found item (call load-item (+ (call items) (* (as i32 (local $index)) 32))))
      (if (== (local $index) 2)
        (make-variant Found hint (call load-text (+ (call items) 64)))
        (make-variant Found nothing))))
  (func _ "first" (result (option (tuple f64 string)))
    (make-variant (option (tuple f64 string)) some
      (make-tuple (load f64 stock "memory" (+ (call items) 8)) (call load-text (call items)))))
  (func _ "take" (param $names (array string)) (result s32)
    (let $room (call alloc (* (array-len (local $names)) 8)))
    (let $_done (lower-array string 8 (local $room) (local $names) $at $name
      (let $size (string-len (local $name)))
      (let $text (call alloc (local $size)))
      (string-to-mem stock "memory" (local $name) (local $text))
      (store u32 stock "memory" (local $at) (as u32 (local $text)))
      (store u32 stock "memory" (+ (local $at) 4) (as u32 (local $size)))))
    (as s32 (call take (local $room)))))`;

const stockWat = `(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 4096))
  (data (i32.const 16) "nails" "gr\\c3\\bc\\c3\\9fe" "wood" "steel" "try again")
  (func (export "items") (result i32) (i32.const 256))
  (data (i32.const 256) "\\10\\00\\00\\00" "\\05\\00\\00\\00" "\\00\\00\\00\\00\\00\\00\\04\\40" "\\01\\00\\00\\00\\00\\00\\00\\00" "\\80\\01\\00\\00" "\\02\\00\\00\\00")
  (data (i32.const 288) "\\15\\00\\00\\00" "\\07\\00\\00\\00" "\\00\\00\\00\\00\\00\\00\\1c\\40" "\\02\\00\\00\\00\\00\\00\\00\\00" "\\00\\00\\00\\00" "\\00\\00\\00\\00")
  (data (i32.const 320) "\\25\\00\\00\\00" "\\09\\00\\00\\00")
  (data (i32.const 384) "\\1c\\00\\00\\00" "\\04\\00\\00\\00" "\\20\\00\\00\\00" "\\05\\00\\00\\00")
  (func (export "alloc") (param i32) (result i32)
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (i32.and (i32.add (local.get 0) (i32.const 15)) (i32.const -16)))))
  (func (export "take") (param i32) (result i32)
    (i32.add (i32.load offset=4 (local.get 0)) (i32.mul (i32.const 100) (i32.load8_u (i32.load offset=8 (local.get 0)))))))`;

/** A shop that asks for all that, and puts it into its own memory. */
const shopItl = `${types}
(import "stock"
  (func items "items" (result (array Item)))
  (func find "find" (param $index s32) (result Found))
  (func first "first" (result (option (tuple f64 string))))
  (func take "take" (param $names (array string)) (result s32)))
(module shop "shop.wasm"
  (func alloc "alloc" (param i32) (result i32))
  (func run "run" (param i32 i32) (result i32))
  (import "env"
    (func _ "items" (param i32) (result i32) (call store-items (call items) (local 0)))
    (func _ "find" (param i32 i32) (call store-found (call find (as s32 (local 0))) (local 1)))
    (func _ "first" (param i32) (call store-first (call first) (local 0)))
    (func _ "take" (param i32 i32) (result i32)
      (as i32 (call take (lift-array string 8 (local 0) (local 1) $at (call load-text (local $at))))))))
(func load-text (param $at i32) (result string)
  (mem-to-string shop "memory" (as i32 (load u32 shop "memory" (local $at))) (as i32 (load u32 shop "memory" (+ (local $at) 4)))))
(func store-text (param $text string) (param $at i32)
  (let $size (string-len (local $text)))
  (let $to (call alloc (local $size)))
  (string-to-mem shop "memory" (local $text) (local $to))
  (store u32 shop "memory" (local $at) (as u32 (local $to)))
  (store u32 shop "memory" (+ (local $at) 4) (as u32 (local $size))))
(func store-item (param $item Item) (param $at i32)
  (call store-text (read-field Item name (local $item)) (local $at))
  (store f64 shop "memory" (+ (local $at) 8) (read-field Item price (local $item)))
  (store u8 shop "memory" (+ (local $at) 16) (as u8 (lower-enum Unit (read-field Item unit (local $item)))))
  (let $tags (read-field Item tags (local $item)))
  (store u32 shop "memory" (+ (local $at) 28) (as u32 (array-len (local $tags))))
  (store u32 shop "memory" (+ (local $at) 24) (as u32
    (lower-array string 8 (call alloc (* (array-len (local $tags)) 8)) (local $tags) $each $tag
      (call store-text (local $tag) (local $each))))))
(func store-items (param $items (array Item)) (param $at i32) (result i32)
  (let $_done (lower-array Item 32 (local $at) (local $items) $each $item (call store-item (local $item) (local $each))))
  (array-len (local $items)))
(func store-found (param $found Found) (param $at i32)
  (match (local $found)
    (case nothing (store u8 shop "memory" (local $at) 0))
    (case item $item (store u8 shop "memory" (local $at) 1) (call store-item (local $item) (+ (local $at) 8)))
    (case hint $hint (store u8 shop "memory" (local $at) 2) (call store-text (local $hint) (+ (local $at) 8)))))
(func store-first (param $first (option (tuple f64 string))) (param $at i32)
  (match (local $first)
    (case none (store u8 shop "memory" (local $at) 0))
    (case some $both
      (store f64 shop "memory" (local $at) (read-tuple (tuple f64 string) 0 (local $both)))
      (call store-text (read-tuple (tuple f64 string) 1 (local $both)) (+ (local $at) 8)))))
(export
  (func _ "run" (param $what s32) (param $with s32) (result s32) (as s32 (call run (as i32 (local $what)) (as i32 (local $with)))))
  (func _ "text" (param $at s32) (result string) (call load-text (as i32 (local $at))))
  (func _ "byte" (param $at s32) (result u8) (load u8 shop "memory" (as i32 (local $at))))
  (func _ "number" (param $at s32) (result f64) (load f64 shop "memory" (as i32 (local $at)))))`;

const shopWat = `(module
  (import "env" "items" (func $items (param i32) (result i32)))
  (import "env" "find" (func $find (param i32 i32)))
  (import "env" "first" (func $first (param i32)))
  (import "env" "take" (func $take (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 4096))
  (func (export "alloc") (param i32) (result i32)
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (i32.and (i32.add (local.get 0) (i32.const 15)) (i32.const -16)))))
  (func (export "run") (param i32 i32) (result i32)
    (block $take (block $first (block $find (block $items (br_table $items $find $first $take (local.get 0)))
      (return (call $items (i32.const 64)))) (call $find (local.get 1) (i32.const 256)) (return (i32.const 0)))
      (call $first (i32.const 512)) (return (i32.const 0)))
    (call $take (i32.load (i32.const 88)) (i32.const 2))))`;

/** All of it but what shows the shop's memory to JavaScript. */
const whole = (exports: string): string => `(component stock "stock.itl")
(component shop "shop.itl" ("stock" stock))
(export ${exports})`;

const used: Readonly<Record<string, UsedComponent>> = {
  'stock.itl': { path: 'stock.itl', text: stockItl },
  'shop.itl': { path: 'shop.itl', text: shopItl },
};
const readComponent = (path: string): UsedComponent | undefined => used[path];

const cores = async () => ({
  'stock.wasm': await assembleWat('stock.wat', stockWat),
  'shop.wasm': await assembleWat('shop.wat', shopWat),
});

test.each(targets)('what comes is what was sent: %s', async (target) => {
  const modules = await cores();
  const component = await componentOf({ target }, whole('shop'), { cores: modules, readComponent });
  const { run, text, byte, number } = await component({}, { modules });
  expect(run(0, 0)).toBe(2);
  expect([text(64), number(72), byte(80), text(96), number(104), byte(112)]).toEqual(['nails', 2.5, 1, 'grüße', 7, 2]);
  // The tags of both.
  expect([byte(92), byte(124)]).toEqual([2, 0]);
  run(1, 1);
  expect([byte(256), text(264), number(272)]).toEqual([1, 'grüße', 7]);
  run(1, 2);
  expect([byte(256), text(264)]).toEqual([2, 'try again']);
  run(1, 3);
  expect(byte(256)).toBe(0);
  run(2, 0);
  expect([number(512), text(520)]).toEqual([2.5, 'nails']);
  run(0, 0);
  // The length of the first, and the first byte of the second.
  expect(run(3, 0)).toBe(4 + 100 * 's'.charCodeAt(0));
});

/**
 * Host functions that make a value, ask one for its parts, or hand one over. Those of enums are there for numbers that are no
 * case, and called for these alone.
 */
const crossings = /"_it_runtime" "(record|field|tuple|item|array|list|map|variant|box|unbox|is_some|case)[\w:]*"/g;

test('no adapter asks JavaScript for a value: crossings', async () => {
  const modules = await cores();
  const compiled = await compileWithCores(whole('shop.run'), 'case.itl', modules, { readComponent });
  expect(compiled.wat.match(crossings) ?? []).toEqual([]);
  expect(compiled.directWat.match(crossings) ?? []).toEqual([]);
});

test('generated JavaScript makes none', async () => {
  const js = await compileToJs(whole('shop.run'), 'case.itl', await cores(), { readComponent });
  expect(js).not.toMatch(/newArray|newList|lengthOf|\btag: |\bprice: /);
});
