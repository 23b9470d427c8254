/** A variable whose first value cannot be had: the component is not there, and the error says that it is for this. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start } from './every-target.ts';

const wat = `(module
  (func (export "fails") (result i32) unreachable)
  (func (export "zero") (result i32) (i32.const 0)))`;

const module = '(module core "core.wasm" (func fails "fails" (result i32)) (func zero "zero" (result i32)))';
const host = '(import "host" (func ask "ask" (result u32)))';

describe.each(targets)('target %s', (target) => {
  test.each([
    ['a trap of the core module', `${module} (var $a i32 (call fails))`, /unreachable/i],
    ['a trap of its own', '(var $a u32 (call never)) (func never (result u32) (unreachable))', /unreachable/i],
    ['a division', `${module} (var $a i32 (/ 1 (call zero)))`, /zero/i],
    ['what JavaScript throws', `${host} (var $a u32 (call ask))`, /^[^\n]*closed$/],
    ['what JavaScript gives', `${host} (var $a u32 (call ask))`, /^[^\n]*host\.ask: result must be [^\n]*, got 'x'$/],
  ])('%s', async (name, items, why) => {
    const itl = `${items} (export (func _ "a" (result u32) (as u32 (get $a))))`;
    const ask = (): unknown => {
      if (name === 'what JavaScript gives') return 'x';
      throw new Error('closed');
    };
    const starting = start(target, itl, { ...(items.includes('core.wasm') && { wat }), imports: { host: { ask } } });
    const error = await starting.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ItlLinkError', code: 'ITL_LINK', cause: expect.any(Error) });
    expect(error).toMatchObject({
      message: expect.stringMatching(/cannot (give variable 'a' its first value|set up its tables and variables): /),
    });
    expect(error).toMatchObject({ message: expect.stringMatching(why) });
  });

  test('none of what a variable is made of is lost', async () => {
    const itl = `(var $a (array s32) (make-array s32 1 2)) (var $b s32 (+ 1 2))
      (export (func _ "all" (result (tuple (array s32) s32)) (make-tuple (get $a) (get $b))))`;
    const { all } = await start(target, itl);
    expect(all?.()).toEqual([Int32Array.of(1, 2), 3]);
  });
});
