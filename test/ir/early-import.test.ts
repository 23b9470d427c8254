/** Which adapters have to be there before their core modules. */
import { expect, test } from 'vitest';
import { earlyImport } from '../../src/ir/early-import.ts';
import type { Component } from '../../src/ir/ir.ts';
import { componentOf } from './checked.ts';

/** A core module whose start function may call anything, and functions that call the next one twice. */
function calledAtStart(depth: number, last: string): Component {
  const twice = Array.from({ length: depth }, (_, index) => {
    const next = index === depth - 1 ? last : `(call f${index + 1})`;
    return `(func f${index} (result i32) (+ ${next} ${next}))`;
  });
  const component = componentOf(`(module a "a.wasm"
    (func get "get" (result i32))
    (import "env" (func _ "x" (result i32) (call f0))))
  (var $count i32 1)
  ${twice.join('\n')}`);
  return { ...component, modules: component.modules.map((module) => ({ ...module, startImports: undefined })) };
}

test('what calls others twice each, many deep, is followed all the same', () => {
  expect(earlyImport(calledAtStart(30, '(get $count)'))).toMatchObject({ from: 'env', field: 'x' });
  expect(earlyImport(calledAtStart(30, '(call get)'))).toBeUndefined();
});

test('what calls itself comes to an end', () => {
  expect(earlyImport(calledAtStart(2, '(if (get $count) (call f0) 1)'))).toMatchObject({ from: 'env', field: 'x' });
});
