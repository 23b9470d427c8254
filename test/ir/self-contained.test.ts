/** Functions that need nothing of their adapter. */
import { expect, test } from 'vitest';
import { isSelfContained } from '../../src/ir/self-contained.ts';
import { componentOf } from './checked.ts';

const declared = `(import "host" (func log "log" (param s32)))
  (module core "core.wasm" (func number "number" (param i32) (result i32)))
  (func other (param i32) (result i32) (local 0))`;

function isFound(source: string): boolean {
  const { functions } = componentOf(`${declared} ${source}`);
  const body = functions.find(({ function: callee }) => callee.name === 'f')?.body;
  if (!body) return expect.fail('no function f');
  return isSelfContained(body);
}

test.each([
  ['arithmetic', '(func f (param s32) (result s32) (+ (local 0) (* (local 0) 2)))'],
  ['a call of an import', '(func f (param u8) (call log (as s32 (local 0))))'],
  ['branches', '(func f (param bool) (if (local 0) (call log 1) (call log 2)))'],
  ['a switch', '(func f (param s32) (result s32) (switch (local 0) (case 1 10) (else 20)))'],
  ['the remainder of integers', '(func f (param s32) (result s32) (% (local 0) 3))'],
])('%s: self-contained', (_, source) => {
  expect(isFound(source)).toBe(true);
});

test.each([
  ['a core function', '(func f (param i32) (result i32) (call number (local 0)))'],
  ['a function of the component', '(func f (param i32) (result i32) (call other (local 0)))'],
  ['memory', '(func f (param i32) (result s32) (load s32 core "memory" (local 0)))'],
  ['a literal', '(func f (result string) "text")'],
  ['the remainder of floats, which is a host function', '(func f (param f64) (result f64) (% (local 0) 3.0))'],
  ['a defer', '(func f (param s32) (defer (call log (local 0))) (call log 1))'],
])('%s: not', (_, source) => {
  expect(isFound(source)).toBe(false);
});
