/** Core modules by hand, linked with a world. */
import { expect, test } from 'vitest';
import { translateCore } from '../../src/canonical/translate-component.ts';
import { compile } from '../../src/compile.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { componentOf } from '../harness/targets.ts';
import { translated, worldIn } from '../harness/translated.ts';

const wit = `package a:b;
interface i {
  resource r { constructor(); }
  drop: func(it: r);
}
world w { export i; }`;

const core = `(module
  (import "[export]a:b/i" "[resource-new]r" (func $new (param i32) (result i32)))
  (import "[export]a:b/i" "[resource-drop]r" (func $drop (param i32)))
  (func (export "a:b/i#[constructor]r") (result i32) (call $new (i32.const 7)))
  (func (export "a:b/i#drop") (param i32) (call $drop (local.get 0))))`;

test('an allocator of other parameters is refused, whoever would call it', async () => {
  const odd = '(module (func (export "cabi_realloc") (param i32) (result i32) (local.get 0)))';
  const found = translateCore(
    await assembleWat('odd.wat', odd),
    'w.wasm',
    'w',
    worldIn('w.wit', 'package a:b; world w {}'),
  );
  expect(found).toMatchObject({
    kind: 'refused',
    diagnostics: [{ message: expect.stringContaining("'cabi_realloc'") }],
  });
});

test('a destructor that gives something is refused', async () => {
  const odd = core.replace(/\)$/, '(func (export "a:b/i#[dtor]r") (param i32) (result i32) (local.get 0)))');
  const found = translateCore(await assembleWat('odd.wat', odd), 'w.wasm', 'w', worldIn('w.wit', wit));
  expect(found).toMatchObject({
    kind: 'refused',
    diagnostics: [{ message: expect.stringContaining("'a:b/i#[dtor]r' of 'w.wasm' is (param i32) (result i32)") }],
  });
});

test('of a resource without a destructor nothing is asked that nobody needs', async () => {
  const made = translated(translateCore(await assembleWat('core.wat', core), 'w.wasm', 'w', worldIn('w.wit', wit)));
  const cores = Object.fromEntries(made.modules);
  const readCore = (path: string): Uint8Array | undefined => cores[path];
  const options = { emit: ['js'], isComponent: true, readCore } as const;
  const { diagnostics } = await compile({ path: 'w.itl', text: made.text }, options);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const { i } = await (await componentOf({ target: 'js' }, made.text, { cores }))({}, { modules: cores });
  const [first, second] = [new i.R(), new i.R()];
  i.drop(first);
  second.dispose();
  expect(() => i.drop(first)).toThrow('disposed');
  expect(() => i.drop(second)).toThrow('disposed');
});

test('functions that are called like numbers of ITL', async () => {
  const world =
    'package a:b; interface m { nan: func(inf: f64) -> f64; inf: func() -> f64; } world w { import m; export m; }';
  const numbers = `(module
    (import "a:b/m" "nan" (func $nan (param f64) (result f64)))
    (import "a:b/m" "inf" (func $inf (result f64)))
    (func (export "a:b/m#nan") (param f64) (result f64) (call $nan (local.get 0)))
    (func (export "a:b/m#inf") (result f64) (call $inf)))`;
  const linked = translateCore(await assembleWat('numbers.wat', numbers), 'w.wasm', 'w', worldIn('w.wit', world));
  const made = translated(linked);
  const cores = Object.fromEntries(made.modules);
  const m = { nan: (inf: number) => -inf, inf: () => 7 };
  const exports = await (await componentOf({ target: 'js' }, made.text, { cores }))({ 'a:b/m': m }, { modules: cores });
  expect([exports.m.nan(2), exports.m.inf()]).toEqual([-2, 7]);
});

test('what JavaScript has for something else gets a number', async () => {
  const world = `package a:b;
interface i {
  resource r { constructor(); dispose: func() -> u32; dispose2: func() -> u32; prototype: static func() -> u32; }
  then: func() -> u32;
}
world w { export i; export then: func() -> u32; export then2: func() -> u32; }`;
  const names = `(module
    (import "[export]a:b/i" "[resource-new]r" (func $new (param i32) (result i32)))
    (func (export "a:b/i#[constructor]r") (result i32) (call $new (i32.const 7)))
    (func (export "a:b/i#[method]r.dispose") (param i32) (result i32) (i32.const 1))
    (func (export "a:b/i#[method]r.dispose2") (param i32) (result i32) (i32.const 2))
    (func (export "a:b/i#[static]r.prototype") (result i32) (i32.const 3))
    (func (export "a:b/i#then") (result i32) (i32.const 4))
    (func (export "then") (result i32) (i32.const 5))
    (func (export "then2") (result i32) (i32.const 6)))`;
  const linked = translateCore(await assembleWat('names.wat', names), 'w.wasm', 'w', worldIn('w.wit', world));
  const made = translated(linked);
  const cores = Object.fromEntries(made.modules);
  const exports = await (await componentOf({ target: 'js' }, made.text, { cores }))({}, { modules: cores });
  const instance = new exports['a:b/i'].R();
  expect([instance.dispose3(), instance.dispose2(), exports['a:b/i'].R.prototype2()]).toEqual([1, 2, 3]);
  expect([exports['a:b/i'].then(), exports.then3(), exports.then2()]).toEqual([4, 5, 6]);
  instance.dispose();
  expect(() => instance.dispose2()).toThrow('a disposed R');
  expect(made.text).toContain(';;; The component calls it `dispose`, which releases the instance in JavaScript.');
});

test.each(['js', 'table'] as const)(
  'an instance that is given away twice is a mistake, not a trap: %s',
  async (target) => {
    const world = `package a:b;
interface i {
  resource r { constructor(n: u32); value: func() -> u32; merge: static func(one: r, other: borrow<r>) -> u32; }
  variant v { one(r), none }
  two: func(one: r, other: r) -> u32;
  pair: func(pair: tuple<r, option<r>>, v: v) -> u32;
}
world w { export i; }`;
    const owning = `(module
    (import "[export]a:b/i" "[resource-new]r" (func $new (param i32) (result i32)))
    (import "[export]a:b/i" "[resource-rep]r" (func $rep (param i32) (result i32)))
    (func (export "a:b/i#[constructor]r") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "a:b/i#[method]r.value") (param i32) (result i32) (local.get 0))
    (func (export "a:b/i#[static]r.merge") (param i32 i32) (result i32) (i32.add (call $rep (local.get 0)) (local.get 1)))
    (func (export "a:b/i#two") (param i32 i32) (result i32) (i32.add (call $rep (local.get 0)) (call $rep (local.get 1))))
    (func (export "a:b/i#pair") (param i32 i32 i32 i32 i32) (result i32) (call $rep (local.get 0))))`;
    const linked = translateCore(await assembleWat('owning.wat', owning), 'w.wasm', 'w', worldIn('w.wit', world));
    const made = translated(linked);
    const cores = Object.fromEntries(made.modules);
    const exports = await (await componentOf({ target }, made.text, { cores }))({}, { modules: cores });
    const name = (of: string) => exports[`a:b/i#${of}`] ?? exports['a:b/i'][of];
    const R = name('R');
    const r = new R(5);
    for (const call of [
      () => name('two')(r, r),
      () => R.merge(r, r),
      () => name('pair')([r, r], { tag: 'none' }),
      () => name('pair')([r, undefined], { tag: 'one', val: r }),
    ]) {
      expect(call).toThrow('R is in use: it cannot be given away');
      expect(r.value()).toBe(5);
    }
    expect(name('two')(r, new R(6))).toBe(11);
    expect(() => r.value()).toThrow('a disposed R');
  },
);
