/** What an instance may be lent with. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `(types (resource Node (drop free)))
(func free (param $id i32))
(export
  (func _ "lend" (param $id u32) (param $owner any) (result Node) (lend-resource Node (as i32 (local $id)) (local $owner)))
  (func _ "own" (param $id u32) (result Node) (lift-resource Node (as i32 (local $id)))))`;

describe.each(targets)('target %s', (target) => {
  test.each([
    [5, '5'],
    ['text', "'text'"],
    [true, 'true'],
    [undefined, 'undefined'],
    [Symbol('owner'), 'Symbol(owner)'],
  ])('not with %s', async (owner, shown) => {
    const { lend, own } = await start(target, itl);
    own?.(2);
    // Also where it would make no difference.
    for (const id of [1, 2]) {
      const error = thrownBy(() => lend?.(id, owner));
      expect(error).toMatchObject({
        name: 'ItlTypeError',
        code: 'ITL_TYPE',
        message: `the owner of a Node must be an object or null, got ${shown}`,
      });
    }
  });

  test('with any object, or for good', async () => {
    const { lend } = await start(target, itl);
    const owners = [{}, [], () => {}, null];
    const lent = owners.map((owner, id) => lend?.(id, owner));
    expect(new Set(lent).size).toBe(owners.length);
  });
});
