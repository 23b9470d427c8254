/** What the pass makes of code, as text: in which cases it does so is in test/backend/transfers.test.ts. */
import { expect, test } from 'vitest';
import { withForwardedCopies } from '../../src/ir/forward-copies/forward-copies.ts';
import { functionsAfter } from './checked.ts';

const modules = `(module a "a.wasm" (func get "get" (result i32)) (func change "change"))
(module b "b.wasm" (func malloc "malloc" (param i32) (result i32)) (func take "take" (param i32 i32)))
`;

const forwarded = (source: string): string => functionsAfter(modules + source, withForwardedCopies);

test('what is asked for its length and lowered is measured and copied', () => {
  expect(
    forwarded(`(export (func _ "f"
      (let $text (mem-to-string a "memory" (call get) 5))
      (string-to-mem b "memory" (local $text) (call malloc (string-len (local $text))))))`),
  ).toMatchInlineSnapshot(`
    "
    (func _it_f (export "f")
      (let (%0:text.pointer i32) (call get))
      (let (%1:text.size i32) (measure (mem-to-string a "memory" %0:text.pointer 5)))
      (let (%2:to i32)
        (call malloc
          (if :i32 (== %1:text.size -1) (string-len (mem-to-string a "memory" %0:text.pointer 5)) %1:text.size)))
      (copy (from a "memory") %0:text.pointer (to b "memory") %2:to %1:text.size (unit 1)
        (otherwise (string-to-mem b "memory" (mem-to-string a "memory" %0:text.pointer 5) %2:to))))
    "
  `);
});

test('what is lowered at once is given a name first', () => {
  expect(
    forwarded(`(export (func _ "f" (string-to-mem b "memory" (mem-to-c-string a "memory" (call get)) 8)))`),
  ).toMatchInlineSnapshot(`
    "
    (func _it_f (export "f")
      (block
        (let (%0:held.pointer i32) (call get))
        (let (%1:held.size i32) (measure (mem-to-c-string a "memory" %0:held.pointer)))
        (copy (from a "memory") %0:held.pointer (to b "memory") 8 %1:held.size (unit 1)
          (otherwise (string-to-mem b "memory" (mem-to-c-string a "memory" %0:held.pointer) 8)))))
    "
  `);
});

test('a function that is handed the value gets a copy that takes its place in memory', () => {
  expect(
    forwarded(`(func lower (param $s string) (param $at i32) (string-to-mem b "memory" (local $s) (local $at)))
      (export (func _ "f" (call lower (mem-to-string a "memory" 4 5) 16))
              (func _ "g" (param $s string) (call lower (local $s) 16)))`),
  ).toMatchInlineSnapshot(`
    "
    (func lower (param %0:s string) (param %1:at i32) (string-to-mem b "memory" %0:s %1:at))
    (func _it_f (export "f")
      (block
        (let (%0:held.size i32) (measure (mem-to-string a "memory" 4 5)))
        (call lower.from.a 4 5 %0:held.size 16)))
    (func _it_g (export "g") (param %0:s string) (call lower %0:s 16))
    (func lower.from.a (param %0:s.pointer i32) (param %1:s.length i32) (param %2:s.size i32) (param %3:at i32)
      (copy (from a "memory") %0:s.pointer (to b "memory") %3:at %2:s.size (unit 1)
        (otherwise (string-to-mem b "memory" (mem-to-string a "memory" %0:s.pointer %1:s.length) %3:at))))
    "
  `);
});

test('an array whose elements lie as they do in a typed array is copied whole', () => {
  expect(
    forwarded(`(export (func _ "f"
      (let $list (lift-array f32 4 (call get) 3 $at (load f32 a "memory" (local $at))))
      (call take (lower-array f32 4 8 (local $list) $to $x (store f32 b "memory" (local $to) (local $x)))
                 (array-len (local $list)))))`),
  ).toMatchInlineSnapshot(`
    "
    (func _it_f (export "f")
      (let (%0:list.pointer i32) (call get))
      (let (%2:list.size i32)
        (measure (lift-array f32 4 %0:list.pointer 3 (%1:at i32) (load f32 a "memory" %1:at))))
      (call take
        (block :i32
          (copy (from a "memory") %0:list.pointer (to b "memory") 8 %2:list.size (unit 4)
            (otherwise
              (lower-array f32 4 8
                (lift-array f32 4 %0:list.pointer 3 (%3:at i32) (load f32 a "memory" %3:at))
                (%4:to i32)
                (%5:x f32)
                (store f32 b "memory" %4:to %5:x))))
          8)
        (if :i32
          (== %2:list.size -1)
          (array-len (lift-array f32 4 %0:list.pointer 3 (%6:at i32) (load f32 a "memory" %6:at)))
          %2:list.size)))
    "
  `);
});

test('what lies in a memory that may change first is made after all', () => {
  const source = `(export (func _ "f"
      (let $text (mem-to-string a "memory" (call get) 5))
      (call change)
      (string-to-mem b "memory" (local $text) 8)))`;
  expect(forwarded(source)).toBe(functionsAfter(modules + source));
});

test('one that a loop lowers again and again, storing to where it is from, is made', () => {
  const source = `(export (func _ "f" (param $numbers (array s32))
      (let $text (mem-to-string a "memory" (call get) 5))
      (lower-array s32 4 0 (local $numbers) $at $n
        (string-to-mem b "memory" (local $text) (local $at))
        (store s32 a "memory" (local $at) (local $n)))))`;
  expect(forwarded(source)).toBe(functionsAfter(modules + source));
});

test.each([
  ['shares its memory', '(memory "memory" a "memory")'],
  ['calls a function of its', '(function "change" a "change")'],
  ['shares a table with it', '(table "table" a "table")'],
])('nothing is left in memory while another module runs that %s', (_, link) => {
  const linked = `(module c "c.wasm" (import "a" ${link}) (func touch "touch"))\n`;
  const copied = (call: string): string =>
    forwarded(`${linked}(export (func _ "f"
      (let $text (mem-to-string a "memory" 4 5))
      (call ${call})
      (string-to-mem b "memory" (local $text) 8)))`);
  expect(copied('touch')).toContain('(let (%0:text string) (mem-to-string a "memory" 4 5))');
  expect(copied('touch')).toBe(copied('change').replace('(call change)', '(call touch)'));
});

const lifted = `(func text (param $at i32) (result string)
  (let $p (call get))
  (mem-to-string a "memory" (local $p) (local $at)))
`;

test('a function that ends in a lift is written where its value is lowered', () => {
  expect(forwarded(`${lifted}(export (func _ "f" (string-to-mem b "memory" (call text 5) 8)))`)).toMatchInlineSnapshot(`
    "
    (func _it_f (export "f")
      (block
        (let (%0:at i32) 5)
        (let (%1:p i32) (call get))
        (let (%2:held.size i32) (measure (mem-to-string a "memory" %1:p %0:at)))
        (copy (from a "memory") %1:p (to b "memory") 8 %2:held.size (unit 1)
          (otherwise (string-to-mem b "memory" (mem-to-string a "memory" %1:p %0:at) 8)))))
    "
  `);
});

const freed = `(func text (result string)
  (let $p (call get))
  (defer (call change))
  (mem-to-string a "memory" (local $p) 4))
(func lower (param $s string) (string-to-mem b "memory" (local $s) 16))
`;

test('what it defers is deferred by its caller', () => {
  expect(forwarded(`${freed}(export (func _ "f" (call lower (call text))))`)).toMatchInlineSnapshot(`
    "
    (func _it_f (export "f")
      (block
        (let (%0:p i32) (call get))
        (defer (captures) (call change))
        (let (%1:held.size i32) (measure (mem-to-string a "memory" %0:p 4)))
        (call lower.from.a %0:p 4 %1:held.size)))
    (func lower.from.a (param %0:s.pointer i32) (param %1:s.length i32) (param %2:s.size i32)
      (copy (from a "memory") %0:s.pointer (to b "memory") 16 %2:s.size (unit 1)
        (otherwise (string-to-mem b "memory" (mem-to-string a "memory" %0:s.pointer %1:s.length) 16))))
    "
  `);
});

test('what ran before does not matter to what is deferred', () => {
  expect(forwarded(`${freed}(export (func _ "f" (call change) (call lower (call text))))`)).toContain('measure');
});

test.each([
  ['the caller calls the same core module', '(call lower (call text)) (call change)'],
  ['it runs many times', '(while 1 (call lower (call text)))'],
])('it is not where somebody could tell: %s', (_, code) => {
  expect(forwarded(`${freed}(export (func _ "f" ${code}))`)).not.toContain('measure');
});

test('functions that call others twice each, many deep, are compiled all the same', () => {
  const depth = 24;
  const twice = Array.from({ length: depth }, (_, index) => {
    const next = index === depth - 1 ? '(mem-to-string a "memory" (call get) 4)' : `(call f${index + 1})`;
    return `(func f${index} (result string) (if (call get) ${next} ${next}))`;
  });
  const code = `${twice.join('\n')}(export (func _ "f" (string-to-mem b "memory" (call f0) 16)))`;
  expect(forwarded(code).length).toBeLessThan(1_000_000);
});

test('a record that a thousand functions hand on, one to the next, is made: it is not followed that far', () => {
  const handing = (count: number): string => {
    const row = Array.from({ length: count }, (_, index) => {
      const next = index === count - 1 ? '(read-field Point x (local $p))' : `(call f${index + 1} (local $p))`;
      return `(func f${index} (param $p Point) (result s32) ${next})`;
    });
    return `(types (record Point (x s32) (y string)))${row.join('\n')}
      (export (func _ "f" (result s32) (call f0 (make-record Point (field x 1) (field y (mem-to-string a "memory" 8 4))))))`;
  };
  expect(forwarded(handing(1_000))).toContain('make-record');
  expect(forwarded(handing(30))).not.toContain('make-record');
});

test('an array whose elements such functions lift is taken apart in time, too', () => {
  const depth = 30;
  const twice = Array.from({ length: depth }, (_, index) => {
    const next = index === depth - 1 ? '(load s32 a "memory" (local $at))' : `(call f${index + 1} (local $at))`;
    return `(func f${index} (param $at i32) (result s32) (+ ${next} ${next}))`;
  });
  const array = '(let $all (lift-array s32 8 (call get) 4 $at (call f0 (local $at))))';
  const code = `${twice.join('\n')}(export (func _ "f" (result s32) ${array} (as s32 (array-len (local $all)))))`;
  expect(forwarded(code)).toContain('(let (%0:all.pointer i32) (call get)) (as s32 4))');
});

test('what only a function calls that nothing calls stays there, too', () => {
  const code = `(func number (result s32) 7)
    (func idle (result s32) (call number))
    (export (func _ "f"
      (match (make-variant (option string) none) (case some (let $n (call number))) (case none))
      (let $text (mem-to-latin1 a "memory" 3 2))))`;
  expect(forwarded(code)).toContain('(func number');
});
