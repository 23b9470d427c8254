/** Which variant runs, and what happens where the direct one cannot. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type InstantiateOptions, instantiate } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import type { AdapterVariants } from '../../src/pipeline.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileFixture, compileText } from '../harness/compile-fixture.ts';
import { root } from '../harness/folders.ts';

const source = `(import "host" (func seen "seen" (param s32)))
(module core "core.wasm"
  (func double "double" (param i32) (result i32))
  (import "env" (func _ "seen" (param i32) (call seen (as s32 (local 0))))))
(export
  (func _ "double" (param $n s32) (result s32) (as s32 (call double (as i32 (local $n)))))
  (func _ "length" (param $text string) (result u32) (as u32 (string-len (local $text)))))`;

const good = `(module (import "env" "seen" (func $seen (param i32)))
  (func (export "double") (param i32) (result i32) (call $seen (local.get 0)) (i32.shl (local.get 0) (i32.const 1))))`;

interface Running {
  readonly double: (n: number) => number;
  readonly length: (text: string) => number;
}

async function run(target: AdapterVariants, options: InstantiateOptions = {}, core = good): Promise<Running> {
  const [{ wasm }, bytes] = await Promise.all([compileText(source, 'case.itl', { target }), assembleWat('core', core)]);
  return instantiate<Running>(
    new Uint8Array(wasm),
    { host: { seen: () => {} } },
    { modules: { 'core.wasm': new Uint8Array(bytes) }, ...options },
  );
}

test.each<[AdapterVariants, InstantiateOptions['variant']]>([
  ['auto', undefined],
  ['auto', 'auto'],
  ['auto', 'table'],
  ['table', undefined],
  ['table', 'table'],
])('an adapter for %s, variant %s', async (target, variant) => {
  const { double, length } = await run(target, variant ? { variant } : {});
  expect([double(21), length('four')]).toEqual([42, 4]);
});

test('what there is not', async () => {
  await expect(run('table', { variant: 'direct' })).rejects.toThrow(
    /^the given module has no direct variant that this engine can run$/,
  );
  await expect(run('direct', { variant: 'table' })).rejects.toThrow(/^the given module has no table variant$/);
  await expect(run('auto', { variant: 'fast' as 'direct' })).rejects.toThrow(
    "instantiate: option 'variant' must be 'auto', 'direct' or 'table', got 'fast'",
  );
});

const other = `(module (import "env" "seen" (func $seen (param i32)))
  (func (export "double") (param i64) (result i32) (i32.const 0)))`;

test('a core module of another signature is for the table variant to report', async () => {
  const { double, length } = await run('auto', {}, other);
  expect(length('four')).toBe(4);
  expect(() => double(21)).toThrow(/^double: .*signature.*has the core module changed since itlc read it\?$/);
});

test.runIf(supportsDirect())('a core module of another signature, where no other variant will do', async () => {
  await expect(run('auto', { variant: 'direct' }, other)).rejects.toThrow(/^cannot link the given module: .*double/);
  await expect(run('direct', {}, other)).rejects.toThrow(/^cannot link the given module: .*double/);
});

describe('a table of functions that the core module lost', () => {
  const pointers = `(module core "core.wasm")
(export
  (func _ "call" (param $p u32) (result s32) (as s32 (call-funcptr core "functions" i (as i32 (local $p)))))
  (func _ "one" (result s32) 1))`;

  async function load(part: string, options: InstantiateOptions = {}) {
    const [{ wasm }, bytes] = await Promise.all([compileText(pointers), assembleWat('core', `(module ${part})`)]);
    const modules = { 'core.wasm': new Uint8Array(bytes) };
    return instantiate<{ call(p: number): number; one(): number }>(new Uint8Array(wasm), {}, { modules, ...options });
  }

  test.each(['', '(memory (export "functions") 1)'])('%j: is for the table variant to report', async (part) => {
    const { call, one } = await load(part);
    expect(one()).toBe(1);
    expect(() => call(0)).toThrow(/^core module 'core.wasm' exports no table 'functions'$/);
  });

  test.runIf(supportsDirect())('no other variant will do', async () => {
    await expect(load('', { variant: 'direct' })).rejects.toThrow(/^cannot link the given module: .*functions/);
  });
});

test('the shim can be instantiated again: it needs nothing, and what it gives is its own', async () => {
  const { wasm } = await compileFixture(join(root, 'fixtures/ops/function-pointers'));
  const [bytes = new ArrayBuffer(0)] = WebAssembly.Module.customSections(
    await WebAssembly.compile(wasm as BufferSource),
    'itl.shim',
  );
  const shim = await WebAssembly.compile(bytes);
  expect(WebAssembly.Module.imports(shim)).toEqual([]);
  const [left, right] = [new WebAssembly.Instance(shim).exports, new WebAssembly.Instance(shim).exports];
  const functionsIn = ({ _it_table: table }: WebAssembly.Exports): readonly unknown[] => {
    const { length } = table as WebAssembly.Table;
    return Array.from({ length }, (_, index) => (table as WebAssembly.Table).get(index));
  };
  // Four signatures: a place for what all slots of one call, which is the adapter's, and 32 slots.
  const block = [null, ...Array.from({ length: 32 }, () => expect.any(Function))];
  expect(functionsIn(left)).toEqual([...block, ...block, ...block, ...block]);
  expect(functionsIn(right).some((func) => func !== null && functionsIn(left).includes(func))).toBe(false);
  expect(left._it_slots).not.toBe(right._it_slots);
});

test.runIf(supportsDirect())('nothing but the direct variant', async () => {
  const { double, length } = await run('direct');
  expect([double(21), length('four')]).toEqual([42, 4]);
});

test.runIf(supportsDirect())('a damaged direct variant gives way to the other', async () => {
  const [{ wasm }, bytes] = await Promise.all([compileText(source), assembleWat('core', good)]);
  const damaged = new Uint8Array(wasm);
  // Its first bytes, which stand behind the section's name.
  const at = Buffer.from(damaged).indexOf('itl.direct') + 'itl.direct'.length;
  damaged.fill(0xff, at + 8, at + 40);
  const { double } = await instantiate<Running>(
    damaged,
    { host: { seen: () => {} } },
    { modules: { 'core.wasm': new Uint8Array(bytes) } },
  );
  expect(double(21)).toBe(42);
});

test.runIf(!supportsDirect())('an engine without what it needs', async () => {
  await expect(run('direct')).rejects.toThrow(
    /^the given module has no direct variant that this engine can run, and no other$/,
  );
});
