import { expect, test } from 'vitest';
import { passThrough } from '../../src/backend/wasm/direct/pass-through.ts';
import { readWat } from '../../src/backend/wasm/shared/read-wat.ts';
import { printInline } from '../../src/backend/wasm/shared/wat.ts';

const core = (id: string): boolean => id === '$core' || id === '$first' || id === '$second';

const outcome = (text: string): string => {
  const { functions, exports } = passThrough(readWat(text), core);
  return [...functions, ...exports].map(printInline).join('\n');
};

test.each<[what: string, functions: string, expected: string]>([
  [
    'a function that hands everything on',
    '(func $f (export "f") (param i32 ) (param $b f32) (result i32) (call $core (local.get 0) (local.get $b)))',
    '(func $f (param i32) (param $b f32) (result i32) (call $core (local.get 0) (local.get $b)))\n(export "f" (func $core))',
  ],
  [
    'one behind the other',
    '(func $f (export "f") (call $g)) (func $g (export "g") (call $core))',
    '(func $f (call $g))\n(func $g (call $core))\n(export "f" (func $core))\n(export "g" (func $core))',
  ],
])('%s is left out', (_, functions, expected) => {
  expect(outcome(functions)).toBe(expected);
});

test.each<[what: string, functions: string]>([
  ['other arguments', '(func $f (export "f") (param i32) (param i32) (call $core (local.get 1) (local.get 0)))'],
  ['fewer arguments', '(func $f (export "f") (param i32) (call $core))'],
  ['the same argument twice', '(func $f (export "f") (param i32) (call $core (local.get 0) (local.get 0)))'],
  ['more code', '(func $f (export "f") (call $core) (call $core))'],
  ['a result that is dropped', '(func $f (export "f") (drop (call $core)))'],
  ['a constant', '(func $f (export "f") (param i32) (call $core (i32.const 0)))'],
  ["JavaScript's own function", '(func $f (export "f") (call $imported))'],
  ['a circle', '(func $first (export "f") (call $second))\n(func $second (export "g") (call $first))'],
])('%s is not', (_, functions) => {
  expect(outcome(functions)).toBe(readWat(functions).map(printInline).join('\n'));
});

test('what serves a core module may be JavaScript', () => {
  const { standIn } = passThrough(readWat('(func $f (call $imported)) (func $g (call $f))'), core);
  expect([standIn('$g'), standIn('$f'), standIn('$h')]).toEqual(['$imported', '$imported', '$h']);
});
