import { expect, test } from 'vitest';
import { withoutIdleDefers } from '../../src/ir/idle-defers.ts';
import type { Component, ImportName } from '../../src/ir/ir.ts';
import { functionsAfter } from './checked.ts';

const source = (call: string): string => `(module a "a.wasm"
  (func mark "mark" (result i32))
  (func alloc "alloc" (param i32) (result i32))
  (func reset "reset" (param i32))
  (func plain "plain")
  (func taking "taking")
  (func asking "asking")
  (func unknown "unknown")
  (import "env" (func quiet "quiet") (func serve "serve" (let $at (call alloc 1)))))
(var $top i32 (call mark))
(func helper (call alloc 1))
(export (func f "f"
  (let $mark (get $top))
  (defer (after alloc) (call reset (local $mark)))
  ${call}))`;

const env = (field: string): ImportName => ({ module: 'env', field });

/** What the code of the core module says. */
const facts: Readonly<
  Record<string, { readonly exports: readonly string[]; readonly imports: readonly ImportName[] }>
> = {
  mark: { exports: ['mark'], imports: [] },
  alloc: { exports: ['alloc'], imports: [] },
  reset: { exports: ['reset'], imports: [] },
  plain: { exports: ['plain', 'mark'], imports: [env('quiet')] },
  taking: { exports: ['taking', 'alloc'], imports: [] },
  asking: { exports: ['asking'], imports: [env('serve')] },
};

const known = (component: Component): Component => ({
  ...component,
  modules: component.modules.map((module) => ({
    ...module,
    importsOf: (field) => facts[field]?.imports,
    exportsOf: (field) => facts[field]?.exports,
  })),
});

const left = (call: string, ...passes: readonly ((component: Component) => Component)[]): string =>
  /\(func f [\s\S]*$/.exec(functionsAfter(source(call), ...passes, withoutIdleDefers))?.[0].trim() ?? '';

test('where nothing makes the call, the defer goes, and what only it reads', () => {
  expect(left('(call plain)', known)).toMatchInlineSnapshot(`"(func f (export "f") (call plain))"`);
});

test.each([
  ['the core function itself', '(call alloc 1)'],
  ['a core function that calls it', '(call taking)'],
  ['one that asks for an import that does', '(call asking)'],
  ['one of which nothing is known', '(call unknown)'],
  ['a function of the component', '(call helper)'],
  ['in a branch', '(if (local $mark) (call taking))'],
])('it stays with %s', (_, call) => {
  expect(left(call, known)).toContain('(defer (after alloc)');
});

test('it stays where no code is known', () => {
  expect(left('(call plain)')).toContain('(defer (after alloc)');
});
