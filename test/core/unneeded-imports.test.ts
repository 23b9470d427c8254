import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { assembleWat } from './assemble-wat.ts';

const text = `
(import "host" (func note "note" (param s32)))
(module core "core.wasm"
  (func run "run")
  (import "_it"
    (func _ "wanted" (param i32) (call inner (local 0)))
    (func _ "spare" (param i32) (call only-spare (local 0)))))
(func inner (param $n i32) (call both (local $n)))
(func only-spare (param $n i32) (call both (local $n)) (call both (local $n)))
(func both (param $n i32) (call note (as s32 (local $n))))
(export (func _ "run" (call run)))`;

const core = (imports: string) => assembleWat(`(module ${imports} (memory (export "memory") 1) (func (export "run")))`);
const wanted = '(import "_it" "wanted" (func (param i32)))';
const spare = '(import "_it" "spare" (func (param i32)))';

async function wat(imports: string | undefined): Promise<string> {
  const readCore = imports === undefined ? undefined : () => core(imports);
  const { wat, diagnostics } = await compile({ path: 'a.itl', text }, { emit: ['wat'], ...(readCore && { readCore }) });
  expect(diagnostics).toEqual([]);
  return wat ?? '';
}

test('an adapter lacks what the C++ headers may import and the core module does not', async () => {
  const [all, some, none] = [await wat(wanted + spare), await wat(wanted), await wat('')];
  expect(all).toMatch(/\$only-spare\b/);
  expect(some).not.toMatch(/\$only-spare\b|"spare"/);
  expect(some).toMatch(/\$inner\b[\s\S]*\$both\b/);
  expect(none).not.toMatch(/\$inner\b|\$both\b/);
});

test('of a core module that is not there yet everything is adapted', async () => {
  expect(await wat(undefined)).toBe(await wat(wanted + spare));
});
