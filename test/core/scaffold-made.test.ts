import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { readModule } from '../../src/core/read-module.ts';
import { scaffold } from '../../src/core/scaffold.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { errorsOf, scaffoldOf } from './scaffolded.ts';

test('what the module imports besides functions, the component makes', async () => {
  const bytes = await assembleWat(
    'core.wat',
    `(module (import "env" "memory" (memory 2 4)) (import "env" "table" (table 3 funcref))
      (import "env" "base" (global i32)) (import "env" "sp" (global (mut i32))) (import "env" "log" (func (param i32)))
      (func (export "size") (result i32) (memory.size)))`,
  );
  const module = readModule(bytes);
  if (module.kind === 'problem') throw new Error(module.message);
  const text = scaffold(module, 'core.wasm', 'core');
  const { diagnostics } = await compile({ path: 'core.itl', text }, { emit: ['js'], readCore: () => bytes });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  expect(text).toContain(`(module made
  (memory "env.memory" 2 4)
  (table "env.table" 3 funcref)
  (global "env.base" i32 0)
  (global "env.sp" (mut i32) 0))`);
  expect(text).toContain('(import "env" (memory "memory" made "env.memory"))');
});

test("an export called 'then', which no object of exports can have", async () => {
  const wat = '(module (func (export "then") (param f64) (result f64) (local.get 0)))';
  const text = scaffoldOf(wat);
  expect(text).toContain('(func _ "then_" (param $a f64) (result f64)');
  expect(await errorsOf(text, wat)).toEqual([]);
});
