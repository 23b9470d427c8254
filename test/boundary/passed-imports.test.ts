/** Functions that a core module gets as they are: their types come from the module's binary. */
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { assembleWat } from '../core/assemble-wat.ts';

const text = `
  (import "env" (func log "log" (param $text string)))
  (module m "m.wasm"
    (import "env" (func _ "adapted" (call log "adapted")) *)
    (func run "run"))
  (export (func _ "run" (call run)))`;

const wat = `(module
  (import "env" "adapted" (func))
  (import "env" "plain" (func (param i32 i64 f32 f64 externref) (result i64)))
  (import "env" "several" (func (param funcref) (result i32 f64)))
  (import "env" "log" (func (param i32)))
  (func (export "run")))`;

/** The declaration of what has to be given. */
async function importsOf(bytes: Uint8Array | undefined): Promise<string> {
  const { dts = '', diagnostics } = await compile(
    { path: 'case.itl', text },
    { emit: ['js', 'dts'], readCore: () => bytes },
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return /export interface Imports \{\n(.*?)\n\}/s.exec(dts)?.[1] ?? dts;
}

test('with the binary', async () => {
  expect(await importsOf(assembleWat(wat))).toBe(`  readonly env: {
    log(text: string): void;
    plain(arg0: number, arg1: bigint, arg2: number, arg3: number, arg4: unknown): bigint;
    several(arg0: unknown): readonly [number, number];
  };`);
});

test('without it', async () => {
  expect(await importsOf(undefined)).toBe(`  readonly env: {
    log(text: string): void;
  } & Readonly<Record<string, (...values: never[]) => unknown>>;`);
});
