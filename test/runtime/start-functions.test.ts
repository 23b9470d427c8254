/** What WebAssembly's own start function may call, and what it is told where that is too early: the same on each target. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start } from './every-target.ts';

/** A core module whose start function calls `env.ask` once. */
const asking = `(module
  (import "env" "ask" (func $ask (result i32)))
  (memory (export "memory") 1)
  (global (export "size") (mut i32) (i32.const 3))
  (table (export "table") 2 externref)
  (global $found (mut i32) (i32.const 0))
  (func $begin (global.set $found (call $ask)))
  (start $begin)
  (func (export "found") (result i32) (global.get $found)))`;

const asked = (body: string, items = ''): string => `${items}
(module core "core.wasm"
  (import "env" (func _ "ask" (result i32) ${body}))
  (func found "found" (result i32)))
(export (func _ "found" (result u32) (as u32 (call found))))`;

const hint =
  "; a start function runs before the component is ready: what calls imports belongs into '_initialize', or into an export that (start …) names";
const tooEarly = `it calls an import that needs what is not there yet${hint}`;

describe.each(targets)('target %s', (target) => {
  test.each([
    ['a function of the core module', '(call found)'],
    ['its memory', '(load i32 core "memory" 0)'],
    ['a string in its memory', '(string-len (mem-to-string core "memory" 0 4))'],
    ['the size of its memory', '(memory-size core "memory")'],
    ['its global', '(global-get i32 core "size")'],
    ['its table', '(table-size core "table")'],
  ])('not yet: %s', async (_, body) => {
    await expect(start(target, asked(body), { wat: asking })).rejects.toMatchObject({
      code: 'ITL_LINK',
      message: `cannot start core module 'core.wasm': ${tooEarly}`,
    });
  });

  test('not yet: a variable that comes from the core module', async () => {
    await expect(start(target, asked('(get $a)', '(var $a i32 (call found))'), { wat: asking })).rejects.toMatchObject({
      message: `cannot start core module 'core.wasm': variable 'a' has no value yet${hint}`,
    });
  });

  test.each([
    new TypeError('x is not a function'),
    new ReferenceError('x is not defined'),
    new RangeError('null is no length'),
    new Error('a reference is null'),
    new SyntaxError('function signature mismatch'),
    Object.assign(new Error('null function'), { code: 'ENULL' }),
  ])("is the user's own error, whatever it looks like: %s", async (error) => {
    const ask = () => {
      throw error;
    };
    const itl = asked('(as i32 (call ask))', '(import "host" (func ask "ask" (result u32)))');
    await expect(start(target, itl, { wat: asking, imports: { host: { ask } } })).rejects.toMatchObject({
      message: `cannot start core module 'core.wasm': ${error.message}`,
      cause: error,
    });
  });

  test("is what a value of the user's throws when it is asked", async () => {
    const given = {
      get ask() {
        throw new TypeError('undefined is closed');
      },
    };
    const itl = asked(
      '(as i32 (has-property (call given) "ask"))',
      '(import "host" (func given "given" (result any)))',
    );
    const imports = { host: { given: () => given } };
    await expect(start(target, itl, { wat: asking, imports })).rejects.toThrow(
      /^cannot start core module 'core\.wasm': undefined is closed$/,
    );
  });

  test('what the user throws, and a trap of its own', async () => {
    const imports = {
      host: {
        ask: () => {
          throw new Error('closed');
        },
      },
    };
    const itl = asked('(as i32 (call ask))', '(import "host" (func ask "ask" (result u32)))');
    await expect(start(target, itl, { wat: asking, imports })).rejects.toThrow(
      /^cannot start core module 'core\.wasm': closed$/,
    );
    const trapping =
      '(module (func (export "found") (result i32) (i32.const 0)) (func $begin unreachable) (start $begin))';
    const found =
      '(module core "core.wasm" (func found "found" (result i32))) (export (func _ "found" (result u32) (as u32 (call found))))';
    await expect(start(target, found, { wat: trapping })).rejects.toThrow(
      /^cannot start core module 'core\.wasm': (?!.*a start function runs).*unreachable/i,
    );
  });

  test.each<[string, string, string, number]>([
    ['a variable', '(set $n (+ (get $n) 7)) (get $n)', '(var $n i32 1)', 8],
    ['another function', '(call more 4)', '(func more (param $by i32) (result i32) (* (local $by) 2))', 8],
    [
      'JavaScript, with a string',
      '(as i32 (call ask "four"))',
      '(import "host" (func ask "ask" (param string) (result u32)))',
      4,
    ],
    ['a defer', '(defer (set $n 5)) (get $n)', '(var $n i32 1)', 1],
    [
      'what fails, in a try',
      '(try (as i32 (call ask "")) (catch $error 9))',
      '(import "host" (func ask "ask" (param string) (result u32)))',
      9,
    ],
    [
      'a function that is called later',
      '(call keep (lift-func later)) 3',
      '(types (func Later (result u32)))\n(import "host" (func keep "keep" (param Later)))\n(func later (result u32) (as u32 (call found)))',
      3,
    ],
  ])('already: %s', async (_, body, items, result) => {
    let kept = (): number => 0;
    const ask = (text: string): number => {
      if (text === '') throw new Error('nothing');
      return text.length;
    };
    const keep = (given: () => number): void => {
      kept = given;
    };
    const imports = { host: { ask, keep } };
    const { found } = await start(target, asked(body, items), { wat: asking, imports });
    expect(found?.()).toBe(result);
    expect(kept()).toBe(body.includes('later') ? result : 0);
  });
});
