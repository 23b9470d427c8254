/** What a component's boundary is described as, and what declarations make of it. */
import { describe, expect, test } from 'vitest';
import { memberOf } from '../../runtime/member-names.ts';
import { typeText } from '../../src/ir/types.ts';
import { compileText } from '../harness/compile-fixture.ts';
import { describeText } from '../harness/describe-text.ts';

const core = `(module core "core.wasm"
  (func work "work" (param i32)) (func free "free" (param i32))
  (import "host" (func _ "back" (defer (call free 1)) (call back))))
(module other "other.wasm" (func idle "idle") (func free-too "free" (param i32)))
(import "host" (func back "back"))`;

describe('names of members', () => {
  test.each([
    ['[constructor]R', 'constructor', 'R', ''],
    ['[method]R.a.b', 'method', 'R', 'a.b'],
    ['[static]R.zero', 'static', 'R', 'zero'],
    ['[get]R.x\ny', 'get', 'R', 'x\ny'],
    ['[set]R.x', 'set', 'R', 'x'],
    ['[static get]R.x', 'static get', 'R', 'x'],
    ['[extend:a,b]R', 'extend', 'R', 'a,b'],
    ['[overload:12][method]R.a', 'method', 'R', 'a'],
  ])('%j', (field, kind, resource, name) => {
    expect(memberOf(field)).toEqual({ kind, resource, name, field });
  });

  test.each([
    'plain',
    '[method]',
    '[method]R',
    '[method]R.',
    '[method].x',
    '[constructor]',
    '[constructor]R.x',
    '[x]R.y',
  ])('%j is none', (field) => {
    expect(memberOf(field)).toBeUndefined();
  });
});

test('functions, classes and members, each where it belongs', () => {
  const { exports, functions, classes } = describeText(`(module core "core.wasm" (func free "free" (param i32)))
    (types (resource Counter (drop free)))
    (export
      (func _ "zero" (result u32) (as u32 0))
      (func _ "[constructor]Counter" (param $from u32) (result Counter) (lift-resource Counter (as i32 (local $from))))
      (func _ "[method]Counter.add" (param $self Counter) (param $by u32))
      (func _ "[get]Counter.value" (param $self Counter) (result u32) (as u32 (lower-resource Counter (local $self)))))`);
  expect(exports.map(({ who, takesThis }) => [who, takesThis])).toEqual([
    ['zero', false],
    ['new Counter', false],
    ['Counter.add', true],
    ['Counter.value', true],
  ]);
  expect(functions.map(({ field }) => field)).toEqual(['zero']);
  expect(classes.map(({ definition, drop }) => [definition.name, drop.name])).toEqual([['Counter', 'free']]);
  expect(classes[0]?.constructs?.params).toMatchObject([{ name: 'from' }]);
  expect(classes[0]?.members.map(({ member }) => member.kind)).toEqual(['constructor', 'method', 'get']);
});

test('a result is returned or thrown; several results are one tuple', () => {
  const { functions } = describeText(`(export
    (func _ "parse" (result (result u32 string)) (unreachable))
    (func _ "check" (result (result _ string)) (unreachable))
    (func _ "both" (result u32) (result u32) (unreachable))
    (func _ "nothing"))`);
  const shown = functions.map(({ result, returns, throws }) => [
    typeText(result),
    typeText(returns),
    throws && (throws.payload ? typeText(throws.payload) : '_'),
  ]);
  expect(shown).toEqual([
    ['(result u32 string)', 'u32', 'string'],
    ['(result _ string)', 'nothing', 'string'],
    ['(tuple u32 u32)', '(tuple u32 u32)', undefined],
    ['nothing', 'nothing', undefined],
  ]);
});

test('each type of a value, once', () => {
  const { values } = describeText(`(types (record Point (x f32) (near (array Point))) (enum Mood happy sad))
    (import "host" (func get "get" (param (array Point)) (result (result Mood string))))
    (export (func _ "get" (param $a (array Point)) (param $b (option (array Point))) (result Mood)
      (call get (local $a)) (unreachable)))`);
  expect(values.map(typeText).toSorted()).toEqual(
    ['(array Point)', '(option (array Point))', 'Mood', 'Point', 'f32', 'string'].toSorted(),
  );
});

describe('the type Result', () => {
  const dtsOf = async (text: string): Promise<string> => (await compileText(text)).dts;

  test('is not declared for a doc comment that speaks of it', async () => {
    expect(await dtsOf('(export\n;;; Gives a Result<T>.\n(func _ "f"))')).not.toContain('export type Result');
  });

  test('is not declared where a function only returns or throws its sides', async () => {
    const text =
      '(import "m" (func f "f" (result (result u8 string)))) (export (func _ "f" (result (result u8 string)) (call f)))';
    expect(await dtsOf(text)).not.toContain('Result<');
  });

  test('is declared for a value', async () => {
    const text = '(export (func _ "f" (param $r (array (result u8 string)))))';
    expect(await dtsOf(text)).toMatch(/Iterable<Result<number, string>>(.|\n)*export type Result</);
  });
});

describe('what may leave defers', () => {
  test.each([
    ['nothing', '(call idle)', [false, false, false]],
    ['on a throw', '(defer (call free-too 1)) (call idle)', [true, false, false]],
    ['even on a return: the core module may catch what its import throws', '(call work 1)', [true, true, false]],
  ])('%s', (_, body, [onThrow, onReturn, isInterruptible]) => {
    const { exports } = describeText(`${core}\n(export (func _ "f" ${body}))`);
    expect(exports.map(({ unwinding }) => unwinding)).toEqual([{ onThrow, onReturn, isInterruptible }]);
  });
});
