/** What Windows has and this system has not: a root that is not there. */
import { expect, test, vi } from 'vitest';
import { writeOutput } from '../../src/session/files.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  existsSync: () => false,
  mkdirSync: () => {
    throw Object.assign(new Error('no drive'), { code: 'ENOENT' });
  },
}));

test('a drive that there is not is where looking for a folder ends', () => {
  expect(writeOutput('/out/greet.js', '')).toEqual({ ok: false, reason: 'its folder cannot be made' });
});
