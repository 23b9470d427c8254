/** The verifier finds what a pass could break. */
import { expect, test } from 'vitest';
import type { BlockExpression, Component, Expression, LetExpression } from '../../src/ir/ir.ts';
import { simple } from '../../src/ir/types.ts';
import { verifyComponent } from '../../src/ir/verify.ts';
import { componentOf } from './checked.ts';

const source = `(module a "a.wasm" (func get "get" (result i32)) (func put "put" (param i32)))
(export (func _ "f" (param $n s32) (result string)
  (let $at (call get))
  (call put (local $at))
  (defer (call put (local $at)))
  (mem-to-string a "memory" (local $at) (as i32 (local $n)))))`;

/** The first line of each problem once the items of the function are changed. */
function problemsWith(change: (items: readonly Expression[]) => readonly Expression[]): readonly string[] {
  const component = componentOf(source);
  const functions = component.functions.map((body) => ({
    ...body,
    body: { ...body.body, items: change(body.body.items) } as BlockExpression,
  }));
  return firstLines({ ...component, functions });
}

const firstLines = (component: Component): readonly string[] =>
  verifyComponent(component).map((problem) => problem.split('\n')[0] ?? '');

const at = (items: readonly Expression[], index: number): never => items[index] as never;

test('nothing is wrong with what the checker leaves', () => {
  expect(problemsWith((items) => items)).toEqual([]);
});

test('a local that is read before it is bound', () => {
  expect(problemsWith(([first, second, ...rest]) => [second, first, ...rest] as Expression[])).toEqual([
    '_it_f: at is read before it is bound, in',
  ]);
});

test('a local that is bound in a branch is not bound behind it', () => {
  expect(
    problemsWith((items) => {
      const binding: LetExpression = at(items, 0);
      const condition: Expression = { kind: 'integer', value: 1n, type: simple('i32'), span: binding.span };
      const choice: Expression = { ...binding, kind: 'if', condition, consequent: binding, alternate: undefined };
      return [choice, ...items.slice(1)];
    }),
  ).toContain('_it_f: at is read before it is bound, in');
});

test('a local that is bound twice', () => {
  expect(problemsWith(([first, ...rest]) => [first, first, ...rest] as Expression[])).toEqual([
    '_it_f: at is bound twice, in',
  ]);
});

test('an argument of another type', () => {
  expect(
    problemsWith((items) => {
      const call: Extract<Expression, { kind: 'call' }> = at(items, 1);
      const text: Expression = { kind: 'text', value: 'no', type: simple('string'), span: call.span };
      return items.map((item) => (item === (call as Expression) ? { ...call, arguments: [text] } : item));
    }),
  ).toEqual(['_it_f: call: argument 0 is string, not i32, in']);
});

test('a function that is gone', () => {
  const component = componentOf(source);
  const modules = component.modules.map((module) => ({ ...module, functions: module.functions.slice(0, 1) }));
  expect(firstLines({ ...component, modules })).toContain('_it_f: put is no function of the component, in');
});

test('a deferred action that captures something else', () => {
  expect(
    problemsWith((items) => items.map((item) => (item.kind === 'defer' ? { ...item, captures: [] } : item))),
  ).toEqual(['_it_f: defer: captures are not what it reads, in']);
});

test('a body of another type', () => {
  expect(problemsWith((items) => items.slice(0, -1))).toEqual(['_it_f: block: a branch is nothing, not string, in']);
});

test('an operand that the row does not have', () => {
  expect(
    problemsWith((items) =>
      items.map((item) =>
        item.kind === 'operation' ? ({ ...item, operands: { ...item.operands, extra: 1 } } as never) : item,
      ),
    ),
  ).toEqual(['_it_f: operation: mem-to-string has no operand extra, in']);
});
