/** What the exports of a component look like from outside: the same on every target. */
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { componentOf, forms } from '../harness/targets.ts';

const source = `(types
  (resource Base (drop free))
  (resource Counter (extends Base) (drop free))
  (resource Plain (drop free)))
(module core "core.wasm" (func free "free" (param i32)) (func one "one" (result i32)))
(export
  (func _ "first" (param $n s32) (result s32) (local $n))
  (func _ "[get]total" (result s32) (as s32 (call one)))
  (func _ "[constructor]Counter" (param $n s32) (result Counter) (lift-resource Counter (as i32 (local $n))))
  (func _ "[method]Counter.zoom" (param $self Counter) (param $by s32) (result s32) (local $by))
  (func _ "[get]Counter.value" (param $self Counter) (result s32) (as s32 (lower-resource Counter (local $self))))
  (func _ "[set]Counter.value" (param $self Counter) (param $to s32))
  (func _ "[static]Counter.of" (param $n s32) (result Counter) (lift-resource Counter (as i32 (local $n))))
  (func _ "[static get]Counter.made" (result s32) (as s32 (call one)))
  (func _ "[iterate]Counter" (param $self Counter) (result (array s32)) (make-array s32))
  (func _ "[static]Plain.make" (result Plain) (lift-resource Plain 1))
  (func _ "[static get]Plain.name" (result string) "plain name")
  (func _ "[get]about" (result string) "it")
  (func _ "last" (result s32) (as s32 (call one))))`;

const core = '(module (func (export "free") (param i32)) (func (export "one") (result i32) (i32.const 1)))';

/** How it is kept, and what of it can be seen. */
function flagsOf(of: object, key: PropertyKey): string {
  const { get, set, ...rest } = Object.getOwnPropertyDescriptor(of, key) as PropertyDescriptor;
  const roles = [get && 'get', set && 'set', rest.enumerable && 'shown', rest.configurable && 'changed', rest.writable];
  return roles
    .map((role) => (role === true ? 'written' : role))
    .filter(Boolean)
    .join(' ');
}

const shapeOf = (of: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Reflect.ownKeys(of).map((key) => [String(key), flagsOf(of, key)]));

test.each(forms)('as %o', async (form) => {
  const modules = { 'core.wasm': await assembleWat('core', core) };
  const make = await componentOf(form, source, { cores: modules });
  const made = await make({}, { modules });
  const { Counter, Plain } = made;

  expect(Object.keys(made)).toEqual(['Base', 'Counter', 'Plain', 'first', 'total', 'about', 'last']);
  expect(shapeOf(made)).toMatchObject({ Counter: 'shown', first: 'shown', total: 'get shown' });
  expect(Object.isFrozen(made)).toBe(true);

  expect(shapeOf(Counter)).toMatchObject({ name: 'changed', of: 'changed written', made: 'get changed' });
  expect(shapeOf(Counter.prototype)).toEqual({
    constructor: 'changed written',
    zoom: 'changed written',
    value: 'get set changed',
    dispose: 'changed written',
    [String(Symbol.dispose ?? Symbol.for('Symbol.dispose'))]: 'changed written',
    'Symbol(Symbol.toStringTag)': 'changed',
    'Symbol(Symbol.iterator)': 'changed written',
  });
  expect(Plain.name).toBe('plain name');

  const counter = new Counter(3);
  expect([String(counter), Counter.name, Reflect.ownKeys(counter)]).toEqual(['[object Counter]', 'Counter', []]);
  expect(inspect([counter, Counter])).toBe('[ Counter {}, [class Counter extends Base] ]');
});
