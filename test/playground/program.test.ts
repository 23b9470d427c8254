/** Links that hold a program. */

import { expect, test } from 'vitest';
import { decodeProgram, encodeProgram } from '../../src/playground/program.ts';
import fc from '../harness/fast-check.ts';

test('a link gives back what it was made of', async () => {
  const file = fc.record({ path: fc.stringMatching(/^[\w.-]+$/), text: fc.string({ unit: 'grapheme' }) });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1 }), async (files) => {
      const link = await encodeProgram({ files });
      expect(link).toMatch(/^[\w-]+$/);
      expect(await decodeProgram(link)).toEqual({ files });
    }),
  );
});

test('what is no program is none', async () => {
  const texts = [
    '',
    'x',
    '%',
    await encodeProgram({ files: [] }),
    await encodeProgram({ files: [{ path: '../x', text: '' }] }),
  ];
  expect(await Promise.all(texts.map(decodeProgram))).toEqual(texts.map(() => undefined));
});
