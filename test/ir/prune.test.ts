import { expect, test } from 'vitest';
import { withoutUnneeded } from '../../src/ir/prune.ts';
import { functionsAfter } from './checked.ts';

const source = `(func only (param i32) (result i32) (local 0))
(func both (param i32) (result i32) (local 0))
(module a "a.wasm" (import "env"
  (func one "one" (param i32) (result i32) (call both (call only (local 0))))
  (func two "two" (param i32) (result i32) (call both (local 0)))))`;

test('what no core module asks for goes, and what only that calls', () => {
  expect(
    functionsAfter(source, (component) =>
      withoutUnneeded(component, ({ role }) => role.kind === 'adapted-import' && role.field === 'two'),
    ),
  ).toMatchInlineSnapshot(`
    "
    (func both (param %0 i32) (result i32) %0)
    (func two (serves a "env" "two") (param %0 i32) (result i32) (call both %0))
    "
  `);
});
