/** What an instance may be lent with. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `(types (resource Node (drop free)))
(func free (param $id i32))
(export
  (func _ "lend" (param $id u32) (param $owner any) (result Node) (lend-resource Node (as i32 (local $id)) (local $owner)))
  (func _ "id" (param $of Node) (result u32) (as u32 (lower-resource Node (local $of))))
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

  test('what lend each other end with who has lent one of them', async () => {
    const { lend, own, id } = await start(target, itl);
    const root = own?.(1);
    const parent = lend?.(2, root);
    const child = lend?.(3, parent);
    const grandchild = lend?.(4, child);
    expect(lend?.(2, child)).toBe(parent);
    expect(lend?.(3, grandchild)).toBe(child);
    lend?.(3, child);
    root.dispose();
    for (const each of [parent, child, grandchild]) {
      expect(thrownBy(() => id?.(each))).toMatchObject({ message: expect.stringContaining('is a disposed Node') });
    }
    // Their numbers are free for others.
    expect(lend?.(2, own?.(5))).not.toBe(parent);
  });

  test('but not where somebody else has lent one of them, too', async () => {
    const { lend, own, id } = await start(target, itl);
    const [first, second] = [own?.(1), own?.(2)];
    const [parent, child] = [lend?.(3, first), lend?.(4, second)];
    lend?.(3, child);
    lend?.(4, parent);
    first.dispose();
    expect([id?.(parent), id?.(child)]).toEqual([3, 4]);
    // One that lasts keeps what it has lent.
    const lasting = lend?.(6, null);
    lend?.(3, lasting);
    second.dispose();
    expect([id?.(parent), id?.(child)]).toEqual([3, 4]);
  });

  test('a long chain of them ends in a row', async () => {
    const { lend, own, id } = await start(target, itl);
    const root = own?.(0);
    let last = root;
    for (let at = 1; at < 50_000; at++) last = lend?.(at, last);
    root.dispose();
    expect(thrownBy(() => id?.(last))).toMatchObject({ message: expect.stringContaining('is a disposed Node') });
  });
});
