/** Outcomes of the user's functions that have no value: handed on, they have no `val` either. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start } from './every-target.ts';

const itl = `
(import "host"
  (func bare "bare" (param bool) (result (result _ _)))
  (func see "see" (param any)))
(export (func _ "go" (param $ok bool) (call see (as any (call bare (local $ok))))))`;

describe.each(targets)('target %s', (target) => {
  test('ok and err', async () => {
    const seen: unknown[] = [];
    const host = {
      bare: (isOk: boolean) => {
        if (!isOk) throw Object.assign(new Error('no'), { payload: undefined });
      },
      see: (value: unknown) => seen.push(value),
    };
    const { go } = await start(target, itl, { imports: { host } });
    go?.(true);
    go?.(false);
    expect(seen).toStrictEqual([{ tag: 'ok' }, { tag: 'err' }]);
  });
});
